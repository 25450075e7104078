import { decodeMessage, encodeMessage, type Message } from "@codraft/sync/protocol"
import { WebSocket } from "ws"
import * as Y from "yjs"
import { eventually } from "../harness/eventually.ts"
import { signIn } from "../harness/server-process.ts"

/** A connection of one person that sends whatever it is told to, and keeps all that it is told. */
export class RawClient {
  /** What the server has of the section, as far as it was sent. */
  readonly doc = new Y.Doc({ gc: false })
  readonly received: Message[] = []
  closeCode: number | null = null
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.binaryType = "arraybuffer"
    socket.on("message", (frame: ArrayBuffer) => this.#take(decodeMessage(new Uint8Array(frame))))
    socket.on("close", (code) => {
      this.closeCode = code
    })
    // A close follows and says more.
    socket.on("error", () => {})
  }

  /** Opens the section and takes in its text, as a client does; gives nothing of its own. */
  static async joins(serverUrl: string, personId: string, sectionId: string): Promise<RawClient> {
    const cookie = await signIn(serverUrl, personId)
    const url = `${serverUrl.replace("http", "ws")}/sync/text:${sectionId}`
    const client = new RawClient(new WebSocket(url, { headers: { cookie } }))
    await eventually("the socket to open", () => client.#socket.readyState === WebSocket.OPEN)
    client.send({ type: "step1", stateVector: Y.encodeStateVector(client.doc) })
    client.send({ type: "step2", update: Y.encodeStateAsUpdate(client.doc) })
    await eventually("the text of the section", () => client.count("step2") > 0)
    await eventually("the receipt for having nothing", () => client.receipted === 1)
    return client
  }

  get isOpen(): boolean {
    return this.#socket.readyState === WebSocket.OPEN
  }

  send(message: Message): void {
    this.sendFrame(encodeMessage(message))
  }

  sendFrame(frame: Uint8Array | string): void {
    this.#socket.send(frame)
  }

  count(type: Message["type"]): number {
    return this.received.filter((message) => message.type === type).length
  }

  /** How many of its step 2 and update messages are durable. */
  get receipted(): number {
    return this.received.reduce((last, message) => (message.type === "receipt" ? message.count : last), 0)
  }

  /** The code of the refusal, if it was refused. */
  get refusal(): string | null {
    return this.received.reduce<string | null>(
      (found, message) => (message.type === "denied" ? (found ?? message.code) : found),
      null,
    )
  }

  leaves(): void {
    this.#socket.terminate()
    this.doc.destroy()
  }

  #take(message: Message): void {
    this.received.push(message)
    if (message.type === "step2" || message.type === "update") Y.applyUpdate(this.doc, message.update, "server")
  }
}

/** What a change to a copy of this text would send, made under the client id given. */
export function updateOf(doc: Y.Doc, clientId: number, change: (copy: Y.Doc) => void): Uint8Array {
  return updatesOf(doc, clientId, change)[0] ?? new Uint8Array()
}

/** One update per transaction of the change. */
export function updatesOf(doc: Y.Doc, clientId: number, change: (copy: Y.Doc) => void): Uint8Array[] {
  const copy = new Y.Doc({ gc: false })
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  copy.clientID = clientId
  const updates: Uint8Array[] = []
  copy.on("update", (update: Uint8Array) => updates.push(update))
  change(copy)
  return updates
}
