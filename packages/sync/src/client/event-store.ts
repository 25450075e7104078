import { EventsMessageSchema, type EventsRequest, mayRetryAfter } from "../protocol/index.ts"
import { Backoff } from "./backoff.ts"
import type { Clock } from "../clock.ts"
import { EventFold, type RecordedEvent } from "./event-fold.ts"
import { Silence } from "./silence.ts"
import { abnormalClose, listen, type Transport, type TransportClass, transportOpen } from "./transport.ts"

/** The server pings every 20 s. */
const silenceMs = 30_000
/** Streams come and go by thousands: what follows from them is told together. */
const togetherMs = 50

export interface EventStoreOptions<S> {
  /** `ws(s)://host/sync/events` */
  url: string
  /** Joined from the start, as far as the server lets this person; further ones as they become available. */
  streams: readonly string[]
  /** Of those that become available, the ones that are joined without being asked for; all, if it is not said. */
  joinsByItself?: (stream: string) => boolean
  initial: S
  apply: (state: S, recorded: RecordedEvent) => S
  /** Hears what is not among the events that are here; null: what it was not told while there was no connection. */
  onChanged?: (changed: { publicationId: string; of: readonly string[] } | null) => void
  clock: Clock
  /** In [0, 1): spreads reconnects. */
  random: () => number
  WebSocket?: TransportClass
}

export type EventStoreStatus =
  | { readonly kind: "connecting" }
  | { readonly kind: "live" }
  | { readonly kind: "offline" }
  /** Does not come back by itself. */
  | { readonly kind: "stopped"; readonly closeCode: number; readonly reason: string }

interface Joined {
  isLive: boolean
  /** What came of the stream while it catches up: part of the state once it is whole. */
  arriving: RecordedEvent[]
}

const nobody: readonly string[] = []

/**
 * The facts that this person may see, folded, over one socket.
 *
 * 1. `state` is the fold of whole streams, from their first event and without gaps: one that catches up is not in it.
 * 2. What is gone for this person leaves no trace: its events are forgotten, and the rest is folded anew.
 * 3. After a reconnect each stream goes on after the last event that is here.
 */
export class EventStore<S> {
  readonly #options: EventStoreOptions<S>
  readonly #fold: EventFold<S>
  readonly #backoff: Backoff
  readonly #listeners = new Set<() => void>()
  readonly #joined = new Map<string, Joined>()
  /** Not joined again when they become available. */
  readonly #left = new Set<string>()
  /** Asked for, and not left since: joined whenever they are available. */
  readonly #wanted: Set<string>
  /** Given from the start and not yet answered, by events or a refusal. */
  readonly #awaited: Set<string>
  readonly #present = new Map<string, readonly string[]>()
  #socket: { transport: Transport; silence: Silence; stopListening: () => void } | null = null
  #cancelRetry: (() => void) | null = null
  #cancelTelling: (() => void) | null = null
  #isConnected = false
  #status: EventStoreStatus = { kind: "connecting" }
  #state: S
  #isDestroyed = false

  constructor(options: EventStoreOptions<S>) {
    this.#options = options
    this.#fold = new EventFold(options.initial, options.apply)
    this.#backoff = new Backoff(400, 15_000, options.random)
    this.#awaited = new Set(options.streams)
    this.#wanted = new Set(options.streams)
    this.#state = options.initial
    for (const stream of options.streams) this.#joined.set(stream, { isLive: false, arriving: [] })
    this.#connect()
  }

  /** The same object until it changes. */
  get state(): S {
    return this.#state
  }

  /** Whether every stream that was given from the start has been read or refused. */
  get isLoaded(): boolean {
    return this.#awaited.size === 0
  }

  get status(): EventStoreStatus {
    return this.#status
  }

  /** Whether the server would say now what has changed. */
  get isConnected(): boolean {
    return this.#isConnected
  }

