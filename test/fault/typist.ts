import { syncNumbers, messageNumbers } from "@codraft/sync/protocol"
import { WebsocketProvider } from "y-websocket"
import * as Y from "yjs"
import { eventually } from "../harness/eventually.ts"
import { signIn } from "../harness/server-process.ts"
import { textOf, type } from "../harness/stock-client.ts"
import { socketOf } from "./socket.ts"

/** The words that typists type; nothing else in a section looks like this. */
const wordPattern = /\bword-[\w-]+\b/g
/** The number of a message that has not gone out. */
const notSent = Number.POSITIVE_INFINITY

/**
 * One person at a stock y-websocket client, who knows which words are safe: her own that the server has receipted, and all of others
 * that she has seen. The first connection is all that she has; when it ends, nothing is tried again unless she is told to.
 */
export class Typist {
  readonly name: string
  readonly doc = new Y.Doc()
  readonly provider: WebsocketProvider
  /** Own words, each with the number of the message that took it out, counted as receipts count. */
  readonly #sent = new Map<string, number>()
  #messages = 0
  #receipted = 0

  private constructor(name: string, serverUrl: string, sectionId: string, cookie: string, staysAway: boolean) {
    this.name = name
    this.provider = new WebsocketProvider(`${serverUrl.replace("http", "ws")}/sync`, `text:${sectionId}`, this.doc, {
      disableBc: true,
      connect: false,
      WebSocketPolyfill: this.#counting(cookie),
    })
    this.provider.messageHandlers[messageNumbers.receipt] = (_encoder, decoder) => {
      this.#receipted = readVarUint(decoder)
      this.onReceipt()
    }
    this.provider.on("connection-close", () => {
      this.closes += 1
      if (staysAway) this.provider.shouldConnect = false
    })
    this.provider.connect()
  }

  static async joins(
    serverUrl: string,
    personId: string,
    sectionId: string,
    { name = personId, staysAway = false }: { name?: string; staysAway?: boolean } = {},
  ): Promise<Typist> {
    const typist = new Typist(name, serverUrl, sectionId, await signIn(serverUrl, personId), staysAway)
    await eventually(`${name} to load the section`, () => typist.provider.synced)
    return typist
  }

  onReceipt: () => void = () => {}
  /** How many connections have ended. */
  closes = 0

  /** One word, as one update message. */
  types(word: string): void {
    type(this.doc, ` ${word}`)
    this.#sent.set(word, this.isConnected ? this.#messages : notSent)
  }

  /** How many own words are not receipted. */
  get waiting(): number {
    return this.#unreceipted().length
  }

  /** Own words that the server has said are durable. */
  get receipted(): string[] {
    return [...this.#sent].filter(([, message]) => message <= this.#receipted).map(([word]) => word)
  }

  /** Every word that is on her screen. */
  get words(): Set<string> {
    return new Set(textOf(this.doc).match(wordPattern))
  }

  /** The words that must not be lost: those of others that she has seen, and her own that were receipted. */
  get safeWords(): string[] {
    return [...this.words].filter((word) => !this.#sent.has(word)).concat(this.receipted)
  }

  get isConnected(): boolean {
    return this.provider.wsconnected
  }

  /** Leaves for good, and her copy of the text goes with her. */
  leaves(): void {
    this.provider.destroy()
    this.doc.destroy()
  }

  /** Counts step 2 and update messages in the order in which they go out, anew on every connection. */
  #counting(cookie: string): typeof globalThis.WebSocket {
    const began = () => {
      for (const word of this.#unreceipted()) this.#sent.set(word, notSent)
      for (const word of this.receipted) this.#sent.set(word, 0)
      this.#messages = 0
      this.#receipted = 0
    }
    const sends = (kind: number | undefined) => {
      this.#messages += 1
      if (kind !== syncNumbers.step2) return
      // It holds all that the server lacks.
      for (const word of this.#unreceipted())
        this.#sent.set(word, Math.min(this.#sent.get(word) ?? notSent, this.#messages))
    }
    return class extends socketOf(cookie) {
      constructor(address: string | URL) {
        super(address)
        began()
      }
      override send(frame: Uint8Array<ArrayBuffer>): void {
        if (frame[0] === messageNumbers.sync && frame[1] !== syncNumbers.step1) sends(frame[1])
        super.send(frame)
      }
    }
  }

  #unreceipted(): string[] {
    return [...this.#sent].filter(([, message]) => message > this.#receipted).map(([word]) => word)
  }
}

function readVarUint(decoder: { arr: Uint8Array; pos: number }): number {
  let value = 0
  for (let factor = 1; ; factor *= 128) {
    const byte = decoder.arr[decoder.pos++] ?? 0
    value += (byte & 0x7f) * factor
    if (byte < 0x80) return value
  }
}
