import * as decoding from "lib0/decoding"
import type { Awareness } from "y-protocols/awareness"
import { WebsocketProvider } from "y-websocket"
import type * as Y from "yjs"
import { decodeMessage, mayRetryAfter, messageNumbers } from "../protocol/index.ts"
import { Backoff } from "./backoff.ts"
import type { Clock } from "../clock.ts"
import { type Link, linkClass } from "./link.ts"
import type { Outbox } from "./outbox.ts"
import { isOvertaken, isWholeFor } from "./overtaken.ts"
import { abnormalClose, type TransportClass } from "./transport.ts"

export interface ConnectionOptions {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly url: string
  readonly stream: string
  readonly build: string
  readonly Transport: TransportClass
  readonly clock: Clock
  readonly random: () => number
  readonly outbox: Outbox
  mayWrite(): boolean
  readonly on: ConnectionEvents
}

export interface ConnectionEvents {
  /** The document holds all that the server had. */
  synced(): void
  /** This is in the document now. */
  received(update: Uint8Array): void
  receipted(count: number): void
  refused(code: string, message: string): void
  tooLarge(): void
  /** It is over. After a code that may be retried the connection comes back by itself. */
  closed(code: number, reason: string): void
}

/**
 * y-websocket's provider for one document, from the first connection to the last. The provider speaks the protocol; when to connect
 * is decided here, since its own retries know neither a given clock nor chance, and all its clients come back at the same moment.
 */
export class Connection {
  readonly #options: ConnectionOptions
  readonly #provider: WebsocketProvider
  readonly #backoff: Backoff
  #link: Link | null = null
  #serverHas: Uint8Array | null = null
  #cancelRetry: (() => void) | null = null
  #isHolding = false
  #maySpeak = false
  #following = 0
  #isStopped = false

  constructor(options: ConnectionOptions) {
    this.#options = options
    this.#backoff = new Backoff(400, 15_000, options.random)
    this.#provider = new WebsocketProvider(options.url, options.stream, options.doc, {
      connect: false,
      disableBc: true,
      awareness: options.awareness,
      params: { build: options.build },
      // NOTE: with every close final, the timers that the provider sets for its own retries find nothing to do.
      shouldReconnect: () => false,
      WebSocketPolyfill: linkClass({
        Transport: options.Transport,
        clock: options.clock,
        outbox: options.outbox,
        ownClientId: options.doc.clientID,
        mayWrite: () => options.mayWrite(),
        maySpeak: () => this.#maySpeak,
        isHolding: () => this.#isHolding,
        following: (apply) => this.following(apply),
        received: (update) => this.#whenLive(() => options.on.received(update)),
        asked: (stateVector) => {
          this.#serverHas = stateVector
        },
        isOutboxOvertaken: () => this.#isOutboxOvertaken(),
        onTooLarge: () => this.#whenLive(() => options.on.tooLarge()),
        onOpened: (link) => {
          this.#link = link
        },
      }),
    })
    this.#provider.messageHandlers[messageNumbers.receipt] = (_encoder, decoder) => {
      const count = decoding.readVarUint(decoder)
      this.#whenLive(() => options.on.receipted(count))
    }
    this.#provider.messageHandlers[messageNumbers.auth] = (_encoder, decoder) => {
      const message = decodeMessage(decoder.arr)
      if (message.type === "denied") this.#whenLive(() => options.on.refused(message.code, message.message))
    }
    this.#provider.on("sync", (isSynced: boolean) => {
      if (isSynced) this.#synced()
    })
    this.#provider.on("connection-close", (event) => {
      this.#closed(event?.code ?? abnormalClose, event?.reason ?? "")
    })
  }

  get isSynced(): boolean {
    return this.#provider.synced
  }

  /** The state vector of what the server had when it last asked; null: it never did. */
  get serverHas(): Uint8Array | null {
    return this.#serverHas
  }

  /** The origin of what comes from the server. */
  get origin(): unknown {
    return this.#provider
  }

  /** Whether the document is being changed by what others wrote: what it does meanwhile is no edit. */
  get isFollowing(): boolean {
    return this.#following > 0
  }

  following(apply: () => void): void {
    this.#following += 1
    try {
      apply()
    } finally {
      this.#following -= 1
    }
  }

  connect(): void {
    if (this.#isStopped) return
    this.#cancelRetry?.()
    this.#cancelRetry = null
    this.#provider.connect()
  }

  /** Says what there is to say. A connection may be made before that: the way to a server takes its time. */
  speak(): void {
    if (this.#maySpeak) return
    this.#maySpeak = true
    this.#link?.speak()
  }

  sendUnsent(): void {
    this.#link?.sendUnsent()
  }

  hold(): void {
    this.#isHolding = true
  }

  release(): void {
    this.#isHolding = false
    this.#link?.release()
  }

  /** For good. Nothing is reported from here on. */
  stop(): void {
    this.#isStopped = true
    this.#cancelRetry?.()
    this.#provider.destroy()
  }

  #isOutboxOvertaken(): boolean {
    const { doc, outbox } = this.#options
    const unsent = outbox.entries.filter(({ sentAs }) => sentAs === null).map(({ update }) => update)
    return this.#serverHas !== null && isOvertaken(doc, unsent) && isWholeFor(this.#serverHas, unsent)
  }

  #synced(): void {
    this.#backoff.reset()
    this.#whenLive(() => this.#options.on.synced())
  }

  #closed(code: number, reason: string): void {
    this.#link = null
    this.#options.outbox.connectionLost()
    if (this.#isStopped) return
    // A local close of the provider (its own watch on silence) leaves it willing to reconnect by its own timer.
    this.#provider.shouldConnect = false
    if (mayRetryAfter(code)) {
      this.#cancelRetry = this.#options.clock.setTimer(() => this.connect(), this.#backoff.nextMs())
    }
    this.#options.on.closed(code, reason)
  }

  #whenLive(report: () => void): void {
    if (!this.#isStopped) report()
  }
}
