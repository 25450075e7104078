import { WebSocket } from "ws"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { signIn } from "./server-process.ts"

/** A stock y-websocket client in Node: Yjs' own provider, nothing of ours, signed in as one person. */
export interface StockClient {
  doc: Y.Doc
  provider: WebsocketProvider
  /** How many messages of this connection are durable; 0 before the first receipt. */
  receipts(): number
  leave(): void
}

const receiptType = 4

export async function stockClient(serverUrl: string, personId: string, sectionId: string): Promise<StockClient> {
  const cookie = await signIn(serverUrl, personId)
  class SignedInSocket extends WebSocket {
    constructor(address: string | URL) {
      super(address, { headers: { cookie } })
    }
  }
  const doc = new Y.Doc()
  let receipts = 0
  const provider = new WebsocketProvider(`${serverUrl.replace("http", "ws")}/sync`, `text:${sectionId}`, doc, {
    disableBc: true,
    connect: false,
    WebSocketPolyfill: SignedInSocket as unknown as typeof globalThis.WebSocket,
  })
  provider.messageHandlers[receiptType] = (_encoder, decoder) => {
    receipts = readVarUint(decoder)
  }
  provider.connect()
  return {
    doc,
    provider,
    receipts: () => receipts,
    leave: () => {
      provider.destroy()
      doc.destroy()
    },
  }
}

function readVarUint(decoder: { arr: Uint8Array; pos: number }): number {
  let value = 0
  let factor = 1
  for (;;) {
    const byte = decoder.arr[decoder.pos++] ?? 0
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return value
    factor *= 128
  }
}

/** The words of the section, one block a line. */
export function textOf(doc: Y.Doc): string {
  const root = doc.get("root-v2", Y.XmlElement)
  return root
    .toArray()
    .map((block) => wordsIn(block))
    .join("\n")
}

function wordsIn(node: unknown): string {
  if (node instanceof Y.XmlText)
    return node
      .toDelta()
      .map((run: { insert: unknown }) => (typeof run.insert === "string" ? run.insert : ""))
      .join("")
  if (node instanceof Y.XmlElement) return node.toArray().map(wordsIn).join(" ")
  return ""
}

/** Types at the end of the first run of text of the section, as one transaction. */
export function type(doc: Y.Doc, words: string): void {
  const run = firstRun(doc.get("root-v2", Y.XmlElement))
  if (!run) throw new Error("The section has no text to type into")
  run.insert(run.length, words)
}

function firstRun(node: Y.XmlElement): Y.XmlText | null {
  for (const child of node.toArray()) {
    if (child instanceof Y.XmlText) return child
    const within = child instanceof Y.XmlElement ? firstRun(child) : null
    if (within) return within
  }
  return null
}
