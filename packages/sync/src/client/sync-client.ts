import { HEAL } from "@codraft/document/collab"
import type { Refusal } from "@codraft/publication"
import { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import { closeCodes } from "../protocol/index.ts"
import { Backoff } from "./backoff.ts"
import { chanceFrom } from "./chance.ts"
import type { Clock } from "../clock.ts"
import { Connection } from "./connection.ts"
import { DeviceError, type DeviceStore, type KeptSection, type UnsentUpdate } from "./device-store.ts"
import { DeviceWrites } from "./device-writes.ts"
import { keptEntry, Outbox, type OutboxEntry } from "./outbox.ts"
import { deviceRefusal, endingOf, refusals } from "./refusals.ts"
import { lostByServer } from "./set-back.ts"
import { isSameState, type SavingState, savingState, type Trouble } from "./saving.ts"
import type { TransportClass } from "./transport.ts"
import { insertsText, unsentText } from "./unsent-text.ts"
import { UnsentWords } from "./unsent-words.ts"

export interface SyncClientOptions {
  /** The first document, empty; `onReset` gives the ones that replace it. */
  doc: Y.Doc
  awareness: Awareness
  /** `ws(s)://host/sync`; the stream's name is appended. */
  url: string
  stream: string
  device: DeviceStore
  clock: Clock
  personId: string
  mayWrite: boolean
  build: string
  /** The socket's class; the global WebSocket unless told. */
  WebSocket?: TransportClass
  /** Makes the documents that replace the first one; a fresh `Y.Doc` unless told. */
  newDoc?: () => Y.Doc
}

/** The origin of what comes from the device. */
const FROM_DEVICE = Symbol("codraft.device")
/** The server's code for content under other people's names. */
const foreignText = "foreign-text"
/** An update without structs and deletions. */
const emptyUpdateBytes = 2
/** A device that does not answer keeps nobody from the server's text for longer than this. */
const deviceWaitMs = 3_000
/** With a copy on the device, nobody waits longer than this for a server. */
const serverWaitMs = 3_000

/**
 * One section's text between the editor, the device and the server.
 *
 * 1. Every own edit is in the outbox, or receipted, or set aside with its words on offer: never nowhere.
 * 2. "saved" is said when the server has receipted every own edit; "offline, pending" when the device durably has every one that
 *    is not receipted.
 * 3. What is not sent any more is not in the document: after a refusal, and for a reader, the document is what the server has.
 * 4. Document and client id change together (`onReset`), so no client id ever has a gap that the server knows of.
 */
export class SyncClient {
  readonly #options: SyncClientOptions
  readonly #random: () => number
  readonly #writes: DeviceWrites
  readonly #outbox: Outbox
  readonly #words = new UnsentWords()
  /** A refusal that follows a refusal waits before it tries again. */
  readonly #refusalBackoff: Backoff
  readonly #listeners = new Set<() => void>()
  readonly #resetListeners = new Set<(doc: Y.Doc, awareness: Awareness) => void>()
  #doc: Y.Doc
  #awareness: Awareness
  #connection: Connection
  #mayWrite: boolean
  #stopped: Trouble | null = null
  #saving: SavingState = { kind: "saved" }
  #shown = ""
  #isLoaded = false
  #isOffline = false
  #isHolding = false
  #hasCopy = false
  #hasSyncedSinceReset = false
  /** Whether what the device has was taken in; false again when the connection was lost, for other tabs leave things there. */
  #hasOpenedDevice = false
  #mustReplaceDocument = false
  #connectAfterMs = 0
  #isDestroyed = false
  #cancelWaits: (() => void)[] = []

  constructor(options: SyncClientOptions) {
    if (options.device.personId !== options.personId) throw new Error("the device store is another person's")
    this.#options = options
    this.#doc = options.doc
    this.#awareness = options.awareness
    this.#mayWrite = options.mayWrite
    this.#random = chanceFrom(options.doc.clientID)
    this.#refusalBackoff = new Backoff(500, 15_000, this.#random)
    // The first document's client id is drawn at random for each tab and each load: no two outboxes on a device share it.
    let entries = 0
    this.#outbox = new Outbox(() => `${options.doc.clientID.toString(36)}.${(entries += 1)}`)
    this.#writes = new DeviceWrites(options.device, options.stream, options.clock, this.#random, {
      kept: (ids) => this.#kept(ids),
      failureChanged: () => this.#changed(),
    })
    this.#connection = this.#begin()
    void this.#load()
  }

  get doc(): Y.Doc {
    return this.#doc
  }

  get awareness(): Awareness {
    return this.#awareness
  }

  /** The same object until it changes. */
  get saving(): SavingState {
    return this.#saving
  }

  /** False until the server's text has arrived, or the device's copy while there is no server. */
  get isLoaded(): boolean {
    return this.#isLoaded
  }

  get isConnected(): boolean {
    return this.#connection.isSynced
  }

  /** Set while the device cannot keep the text, also when the server has it all. */
  get deviceFailure(): DeviceError | null {
    return this.#writes.failure
  }

  /** Calls `fn` whenever one of the above changed. */
  subscribe(fn: () => void): () => void {
    this.#listeners.add(fn)
    return () => this.#listeners.delete(fn)
  }

  /** The document was replaced: bind the editor to this one. The old one is destroyed afterwards. */
  onReset(fn: (doc: Y.Doc, awareness: Awareness) => void): () => void {
    this.#resetListeners.add(fn)
    return () => this.#resetListeners.delete(fn)
  }

  setMayWrite(mayWrite: boolean): void {
    if (mayWrite === this.#mayWrite) return
    this.#mayWrite = mayWrite
    if (!mayWrite) {
      this.#setStrandedAside()
    } else {
      this.#outbox.restore(this.#words.takeBack())
      this.#loadAnew({ dropCopy: false })
    }
    this.#changed()
  }

  /** While a person composes, or a key is not painted yet, what comes from others waits. */
  hold(): void {
    this.#isHolding = true
    this.#connection.hold()
  }

  release(): void {
    this.#isHolding = false
    if (this.#mustReplaceDocument) this.#replaceDocument()
    else this.#connection.release()
  }

  /** Whether closing now leaves edits that the server may not have. */
  hasUnsent(): boolean {
    return this.#outbox.hasEdits || this.#words.hasEditsWaiting
  }

  /** Tries at once: the browser is online again, or the person has signed in again. */
  reconnect(): void {
    if (this.#isDestroyed) return
    this.#stopped = null
    if (this.#hasOpenedDevice) this.#connection.connect()
    else void this.#load()
    this.#changed()
  }

  /** The person has taken the unsent words. */
  dismissUnsent(): void {
    this.#writes.add(this.#words.dismiss())
    this.#changed()
  }

  /** Resolves when the device has what it will take. */
  async destroy(): Promise<void> {
    if (this.#isDestroyed) return
    this.#isDestroyed = true
    this.#end()
    this.#listeners.clear()
    this.#resetListeners.clear()
    await this.#writes.flush()
    this.#writes.stop()
  }

  // One document's life

  #begin(): Connection {
    this.#doc.on("update", this.#onUpdate)
    const { url, stream, build, clock } = this.#options
    const connection = new Connection({
      doc: this.#doc,
      awareness: this.#awareness,
      url,
      stream,
      build,
      clock,
      Transport: this.#options.WebSocket ?? globalThis.WebSocket,
      random: this.#random,
      outbox: this.#outbox,
      mayWrite: () => this.#mayWrite,
      on: {
        synced: () => this.#synced(),
        received: (update) => this.#received(update),
        receipted: (count) => this.#receipted(count),
        refused: (code, message) => this.#refused({ code, message }),
        // Not at once: the document is in the middle of the transaction that made it.
        tooLarge: () => queueMicrotask(() => this.#refused(refusals.tooLarge)),
        closed: (code) => this.#closed(code),
      },
    })
    if (this.#isHolding) connection.hold()
    return connection
  }

  #end(): void {
    for (const cancel of this.#cancelWaits) cancel()
    this.#cancelWaits = []
    this.#connection.stop()
    this.#outbox.connectionLost()
    this.#doc.off("update", this.#onUpdate)
  }

  /** A new document under a new client id, from the device and the server, with what the outbox has. */
  #loadAnew({ dropCopy }: { dropCopy: boolean }): void {
    if (this.#isDestroyed) return
    if (dropCopy) this.#writes.add({ dropCopy: true })
    this.#mustReplaceDocument = true
    if (!this.#isHolding) this.#replaceDocument()
  }

  #replaceDocument(): void {
    this.#mustReplaceDocument = false
    this.#end()
    const [oldDoc, oldAwareness] = [this.#doc, this.#awareness]
    this.#doc = this.#options.newDoc?.() ?? new Y.Doc()
    this.#awareness = new Awareness(this.#doc)
    this.#awareness.setLocalState(oldAwareness.getLocalState())
    this.#isLoaded = false
    this.#hasCopy = false
    this.#hasSyncedSinceReset = false
    this.#hasOpenedDevice = false
    this.#connection = this.#begin()
    for (const listener of this.#resetListeners) listener(this.#doc, this.#awareness)
    oldAwareness.destroy()
    oldDoc.destroy()
    if (!this.#isForgotten) void this.#load()
  }

  /** The server is called at once, and spoken to when the device has been read: so the answer to its step 1 holds everything that is unsent. */
  async #load(): Promise<void> {
    const connection = this.#connection
    const delayMs = this.#connectAfterMs
    this.#connectAfterMs = 0
    if (delayMs === 0) connection.connect()
    else this.#wait(delayMs, () => connection.connect())
    this.#wait(deviceWaitMs, () => connection.speak())
    this.#wait(serverWaitMs, () => this.#settleForCopy())
    await this.#takeInDevice()
    connection.speak()
  }

  async #takeInDevice(): Promise<void> {
    const connection = this.#connection
    try {
      const kept = await this.#writes.open()
      if (connection === this.#connection && !this.#isDestroyed) this.#takeIn(kept)
    } catch (error) {
      // Said by `deviceFailure`; the device is opened again after the next write that it takes.
      if (!(error instanceof DeviceError)) throw error
    }
  }

  #takeIn(kept: KeptSection): void {
    this.#hasOpenedDevice = true
    this.#hasCopy ||= kept.copy.length > 0
    this.#words.keep(kept.rescued)
    const unsent = kept.unsent.filter(({ id }) => !this.#words.has(id) && !this.#outbox.has(id))
    if (this.#mayWrite) {
      this.#outbox.adopt(unsent)
      // A connection that is under way already has to be told; one that comes will answer the server's step 1 with it.
      this.#connection.sendUnsent()
      this.#apply([...kept.copy, ...this.#outbox.entries.map(({ update }) => update)])
    } else {
      this.#apply(kept.copy)
      this.#words.setAside(this.#doc, unsent.map(keptEntry), refusals.notAWriter)
      if (this.#connection.isSynced) this.#judge()
    }
    this.#changed()
  }

  #apply(updates: Uint8Array[]): void {
    if (updates.length === 0) return
    this.#connection.following(() => Y.applyUpdate(this.#doc, Y.mergeUpdates(updates), FROM_DEVICE))
  }

  #settleForCopy(): void {
    if (this.#hasCopy && !this.#isForgotten) this.#isLoaded = true
    this.#changed()
  }

  #wait(delayMs: number, fn: () => void): void {
    this.#cancelWaits.push(this.#options.clock.setTimer(fn, delayMs))
  }

  // What the document, the device and the connection report

  readonly #onUpdate = (update: Uint8Array, origin: unknown): void => {
    if (origin === FROM_DEVICE || origin === this.#connection.origin) return
    const isEdit = origin !== HEAL && !this.#connection.isFollowing
    // Readers' documents change by write-back alone. Words, though, are those of a person whose last key came too late.
    if (!this.#mayWrite && !(isEdit && insertsText(update))) return
    const entry = this.#outbox.add(update, isEdit)
    this.#writes.add({ unsent: [toUnsent(entry)] })
    if (!this.#mayWrite) queueMicrotask(() => this.#setStrandedAside())
    this.#changed()
  }

  #kept(ids: string[]): void {
    this.#outbox.kept(ids)
    const fold = this.#outbox.fold()
    if (fold) this.#writes.add({ unsent: [toUnsent(fold.folded)], dropped: fold.replaced })
    if (!this.#hasOpenedDevice && this.#connection.isSynced) void this.#takeInDevice()
    this.#changed()
  }

  #synced(): void {
    this.#isOffline = false
    this.#isLoaded = true
    this.#hasSyncedSinceReset = true
    this.#judge()
    // Another tab may have closed with unsent work since the device was last opened.
    if (!this.#hasOpenedDevice) void this.#takeInDevice()
    this.#changed()
  }

  #received(update: Uint8Array): void {
    if (update.byteLength > emptyUpdateBytes) this.#writes.add({ received: [update.slice()] })
  }

  #receipted(count: number): void {
    const receipted = this.#outbox.receipted(count)
    if (receipted.length > 0) {
      this.#writes.add({ receipted: receipted.map(({ id }) => id) })
      this.#refusalBackoff.reset()
    }
    this.#setStrandedAside()
    this.#changed()
  }

  #refused(refusal: Refusal): void {
    if (this.#isDestroyed) return
    this.#connectAfterMs = this.#refusalBackoff.nextMs()
    const lost = refusal.code === foreignText ? this.#takeInLost() : false
    this.#words.setAside(this.#doc, this.#outbox.takeAll(), lost ? refusals.setBack : refusal)
    this.#loadAnew({ dropCopy: true })
    this.#changed()
  }

  /** The document and the copy are about to go: what only they have is kept on the device like an own edit. */
  #takeInLost(): boolean {
    const { serverHas } = this.#connection
    const unsent = this.#outbox.entries.map(({ update }) => update)
    const lost = serverHas && lostByServer(this.#doc, serverHas, unsent)
    if (lost) this.#writes.add({ unsent: [toUnsent(this.#outbox.add(lost, true))] })
    return lost !== null
  }

  #closed(code: number): void {
    this.#isOffline = true
    this.#hasOpenedDevice = false
    const ending = endingOf(code)
    switch (ending.kind) {
      case "retry":
        this.#setStrandedAside()
        break
      case "wait":
        this.#stopped = { refusal: ending.refusal, closeCode: code }
        break
      case "forget":
        this.#forget(ending.refusal, code)
        break
      case "load-anew":
        // Refused without having synced and with nothing to send: a new document would fare no better.
        if (this.#hasSyncedSinceReset || this.#outbox.entries.length > 0) this.#refused(ending.refusal)
        else this.#stopped = { refusal: ending.refusal, closeCode: code }
        break
      default:
        ending satisfies never
    }
    this.#settleForCopy()
  }

  // What can no longer be sent

  /** A reader sends nothing: what was in flight may still be receipted, the rest is set aside. */
  #setStrandedAside(): void {
    if (this.#mayWrite || this.#isDestroyed || this.#outbox.entries.length === 0 || this.#outbox.isInFlight) return
    const { hasEdits } = this.#outbox
    const stranded = this.#outbox.takeAll()
    if (hasEdits) {
      this.#words.setAside(this.#doc, stranded, refusals.notAWriter)
      this.#loadAnew({ dropCopy: false })
    } else {
      this.#writes.add({ dropped: stranded.map(({ id }) => id) })
    }
    this.#changed()
  }

  #judge(): void {
    // A document that waits to be replaced still has what was set aside, and proves nothing.
    if (this.#words.isWaiting && !this.#mustReplaceDocument) this.#writes.add(this.#words.judge(this.#doc))
  }

  #forget(refusal: Refusal, closeCode: number): void {
    this.#stopped = { refusal, closeCode }
    this.#words.setAside(this.#doc, this.#outbox.takeAll(), refusal)
    this.#writes.add(this.#words.giveUp(this.#doc))
    this.#loadAnew({ dropCopy: true })
  }

  get #isForgotten(): boolean {
    return this.#stopped?.closeCode === closeCodes.notFound
  }

  // What is said about it

  #changed(): void {
    if (this.#isDestroyed) return
    const saving = savingState({
      hasUnreceipted: this.#outbox.hasEdits,
      isKeptOnDevice: this.#outbox.isKept,
      isOffline: this.#isOffline,
      deviceRefusal: this.#writes.failure ? deviceRefusal(this.#writes.failure) : null,
      troubles: [...(this.#stopped ? [{ ...this.#stopped, text: this.#atRisk() }] : []), ...this.#words.troubles()],
    })
    const shown = JSON.stringify([saving, this.#isLoaded, this.isConnected, this.deviceFailure?.message])
    if (shown === this.#shown) return
    this.#shown = shown
    if (!isSameState(saving, this.#saving)) this.#saving = saving
    for (const listener of this.#listeners) listener()
  }

  /** While the connection waits for the person: words that would be lost with this tab. */
  #atRisk(): string {
    if (this.#outbox.isKept) return ""
    return unsentText(
      this.#doc,
      this.#outbox.entries.map(({ update }) => update),
    )
  }
}

function toUnsent({ id, update, isEdit }: OutboxEntry): UnsentUpdate {
  return { id, update, isEdit }
}
