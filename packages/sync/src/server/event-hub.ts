import { parseStream, type PersonId, type SectionId, type StreamName } from "@codraft/publication"
import type { Entry, Log, Position } from "@codraft/storage"
import { type ChangedPart, closeCodes } from "../protocol/index.ts"
import { eventBounds, rhythm } from "./bounds.ts"
import { EventFollower, frameOfEntry } from "./event-follower.ts"
import type { Bus, Clock, EventConnection, EventSession, EventsLink } from "./ports.ts"

export interface EventHubDeps {
  readonly log: Log
  readonly clock: Clock
  canJoin(personId: PersonId, stream: StreamName): boolean
  /** Every fact stream that the person can join now, without those beside others. */
  joinable(personId: PersonId): readonly StreamName[]
  /** Streams of which there are too many to be offered to everybody: these only to those who have joined the other one. */
  readonly beside: {
    /** Those that this person can join now. */
    joinable(personId: PersonId, stream: StreamName): readonly StreamName[]
    /** The one that a stream is beside. */
    of(stream: StreamName): StreamName | null
  }
  /** Whose lists have something of a stream, text streams among them. */
  readers(stream: string): StreamReaders | null
  /** Other servers have written facts: resolves when they are known here. */
  catchUp(): Promise<void>
  readonly presence: PresenceSource
  readonly bus?: Bus
}

export interface StreamReaders {
  readonly publicationIds: readonly string[]
  mayRead(personId: PersonId): boolean
}

export interface PresenceSource {
  present(sectionId: SectionId): string[]
  onPresence(listener: (sectionId: SectionId, people: string[]) => void): () => void
}

/** The sockets that follow fact streams: each gets every entry of what it joined, in order, once. */
export class EventHub {
  readonly #deps: EventHubDeps
  readonly #followers = new Set<EventFollower>()
  readonly #joined = new Map<string, Set<EventFollower>>()
  readonly #stopListening: (() => void)[]
  #cancelPing: () => void
  #isStopping = false

  constructor(deps: EventHubDeps) {
    this.#deps = deps
    this.#stopListening = [
      deps.presence.onPresence((sectionId, people) => this.#tellPresence(sectionId, people)),
      deps.bus?.subscribe((message) => {
        if (message.type === "heads") this.#hearHeads(message.heads)
      }) ?? (() => undefined),
    ]
    this.#cancelPing = deps.clock.setTimer(() => this.#ping(), rhythm.keepAliveMs)
  }

  get connectionCount(): number {
    return this.#followers.size
  }

