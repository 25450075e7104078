import { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import { SyncClient } from "../client/index.ts"
import { MemoryDevice } from "./memory-device.ts"
import { Network } from "./network.ts"
import { ScriptedServer } from "./scripted-server.ts"
import { VirtualClock } from "./virtual-clock.ts"

export const stream = "text:s01"

/** One section on a scripted server, and tabs of one person on one device. */
export class ScriptedWorld {
  readonly clock = new VirtualClock()
  readonly server = new ScriptedServer()
  readonly device = new MemoryDevice("ana")
  readonly network: Network
  delayMs = 10
  #clientIds = 100

  constructor() {
    this.server.doc.clientID = 1
    paragraphOf(this.server.doc).insert(0, "Once ")
    this.network = new Network({
      clock: this.clock,
      weather: { delayMs: () => this.delayMs, doubles: () => false },
      accept: (_url, who, end) => this.server.accept(who, end),
    })
  }

  newDoc(): Y.Doc {
    const doc = new Y.Doc()
    doc.clientID = this.#clientIds += 1
    return doc
  }

  /** A tab that has not done anything yet. */
  open(name = "tab", options: { mayWrite?: boolean } = {}): Tab {
    const doc = this.newDoc()
    const client = new SyncClient({
      doc,
      awareness: new Awareness(doc),
      url: "ws://codraft/sync",
      stream,
      device: this.device,
      clock: this.clock,
      personId: "ana",
      mayWrite: options.mayWrite ?? true,
      build: "b1",
      WebSocket: this.network.transportOf(name),
      newDoc: () => this.newDoc(),
    })
    return new Tab(name, client)
  }

  /** A tab that has the server's text. */
  async joined(name = "tab", options: { mayWrite?: boolean } = {}): Promise<Tab> {
    const tab = this.open(name, options)
    await this.clock.pass(100)
    return tab
  }

  get serverText(): string {
    return textOf(this.server.doc)
  }
}

export class Tab {
  readonly name: string
  readonly client: SyncClient
  /** Every saving state that was shown, repeats left out. */
  readonly said: string[] = []
  resets = 0

  constructor(name: string, client: SyncClient) {
    this.name = name
    this.client = client
    client.subscribe(() => {
      const says = this.says
      if (this.said.at(-1) !== says) this.said.push(says)
    })
    client.onReset(() => (this.resets += 1))
  }

  /** At the end of the last paragraph. */
  types(text: string, origin: unknown = "typing"): void {
    const { doc } = this.client
    doc.transact(() => {
      const paragraph = paragraphOf(doc)
      paragraph.insert(paragraph.length, text)
    }, origin)
  }

  get text(): string {
    return textOf(this.client.doc)
  }

  get says(): string {
    const { saving } = this.client
    return saving.kind === "offline" ? `offline${saving.pending ? ", kept" : ""}` : saving.kind
  }

  get unsentText(): string | undefined {
    return this.client.saving.kind === "action-needed" ? this.client.saving.unsentText : undefined
  }

  get refusal(): string | undefined {
    return this.client.saving.kind === "action-needed" ? this.client.saving.refusal.code : undefined
  }
}

/** The last paragraph's text, made if there is none. */
export function paragraphOf(doc: Y.Doc): Y.XmlText {
  const root = doc.get("root-v2", Y.XmlElement)
  const last = root.length > 0 ? root.get(root.length - 1) : null
  const paragraph = last instanceof Y.XmlElement ? last : new Y.XmlElement("paragraph")
  if (last === null) root.insert(0, [paragraph])
  const text = paragraph.length > 0 ? paragraph.get(0) : new Y.XmlText()
  if (paragraph.length === 0) paragraph.insert(0, [text])
  if (!(text instanceof Y.XmlText)) throw new Error("a paragraph holds text")
  return text
}

export function textOf(doc: Y.Doc): string {
  const root = doc.get("root-v2", Y.XmlElement)
  const lines = root
    .toArray()
    .map((block) => (block instanceof Y.XmlElement ? block.toArray().map(plain).join("") : ""))
  return lines.join("\n")
}

function plain(node: unknown): string {
  if (!(node instanceof Y.XmlText)) return ""
  return node
    .toDelta()
    .map(({ insert }: { insert: unknown }) => (typeof insert === "string" ? insert : ""))
    .join("")
}
