import { HEAL } from "@codraft/document/collab"
import { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import { type DeviceStore, SyncClient, type TransportClass } from "../client/index.ts"
import type { Word } from "./edits.ts"
import type { MemoryDevice } from "./memory-device.ts"
import type { Mortal } from "./mortal.ts"

const edit = Symbol("edit")

/** One thing that a person did in a tab, as the update that it made. */
export interface MadeEdit {
  readonly update: Uint8Array
  /** Words that it typed; none for formats and deletions. */
  readonly words: readonly Word[]
  isLogged: boolean
  /** What had been appended when it was last looked for in the log. */
  lookedAfter: number
  /** The tab died before anybody had promised anything about it. */
  isExcused: boolean
}

export interface SimulatedTabOptions {
  readonly name: string
  readonly person: string
  readonly sectionId: string
  readonly life: Mortal
  readonly device: MemoryDevice
  readonly transport: TransportClass
  readonly mayWrite: boolean
  newDoc(): Y.Doc
  /** What the tab says may have changed. */
  onSaid(tab: SimulatedTab): void
}

/** A browser tab: a real SyncClient, a person's edits, and what the person was told about them. */
export class SimulatedTab {
  readonly name: string
  readonly person: string
  readonly sectionId: string
  readonly stream: string
  readonly device: MemoryDevice
  readonly client: SyncClient
  readonly edits: MadeEdit[] = []
  /** What the editor believes: it learns of changed rights a little later. */
  mayWrite: boolean
  isComposing = false
  readonly #options: SimulatedTabOptions

  constructor(options: SimulatedTabOptions) {
    this.#options = options
    this.name = options.name
    this.person = options.person
    this.sectionId = options.sectionId
    this.stream = `text:${options.sectionId}`
    this.device = options.device
    this.mayWrite = options.mayWrite
    const doc = options.newDoc()
    this.client = new SyncClient({
      doc,
      awareness: new Awareness(doc),
      url: "ws://codraft/sync",
      stream: this.stream,
      device: mortalDevice(options.device, options.life),
      clock: options.life,
      personId: options.person,
      mayWrite: options.mayWrite,
      build: "b1",
      WebSocket: options.transport,
      newDoc: () => options.newDoc(),
    })
    this.client.subscribe(() => options.onSaid(this))
  }

  get doc(): Y.Doc {
    return this.client.doc
  }

  get isDead(): boolean {
    return this.#options.life.isDead
  }

  get says(): string {
    const { saving } = this.client
    return saving.kind === "offline" && saving.pending ? "kept" : saving.kind
  }

  get unsentText(): string {
    const { saving } = this.client
    return saving.kind === "action-needed" ? (saving.unsentText ?? "") : ""
  }

  /** One transaction of the person's. */
  makes(words: readonly Word[], change: (doc: Y.Doc) => void): void {
    const updates: Uint8Array[] = []
    const collect = (update: Uint8Array, origin: unknown) => {
      if (origin === edit) updates.push(update)
    }
    const { doc } = this
    // Before the client, which may answer with a reset.
    doc.on("update", collect)
    doc.transact(() => change(doc), edit)
    doc.off("update", collect)
    for (const update of updates) this.edits.push({ update, words, isLogged: false, lookedAfter: -1, isExcused: false })
    this.#options.onSaid(this)
  }

  /** One transaction of the editor's own. */
  heals(change: (doc: Y.Doc) => void): void {
    this.doc.transact(() => change(this.doc), HEAL)
  }

  /** Without a word: no last write, no goodbye. What the device is writing already gets there. */
  async die(): Promise<void> {
    this.#options.life.die()
    await this.#stop()
  }

  async close(): Promise<void> {
    await this.client.destroy()
    this.#options.life.die()
    await this.#stop()
  }

  async #stop(): Promise<void> {
    // Real timers of the libraries inside would outlive the simulation.
    void this.client.destroy()
    this.client.awareness.destroy()
    this.doc.destroy()
    await Promise.resolve()
  }
}

function mortalDevice(device: MemoryDevice, life: Mortal): DeviceStore {
  return {
    personId: device.personId,
    open: (stream) => life.answer(() => device.open(stream)),
    write: (stream, change) => life.answer(() => device.write(stream, change)),
    compact: (stream, merge) => life.answer(() => device.compact(stream, merge)),
    clearAll: () => life.answer(() => device.clearAll()),
    close: () => {},
  }
}