  /** Whether all of each joined stream has come. */
  get isCaughtUp(): boolean {
    return [...this.#joined.values()].every(({ isLive }) => isLive)
  }

  /** Who is in a section now; the same array until it changes. */
  present(sectionId: string): readonly string[] {
    return this.#present.get(sectionStream(sectionId)) ?? nobody
  }

  /** Another state that follows from the same events: for what only some screens look at. */
  also<T>(initial: T, apply: (state: T, recorded: RecordedEvent) => T): () => T {
    return this.#fold.also(initial, apply)
  }

  /** Whether all of a stream that there is has come. */
  isLive(stream: string): boolean {
    return this.#joined.get(stream)?.isLive ?? false
  }

  /** Calls `fn` whenever one of the above changed. */
  subscribe(fn: () => void): () => void {
    this.#listeners.add(fn)
    return () => this.#listeners.delete(fn)
  }

  join(stream: string): void {
    this.#left.delete(stream)
    this.#wanted.add(stream)
    this.#join(stream)
  }

  leave(stream: string): void {
    this.#wanted.delete(stream)
    if (!this.#joined.has(stream)) return
    this.#left.add(stream)
    this.#send({ leave: stream })
    this.#forget(stream)
    this.#tell()
  }

  /** Tries at once: the browser is online again, or the person has signed in again. */
  reconnect(): void {
    if (!this.#socket) this.#connect()
  }

  destroy(): void {
    this.#isDestroyed = true
    this.#listeners.clear()
    this.#cancelRetry?.()
    this.#disconnect()
    this.#cancelTelling?.()
  }

  #connect(): void {
    if (this.#isDestroyed) return
    this.#cancelRetry?.()
    this.#cancelRetry = null
    const Transport = this.#options.WebSocket ?? globalThis.WebSocket
    const transport: Transport = new Transport(this.#options.url)
    const silence = new Silence(this.#options.clock, silenceMs, () => this.#fail("the server is silent"))
    const stopListening = listen(transport, {
      opened: () => {
        silence.heard()
        for (const stream of this.#joined.keys()) this.#sendJoin(stream)
        this.#isConnected = true
        this.#options.onChanged?.(null)
        this.#tell()
      },
      received: (data) => {
        silence.heard()
        this.#receive(data)
      },
      closed: (code, reason) => this.#closed(code, reason),
    })
    this.#socket = { transport, silence, stopListening }
    this.#setStatus({ kind: "connecting" })
  }

  #receive(data: unknown): void {
    const parsed = EventsMessageSchema.safeParse(parseJson(data))
    // What a newer server says beyond this is not for us.
    if (!parsed.success) return
    const message = parsed.data
    if ("position" in message) this.#event(message)
    else if ("entries" in message) this.#page(message.stream, message.entries)
    else if ("live" in message) this.#live(message.stream)
    else if ("present" in message) this.#presence(message.stream, message.present)
    else if ("available" in message) this.#available(message.available)
    else if ("gone" in message) this.#gone(message.gone)
    else if ("refused" in message) this.#gone(message.stream)
    else if ("changed" in message) this.#options.onChanged?.({ publicationId: message.changed, of: message.of })
  }

  #available(stream: string): void {
    const { joinsByItself = () => true } = this.#options
    if (this.#wanted.has(stream) || (!this.#left.has(stream) && joinsByItself(stream))) this.#join(stream)
  }

  #join(stream: string): void {
    if (this.#joined.has(stream)) return
    this.#joined.set(stream, { isLive: false, arriving: [] })
    this.#sendJoin(stream)
  }

  #event(recorded: RecordedEvent): void {
    const { stream, position } = recorded
    const joined = this.#joined.get(stream)
    const known = this.#position(stream)
    if (!joined || position <= known) return
    if (position > known + 1) return this.#joinAnew(stream)
    if (!joined.isLive) {
      joined.arriving.push(recorded)
    } else {
      this.#fold.add(recorded)
      this.#tell()
    }
  }

  #page(stream: string, entries: readonly Omit<RecordedEvent, "stream">[]): void {
    const joined = this.#joined.get(stream)
    for (const entry of entries) {
      // A gap has had it joined anew: what follows it comes again.
      if (this.#joined.get(stream) !== joined) return
      this.#event({ stream, ...entry })
    }
  }

  #live(stream: string): void {
    const joined = this.#joined.get(stream)
    if (!joined) return
    for (const recorded of joined.arriving) this.#fold.add(recorded)
    joined.arriving = []
    joined.isLive = true
    this.#answered(stream)
  }

  #gone(stream: string): void {
    this.#forget(stream)
    this.#answered(stream)
  }

  #answered(stream: string): void {
    const wasAwaited = this.#awaited.delete(stream)
    const { isCaughtUp } = this
    if (isCaughtUp) {
      this.#backoff.reset()
      this.#status = { kind: "live" }
    }
    if ((wasAwaited && this.isLoaded) || (isCaughtUp && this.#joined.has(stream))) this.#tell()
    else this.#tellSoon()
  }

  #presence(stream: string, present: readonly string[]): void {
    if (!this.#joined.has(stream)) return
    this.#present.set(stream, present)
    this.#tell()
  }

  #forget(stream: string): void {
    this.#joined.delete(stream)
    this.#present.delete(stream)
    this.#fold.forget(stream)
  }

  #position(stream: string): number {
    return this.#joined.get(stream)?.arriving.at(-1)?.position ?? this.#fold.position(stream)
  }

  #sendJoin(stream: string): void {
    this.#send({ join: stream, after: this.#position(stream), inPages: true })
  }

  /** After a gap, which is the server's fault: from the last event that is here. */
  #joinAnew(stream: string): void {
    this.#send({ leave: stream })
    this.#joined.set(stream, { isLive: false, arriving: [] })
    this.#sendJoin(stream)
  }

  #send(request: EventsRequest): void {
    const transport = this.#socket?.transport
    if (transport?.readyState === transportOpen) transport.send(JSON.stringify(request))
  }

  #fail(reason: string): void {
    this.#closed(abnormalClose, reason)
  }

  #closed(code: number, reason: string): void {
    this.#disconnect()
    if (mayRetryAfter(code)) {
      this.#cancelRetry = this.#options.clock.setTimer(() => this.#connect(), this.#backoff.nextMs())
      this.#setStatus({ kind: "offline" })
    } else {
      this.#setStatus({ kind: "stopped", closeCode: code, reason })
    }
  }

  /** Who is where is known only while connected. */
  #disconnect(): void {
    this.#isConnected = false
    this.#socket?.stopListening()
    this.#socket?.silence.stop()
    this.#socket?.transport.close()
    this.#socket = null
    this.#present.clear()
    for (const joined of this.#joined.values()) {
      joined.isLive = false
      joined.arriving = []
    }
  }

  #setStatus(status: EventStoreStatus): void {
    this.#status = status
    this.#tell()
  }

  #tellSoon(): void {
    this.#cancelTelling ??= this.#options.clock.setTimer(() => this.#tell(), togetherMs)
  }

  #tell(): void {
    this.#cancelTelling?.()
    this.#cancelTelling = null
    if (this.isLoaded) this.#state = this.#fold.state
    for (const listener of this.#listeners) listener()
  }
}

function sectionStream(sectionId: string): string {
  return `section:${sectionId}`
}

function parseJson(data: unknown): unknown {
  if (typeof data !== "string") return undefined
  try {
    return JSON.parse(data)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
