import type { Entry, Log, Position } from "@codraft/storage"
import {
  type ChangedPart,
  closeCodes,
  type EventsMessage,
  type EventsRequest,
  EventsRequestSchema,
  messageBounds,
} from "../protocol/index.ts"
import { Allowance } from "./allowance.ts"
import { backpressure, eventBounds } from "./bounds.ts"
import { Changes } from "./changes.ts"
import { Drain } from "./drain.ts"
import type { Clock, EventConnection, EventSession, EventsLink } from "./ports.ts"

/** What a follower tells the hub that it belongs to. */
export interface FollowerHub {
  mayJoin(stream: string): boolean
  /** Streams that are offered only to those who have joined this one. */
  beside(stream: string): readonly string[]
  joined(stream: string): void
  left(stream: string): void
  ended(): void
}

export interface PublishedFrame {
  readonly position: Position
  readonly frame: string
}

interface Join {
  readonly stream: string
  /** What is read from the log goes out a page at a time, not an entry. */
  readonly inPages: boolean
  /** The last entry that was sent. */
  position: Position
  /** Where the stream is known to stand at least. */
  head: Position
  /** Everything was sent once, and it was told so. */
  isLive: boolean
  isLeft: boolean
}

/**
 * One connection that follows fact streams.
 * 1. Of each stream it is sent the entries after the position that it named, in order, without a gap, none twice: an entry is sent only
 *    right behind the one before it, and what is missing in between is read from the log.
 * 2. One page is read at a time, whatever the number of streams.
 * 3. Beyond `backpressure` nothing is sent; when it has drained, each stream goes on where it stopped.
 */
export class EventFollower implements EventConnection {
  readonly session: EventSession
  readonly #link: EventsLink
  readonly #log: Log
  readonly #clock: Clock
  readonly #hub: FollowerHub
  readonly #allowance: Allowance
  readonly #joins = new Map<string, Join>()
  /** Streams that have, or may have, more in the log than was sent. */
  readonly #due = new Set<Join>()
  #offered = new Set<string>()
  /** Of those offered, the ones that go when the stream is left that they are beside. */
  readonly #beside = new Map<string, Set<string>>()
  readonly #changes: Changes
  /** Presence that was not sent while the link was full: the latest of each section. */
  readonly #heldPresence = new Map<string, EventsMessage>()
  #drain: Drain | null = null
  #cancelCheck: (() => void) | null = null
  #isReading = false
  #isClosed = false

  constructor(session: EventSession, link: EventsLink, deps: { log: Log; clock: Clock }, hub: FollowerHub) {
    this.session = session
    this.#link = link
    this.#log = deps.log
    this.#clock = deps.clock
    this.#hub = hub
    this.#changes = new Changes(deps.clock, (changed, of) => this.send({ changed, of }))
    this.#allowance = new Allowance(deps.clock, eventBounds.messagesBurstMax, eventBounds.messagesPerSecondMax)
  }

