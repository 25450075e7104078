import { rootName } from "@codraft/document/form"
import { seedUpdate } from "@codraft/document/seed"
import type { PersonId, Refusal, SectionId } from "@codraft/publication"
import type { Entry } from "@codraft/storage"
import { createMemoryStorage, type MemoryStorage } from "@codraft/storage/memory"
import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { readSyncMessage } from "y-protocols/sync"
import * as Y from "yjs"
import { decodeMessage, encodeMessage, type Message } from "../protocol/index.ts"
import { Hub, type HubDeps, type ServerLink, type TextConnection, type TextSession } from "../server/index.ts"
import { createTextWork } from "../work/index.ts"
import { settle, VirtualClock } from "./virtual-clock.ts"

export const sectionId = "s01" as SectionId
export const stream = `text:${sectionId}`
export const readOnly: Refusal = { code: "section-closed", message: "The section is closed." }

/** One server with a text, and the people who open it with plain Yjs and y-protocols. */
export class RoomWorld {
  readonly clock: VirtualClock
  readonly storage: MemoryStorage
  readonly hub: Hub
  readonly failures: { what: string; error: unknown }[] = []
  /** Everything that went over the links, in order, in words. */
  readonly conversation: string[] = []

  constructor(options: { storage?: MemoryStorage; clock?: VirtualClock } & Partial<HubDeps> = {}) {
    this.clock = options.clock ?? new VirtualClock()
    this.storage = options.storage ?? createMemoryStorage()
    this.hub = new Hub({
      log: this.storage.log,
      snapshots: this.storage.snapshots,
      clock: this.clock,
      worker: createTextWork(),
      drawClientId: () => 77,
      serverId: "server-1",
      observer: { failed: (_section, what, error) => this.failures.push({ what, error }) },
      ...options,
    })
  }

  /** Writes the first paragraph, as the server does when a section is added. */
  async seed(): Promise<void> {
    await this.hub.write(sectionId, "system", ({ position, clientId }) => (position > 0 ? null : seedOf(clientId)))
  }

  person(name: string, options: { mayWrite?: boolean; clientId?: number } = {}): YjsClient {
    return new YjsClient(this, name, options)
  }

  async rest(): Promise<void> {
    for (let turn = 0; turn < 20; turn++) await settle()
  }

  async entries(): Promise<Entry[]> {
    return this.storage.log.read(stream, 0)
  }
}

export function seedOf(clientId: number): Uint8Array {
  let ids = 0
  return seedUpdate([], { clientId, newId: () => `b${(ids += 1)}`, language: "en", dir: "ltr" })
}

export async function createRoomWorld(options: ConstructorParameters<typeof RoomWorld>[0] = {}): Promise<RoomWorld> {
  const world = new RoomWorld(options)
  await world.seed()
  return world
}

let lastSession = 0

/** A client that knows nothing of Codraft: a Y.Doc, and y-protocols over one link. */
export class YjsClient {
  readonly doc = new Y.Doc()
  readonly name: string
  readonly received: Message[] = []
  closedWith: { code: number; reason: string } | null = null
  bufferedBytes = 0
  mayRead = true
  refusal: Refusal | null
  /** Whether it answers and sends by itself; off, a test speaks for it. */
  isAlive = true
  connection: TextConnection | null = null
  readonly #world: RoomWorld

  constructor(
    world: RoomWorld,
    name: string,
    { mayWrite = true, clientId }: { mayWrite?: boolean; clientId?: number },
  ) {
    this.#world = world
    this.name = name
    this.refusal = mayWrite ? null : readOnly
    if (clientId !== undefined) this.doc.clientID = clientId
    this.doc.on("update", (update: Uint8Array, origin: unknown) => {
      if (origin !== this && this.isAlive) this.send({ type: "update", update })
    })
  }

  connect(section: SectionId = sectionId): this {
    this.closedWith = null
    this.received.length = 0
    const session: TextSession = {
      personId: this.name as PersonId,
      sessionId: `session-${(lastSession += 1)}`,
      mayRead: () => this.mayRead,
      mayWrite: () => this.refusal,
    }
    const bufferedBytes = () => this.bufferedBytes
    const early: Uint8Array[] = []
    const link: ServerLink = {
      send: (frame) => {
        if (this.connection === null) early.push(frame)
        else this.#hear(frame)
      },
      close: (code, reason) => {
        this.closedWith = { code, reason }
        this.connection = null
        this.#world.conversation.push(`${this.name} <- close ${code} ${reason}`)
      },
      get bufferedBytes() {
        return bufferedBytes()
      },
    }
    const connection = this.#world.hub.connect(section, session, link)
    if (this.closedWith === null) this.connection = connection
    if (this.isAlive) this.send({ type: "step1", stateVector: Y.encodeStateVector(this.doc) })
    for (const frame of early) this.#hear(frame)
    return this
  }