  connect(session: EventSession, link: EventsLink): EventConnection {
    const { log, clock } = this.#deps
    if (this.#isStopping || this.#followers.size >= eventBounds.connectionsMax) {
      if (this.#isStopping) link.close(closeCodes.stopping, "stopping")
      else link.close(closeCodes.overload, "too-many-connections")
      return { receive: () => undefined, closed: () => undefined }
    }
    const follower = new EventFollower(
      session,
      link,
      { log, clock },
      {
        mayJoin: (stream) => this.#mayJoin(session.personId, stream),
        beside: (stream) => this.#beside(session.personId, stream),
        joined: (stream) => this.#join(follower, stream),
        left: (stream) => this.#leave(follower, stream),
        ended: () => this.#followers.delete(follower),
      },
    )
    this.#followers.add(follower)
    follower.offer(this.#joinable(session.personId))
    return follower
  }

  /** These entries are in the log. A hint: what a connection lacks before them is read from there. */
  published(stream: string, entries: readonly Entry[]): void {
    const last = entries.at(-1)
    if (last === undefined) return
    const frames = entries.map((entry) => ({ position: entry.position, frame: frameOfEntry(stream, entry) }))
    for (const follower of this.#joined.get(stream) ?? []) follower.publish(stream, frames)
    this.#offerBeside(stream)
    this.changed(stream)
    this.#deps.bus?.publish({ type: "heads", heads: [[stream, last.position]] })
  }

  /** These streams have just begun; nobody's rights to any other have changed. */
  appeared(streams: readonly string[]): void {
    const offered = streams.filter((stream) => this.#besideWhich(stream) === null)
    if (offered.length === 0) return
    for (const follower of this.#followers) {
      const { personId } = follower.session
      follower.offerAlso(offered.filter((stream) => this.#mayJoin(personId, stream)))
    }
  }

  /** A stream is not what it was, a text too: those who may read it learn that something of its kind has changed, and no more. */
  changed(stream: string): void {
    const part = partOf(stream)
    const readers = part === null ? null : this.#deps.readers(stream)
    if (part === null || readers === null) return
    const known = new Map<PersonId, boolean>()
    for (const follower of this.#followers) {
      const { personId } = follower.session
      const untold = readers.publicationIds.filter((id) => !follower.isToldOf(id, part))
      if (untold.length === 0) continue
      const mayRead = known.get(personId) ?? readers.mayRead(personId)
      known.set(personId, mayRead)
      if (mayRead) for (const id of untold) follower.changed(id, part)
    }
  }

  /** Facts have changed: says what has become available to whom, and takes away what may no longer be read. */
  refresh(): void {
    const joinable = new Map<PersonId, readonly StreamName[]>()
    for (const follower of this.#followers) {
      const { personId } = follower.session
      const streams = joinable.get(personId) ?? this.#joinable(personId)
      joinable.set(personId, streams)
      follower.offer(streams)
    }
  }

  stop(): void {
    this.#isStopping = true
    this.#cancelPing()
    for (const stopListening of this.#stopListening) stopListening()
    for (const follower of this.#followers) follower.close(closeCodes.stopping, "stopping")
  }

  #joinable(personId: PersonId): StreamName[] {
    return this.#deps.joinable(personId).filter((stream) => parseStream(stream)?.kind !== "text")
  }

  #beside(personId: PersonId, stream: string): readonly StreamName[] {
    return parseStream(stream) === null ? [] : this.#deps.beside.joinable(personId, stream as StreamName)
  }

  #besideWhich(stream: string): StreamName | null {
    return parseStream(stream) === null ? null : this.#deps.beside.of(stream as StreamName)
  }

  /** Something was written to it: it may have begun, or be beside another one by now. */
  #offerBeside(stream: string): void {
    const beside = this.#besideWhich(stream)
    if (beside === null) return
    for (const follower of this.#joined.get(beside) ?? [])
      if (this.#mayJoin(follower.session.personId, stream)) follower.offerBeside(beside, [stream])
  }

  /** NOTE: text is not followed here, whoever may read it. */
  #mayJoin(personId: PersonId, stream: string): boolean {
    const parsed = parseStream(stream)
    return parsed !== null && parsed.kind !== "text" && this.#deps.canJoin(personId, stream as StreamName)
  }

  #join(follower: EventFollower, stream: string): void {
    const followers = this.#joined.get(stream)
    if (followers === undefined) this.#joined.set(stream, new Set([follower]))
    else followers.add(follower)
    const parsed = parseStream(stream)
    if (parsed?.kind === "section") follower.send({ stream, present: this.#deps.presence.present(parsed.sectionId) })
  }

  #leave(follower: EventFollower, stream: string): void {
    const followers = this.#joined.get(stream)
    followers?.delete(follower)
    if (followers?.size === 0) this.#joined.delete(stream)
  }

  #tellPresence(sectionId: SectionId, people: string[]): void {
    const stream = `section:${sectionId}`
    for (const follower of this.#joined.get(stream) ?? []) follower.send({ stream, present: people })
  }

  #hearHeads(heads: readonly (readonly [stream: string, position: Position])[]): void {
    for (const [stream, position] of heads) this.#hear(stream, position)
    void this.#tellOfHeads(heads.map(([stream]) => stream))
  }

  /** Who may read what another server has written is known when its facts are. */
  async #tellOfHeads(streams: readonly string[]): Promise<void> {
    if (streams.some((stream) => !stream.startsWith("text:"))) {
      try {
        await this.#deps.catchUp()
      } catch {
        // The log could not be read; whoever runs the storage reports why. Lists are asked for again all the same.
      }
    }
    if (this.#isStopping) return
    this.appeared(streams.filter((stream) => partOf(stream) === "comments" || parseStream(stream)?.kind === "links"))
    for (const stream of streams) {
      this.#offerBeside(stream)
      this.changed(stream)
    }
  }

  #hear(stream: string, position: Position): void {
    for (const follower of this.#joined.get(stream) ?? []) follower.hear(stream, position)
  }

  #ping(): void {
    for (const follower of this.#followers) follower.send({ ping: 1 })
    this.#cancelPing = this.#deps.clock.setTimer(() => this.#ping(), rhythm.keepAliveMs)
  }
}

/** What lists have of a stream. */
function partOf(stream: string): ChangedPart | null {
  const kind = parseStream(stream)?.kind
  switch (kind) {
    case "review":
    case "delegation":
    case "shared":
    case "thread":
      return "comments"
    case "section":
    case "publication":
      return "facts"
    case "text":
      return "texts"
    case "person":
      return "seen"
    case "links":
    case undefined:
      return null
    default:
      return kind satisfies never
  }
}