  receive(frame: string): void {
    if (this.#isClosed) return
    if (!this.#allowance.take()) return this.close(closeCodes.overload, "too-many-messages")
    if (frame.length > messageBounds.eventsRequestCharsMax) return this.close(closeCodes.tooLarge, "too-large")
    const request = requestIn(frame)
    if (request === null) return this.close(closeCodes.malformed, "malformed")
    if ("join" in request) this.#join(request.join, request.after, request.inPages ?? false)
    else this.#leave(request.leave)
  }

  closed(): void {
    this.#end()
  }

  close(code: number, reason: string): void {
    if (this.#isClosed) return
    this.#end()
    this.#link.close(code, reason)
  }

  /** All that the person may join now: says what is new, and what is gone. */
  offer(streams: readonly string[]): void {
    const offered = new Set(streams)
    this.#beside.clear()
    for (const joined of this.#joins.keys()) {
      const beside = this.#hub.beside(joined)
      if (beside.length > 0) this.#beside.set(joined, new Set(beside))
      for (const stream of beside) offered.add(stream)
    }
    for (const stream of offered) if (!this.#offered.has(stream)) this.send({ available: stream })
    const gone = [...this.#offered, ...this.#joins.keys()].filter((stream) => !offered.has(stream))
    this.#offered = offered
    for (const stream of new Set(gone)) {
      // A stream may be joined that is not offered; its rule decides.
      if (this.#joins.has(stream) && this.#hub.mayJoin(stream)) continue
      this.#leave(stream)
      this.send({ gone: stream })
    }
  }

  /** More that the person may join now. */
  offerAlso(streams: readonly string[]): void {
    for (const stream of streams) {
      if (this.#offered.has(stream)) continue
      this.#offered.add(stream)
      this.send({ available: stream })
    }
  }

  /** More, for as long as it has joined the stream that they are beside. */
  offerBeside(joined: string, streams: readonly string[]): void {
    if (!this.#joins.has(joined) || streams.length === 0) return
    for (const others of this.#beside.values()) for (const stream of streams) others.delete(stream)
    const beside = this.#beside.get(joined) ?? new Set()
    for (const stream of streams) beside.add(stream)
    this.#beside.set(joined, beside)
    this.offerAlso(streams)
  }

  /** Whether it will be told of that anyhow. */
  isToldOf(publicationId: string, part: ChangedPart): boolean {
    return this.#changes.isDue(publicationId, part)
  }

  changed(publicationId: string, part: ChangedPart): void {
    this.#changes.add(publicationId, part)
  }

  send(message: EventsMessage): void {
    if (this.#isClosed) return
    if (this.#drain !== null && "present" in message) this.#heldPresence.set(message.stream, message)
    else this.#sendFrame(JSON.stringify(message))
  }

  /** These entries have just been appended. */
  publish(stream: string, frames: readonly PublishedFrame[]): void {
    const join = this.#joins.get(stream)
    if (join === undefined) return
    const isNext = frames[0]?.position === join.position + 1
    if (isNext && join.isLive && !this.#due.has(join) && this.#drain === null) {
      for (const { position, frame } of frames) {
        join.position = position
        this.#sendFrame(frame)
      }
      join.head = Math.max(join.head, join.position)
    } else this.hear(stream, frames.at(-1)?.position ?? 0)
  }

  /** The stream stands at that position, at least. */
  hear(stream: string, position: Position): void {
    const join = this.#joins.get(stream)
    if (join === undefined || position <= join.head) return
    join.head = position
    this.#due.add(join)
    void this.#read()
  }

  #join(stream: string, after: Position, inPages: boolean): void {
    if (this.#joins.has(stream)) return
    if (!this.#hub.mayJoin(stream)) return this.send({ stream, refused: closeCodes.notFound })
    if (this.#joins.size >= eventBounds.joinsMax) return this.close(closeCodes.overload, "too-many-joins")
    const join: Join = { stream, inPages, position: after, head: after, isLive: false, isLeft: false }
    this.#joins.set(stream, join)
    this.#due.add(join)
    this.#hub.joined(stream)
    // Before anything of the stream itself: who has all of it knows what else there is.
    this.offerBeside(stream, this.#hub.beside(stream))
    void this.#read()
  }

  #leave(stream: string): void {
    const join = this.#joins.get(stream)
    if (join === undefined) return
    join.isLeft = true
    this.#joins.delete(stream)
    this.#due.delete(join)
    this.#heldPresence.delete(stream)
    this.#hub.left(stream)
    const beside = this.#beside.get(stream) ?? []
    this.#beside.delete(stream)
    for (const each of beside) {
      this.#offered.delete(each)
      this.#leave(each)
      this.send({ gone: each })
    }
  }

  /** Reads on in the streams that are due, a page each in turn, until none is or the link is full. */
  async #read(): Promise<void> {
    if (this.#isReading) return
    this.#isReading = true
    try {
      for (const join of this.#due) {
        if (this.#isClosed || this.#drain !== null) break
        await this.#readPage(join)
      }
    } catch {
      // The log could not be read; whoever runs the storage reports why, and the client comes again.
      this.close(closeCodes.failure, "failure")
    } finally {
      this.#isReading = false
    }
  }

  async #readPage(join: Join): Promise<void> {
    const { head, position } = join
    const limits = { entries: eventBounds.pageEntriesMax, bytes: eventBounds.pageBytesMax }
    const entries = await this.#log.read(join.stream, position, limits)
    if (entries.length === 0 && !join.isLive && position > 0 && (await this.#isBeyondEnd(join)))
      return this.#restart(join)
    if (this.#isClosed || join.isLeft) return
    const frames = join.inPages
      ? entries.length === 0
        ? []
        : [frameOfPage(join.stream, entries)]
      : entries.map((entry) => frameOfEntry(join.stream, entry))
    join.position = entries.at(-1)?.position ?? join.position
    for (const frame of frames) this.#sendFrame(frame)
    join.head = Math.max(join.head, join.position)
    // Nothing more to read, and nothing was announced meanwhile: this is all there is.
    if (entries.length === 0 && join.head === head) {
      this.#due.delete(join)
      if (!join.isLive) this.send({ stream: join.stream, live: join.position })
      join.isLive = true
    } else {
      // To the end of the line, which the loop comes back to.
      this.#due.delete(join)
      this.#due.add(join)
    }
  }

  /** The client has seen more than there is: the log was set back, to a backup, say. */
  async #isBeyondEnd({ stream, position }: Join): Promise<boolean> {
    return ((await this.#log.heads([stream])).get(stream) ?? 0) < position
  }

  /** What the client has of the stream never happened: it forgets it, and joins from the beginning. */
  #restart({ stream, isLeft }: Join): void {
    if (this.#isClosed || isLeft) return
    this.#leave(stream)
    this.send({ gone: stream })
    this.send({ available: stream })
  }

  #sendFrame(frame: string): void {
    this.#link.send(frame)
    const buffered = this.#link.bufferedBytes
    if (this.#drain !== null || buffered <= backpressure.staleBytes) return
    this.#drain = new Drain(buffered, this.#clock.now())
    this.#changes.hold()
    this.#checkLater()
  }

  #checkLater(): void {
    this.#cancelCheck = this.#clock.setTimer(() => {
      const state = this.#drain?.check(this.#link.bufferedBytes, this.#clock.now())
      if (state === "hopeless") this.close(closeCodes.overload, "too-slow")
      else if (state === "waiting") this.#checkLater()
      else this.#resume()
    }, backpressure.checkMs)
  }

  #resume(): void {
    this.#drain = null
    for (const message of this.#heldPresence.values()) this.send(message)
    this.#heldPresence.clear()
    this.#changes.release()
    for (const join of this.#joins.values()) this.#due.add(join)
    void this.#read()
  }

  #end(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#cancelCheck?.()
    this.#changes.stop()
    for (const stream of this.#joins.keys()) this.#leave(stream)
    this.#hub.ended()
  }
}

const decoder = new TextDecoder()

/** An entry of a fact stream as it goes out; its event is JSON already. */
export function frameOfEntry(stream: string, { position, at, author, data }: Entry): string {
  return withEvent({ stream, position, at, author }, data)
}

function frameOfPage(stream: string, entries: readonly Entry[]): string {
  const all = entries.map(({ position, at, author, data }) => withEvent({ position, at, author }, data))
  return `{"stream":${JSON.stringify(stream)},"entries":[${all.join()}]}`
}

function withEvent(head: object, event: Uint8Array): string {
  return `${JSON.stringify(head).slice(0, -1)},"event":${decoder.decode(event)}}`
}

function requestIn(frame: string): EventsRequest | null {
  let value: unknown
  try {
    value = JSON.parse(frame)
  } catch {
    return null
  }
  return EventsRequestSchema.safeParse(value).data ?? null
}