  /** Connects, and has the text. */
  async joins(): Promise<this> {
    this.connect()
    await this.#world.rest()
    return this
  }

  leaves(): void {
    this.connection?.closed()
    this.connection = null
  }

  send(message: Message): void {
    this.sendFrame(encodeMessage(message), message)
  }

  sendFrame(frame: Uint8Array, message?: Message): void {
    if (this.connection === null) return
    this.#world.conversation.push(`${this.name} -> ${message === undefined ? "bytes" : inWords(message)}`)
    this.connection.receive(frame)
  }

  /** Says where its caret is, and more than it should. */
  announces(state: unknown = { name: "Somebody", anchorPos: null }, client = this.doc.clientID, clock = 1): void {
    const update = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
      encoding.writeVarString(encoder, JSON.stringify(state))
    })
    this.send({ type: "awareness", update })
  }

  /** Types at the end of the first paragraph. */
  types(text: string): void {
    this.doc.transact(() => {
      const paragraph = this.root.get(0) as Y.XmlElement
      let line = paragraph.get(paragraph.length - 1) as Y.XmlText | undefined
      if (line === undefined) paragraph.insert(0, [(line = new Y.XmlText())])
      line.insert(line.length, text)
    })
  }

  get root(): Y.XmlElement {
    return this.doc.get(rootName, Y.XmlElement)
  }

  get line(): Y.XmlText {
    return (this.root.get(0) as Y.XmlElement).get(0) as Y.XmlText
  }

  get text(): string {
    return this.root
      .toArray()
      .map((block) =>
        (block as Y.XmlElement)
          .toArray()
          .map((line) => (line as Y.XmlText).toJSON())
          .join(""),
      )
      .join("\n")
  }

  get receipts(): number[] {
    return this.received.flatMap((message) => (message.type === "receipt" ? [message.count] : []))
  }

  messages<T extends Message["type"]>(type: T): Extract<Message, { type: T }>[] {
    return this.received.filter((message) => message.type === type) as Extract<Message, { type: T }>[]
  }

  /** What it was told of others, latest last: client id and state. */
  get heardOfOthers(): { client: number; clock: number; state: unknown }[] {
    return this.messages("awareness").flatMap(({ update }) => {
      const decoder = decoding.createDecoder(update)
      return Array.from({ length: decoding.readVarUint(decoder) }, () => ({
        client: decoding.readVarUint(decoder),
        clock: decoding.readVarUint(decoder),
        state: JSON.parse(decoding.readVarString(decoder)) as unknown,
      }))
    })
  }

  #hear(frame: Uint8Array): void {
    const message = decodeMessage(frame)
    this.received.push(message)
    this.#world.conversation.push(`${this.name} <- ${inWords(message)}`)
    if (!this.isAlive) return
    const isSync = message.type === "step1" || message.type === "step2" || message.type === "update"
    if (!isSync) return
    const decoder = decoding.createDecoder(frame)
    decoding.readVarUint(decoder)
    const answer = encoding.createEncoder()
    encoding.writeVarUint(answer, 0)
    readSyncMessage(decoder, answer, this.doc, this)
    if (encoding.length(answer) > 1) {
      const reply = encoding.toUint8Array(answer)
      this.sendFrame(reply, decodeMessage(reply))
    }
  }
}

function inWords(message: Message): string {
  switch (message.type) {
    case "step1":
      return `step 1, knows ${Y.decodeStateVector(message.stateVector).size} clients`
    case "step2":
    case "update": {
      const { structs, ds } = Y.decodeUpdate(message.update)
      const words = message.type === "step2" ? "step 2" : "update"
      return `${words}, ${structs.length} structs, ${[...ds.clients.values()].flat().length} deletions`
    }
    case "receipt":
      return `receipt ${message.count}`
    case "denied":
      return `denied ${message.code}`
    case "awareness":
      return `awareness of ${message.update[0]}`
    case "queryAwareness":
      return "query awareness"
    default:
      return message satisfies never
  }
}
