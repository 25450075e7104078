import { parseStream, type PersonId, type SectionId, type StreamName } from "@codraft/publication"
import type { Entry, Log, Position } from "@codraft/storage"
import { closeCodes } from "../protocol/index.ts"
import { eventBounds, rhythm } from "./bounds.ts"
import { EventFollower, frameOfEntry } from "./event-follower.ts"
import type { Bus, Clock, EventConnection, EventSession, EventsLink } from "./ports.ts"

export interface EventHubDeps {
  readonly log: Log
  readonly clock: Clock
  canJoin(personId: PersonId, stream: StreamName): boolean
  /** Every fact stream that the person can join now. */
  joinable(personId: PersonId): readonly StreamName[]
  readonly presence: PresenceSource
  readonly bus?: Bus
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
        if (message.type === "heads") for (const [stream, position] of message.heads) this.#hear(stream, position)
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
    this.#deps.bus?.publish({ type: "heads", heads: [[stream, last.position]] })
  }

  /** These streams have just begun; nobody's rights to any other have changed. */
  appeared(streams: readonly string[]): void {
    for (const follower of this.#followers) {
      const { personId } = follower.session
      follower.offerAlso(streams.filter((stream) => this.#mayJoin(personId, stream)))
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

  #hear(stream: string, position: Position): void {
    for (const follower of this.#joined.get(stream) ?? []) follower.hear(stream, position)
  }

  #ping(): void {
    for (const follower of this.#followers) follower.send({ ping: 1 })
    this.#cancelPing = this.#deps.clock.setTimer(() => this.#ping(), rhythm.keepAliveMs)
  }
}
