import type { SectionId } from "@codraft/publication"
import type { Log, Position, Snapshots } from "@codraft/storage"
import { closeCodes, serverClientIdMin } from "../protocol/index.ts"
import { rhythm } from "./bounds.ts"
import type {
  Bus,
  BusMessage,
  Clock,
  Facts,
  HubObserver,
  MakeUpdate,
  ServerLink,
  TextConnection,
  TextSession,
  TextState,
  TextWorker,
  WriteBasis,
  Written,
} from "./ports.ts"
import { serverAuthor } from "./judge.ts"
import { PresenceFeed } from "./presence-feed.ts"
import { conflictOf } from "./conflict.ts"
import type { Taken } from "./draft.ts"
import { type Followers, RouteChanged } from "./followers.ts"
import { JointWrite, type Lead, type MakeJointChange } from "./joint-write.ts"
import { Room, RoomOverError } from "./room.ts"

export interface HubDeps {
  readonly log: Log
  readonly snapshots: Snapshots
  readonly clock: Clock
  readonly worker: TextWorker
  /** Draws a random number below 2^32; called once, for the client id under which this process writes. */
  readonly drawClientId: () => number
  /** Names this process to the others on the bus. */
  readonly serverId: string
  readonly bus?: Bus
  readonly observer?: HubObserver
  /** Where words go that were written into what had left its text by then; without, they stay in the log alone. */
  readonly followers?: Followers
}

export class StoppingError extends Error {
  override name = "StoppingError"
}

/** Something was taken out of the text just now, and lies in the document still. */
class LeftoversError extends Error {
  override name = "LeftoversError"
  constructor(sectionId: SectionId) {
    super(`Notes of ${sectionId} lose their references faster than they can be taken out.`)
  }
}
const widenAttemptsMax = 5
/** A passage goes on from text to text no faster than that. */
const routesMax = 8

/**
 * All text rooms of one process: opens them when somebody comes, forgets them when nobody has been there for a while.
 * Every write to a text stream goes through here.
 */
export class Hub {
  readonly #deps: HubDeps
  readonly #clientId: number
  readonly #rooms = new Map<SectionId, Room>()
  readonly #feeds = new Map<SectionId, PresenceFeed>()
  readonly #listeners = new Set<(sectionId: SectionId, people: string[]) => void>()
  readonly #stopListening: (() => void) | undefined
  #cancelBeat: () => void
  #isStopping = false

  constructor(deps: HubDeps) {
    this.#deps = deps
    this.#clientId = serverClientIdMin + deps.drawClientId()
    this.#stopListening = deps.bus?.subscribe((message) => this.#hear(message))
    this.#cancelBeat = deps.clock.setTimer(() => this.#beat(), rhythm.keepAliveMs)
  }

  get roomCount(): number {
    return this.#rooms.size
  }

  get connectionCount(): number {
    return [...this.#rooms.values()].reduce((sum, room) => sum + room.connectionCount, 0)
  }

  /** A client has opened a socket to that section's text. Whoever may not read it is told that there is none. */
  connect(sectionId: SectionId, session: TextSession, link: ServerLink): TextConnection {
    if (this.#isStopping) link.close(closeCodes.stopping, "stopping")
    else if (!session.mayRead()) link.close(closeCodes.notFound, "not-found")
    else return this.#room(sectionId).connect(session, link)
    return { receive: () => undefined, closed: () => undefined }
  }

  /** Facts have changed: rights of open connections are looked at again. */
  refresh(): void {
    for (const room of this.#rooms.values()) room.refresh()
  }

  /**
   * A change of the server's own to a text, also to one that does not exist yet, with facts in the same append. Rejects, and nothing is
   * written, with what `makeUpdate` throws, with a conflict of the facts, or with a failure of storage. While the update is being
   * made the room appends nothing else.
   */
  async write(sectionId: SectionId, author: string, makeUpdate: MakeUpdate, facts: Facts = []): Promise<Written> {
    if (this.#isStopping) throw new StoppingError("The server is stopping.")
    return this.#room(sectionId).write(author, makeUpdate, facts)
  }

  /**
   * A change of the server's own to several different texts, all in one append together with facts, or not at all. While it is being made
   * none of them takes anything else in. Rejects as `write` does.
   */
  async writeTogether(sectionIds: readonly SectionId[], author: string, make: MakeJointChange): Promise<Written> {
    if (this.#isStopping) throw new StoppingError("The server is stopping.")
    return this.#writeTogether(
      sectionIds.map((id) => this.#room(id)),
      author,
      make,
    )
  }

  #writeTogether(rooms: readonly Room[], author: string, make: MakeJointChange, lead?: Lead): Promise<Written> {
    const { log, clock, worker } = this.#deps
    const begin = async (): Promise<Written> => {
      if (!rooms.every((room) => room.isLoaded)) throw new RoomOverError("One of the rooms is over.")
      const deps = { log, clock, worker, clientId: this.#clientId }
      const joint = new JointWrite(author, rooms.length, make, deps, lead)
      for (const [place, room] of rooms.entries()) room.join(joint, place)
      return joint.written
    }
    return rooms.reduce<() => Promise<Written>>((use, room) => () => room.held(use), begin)()
  }

  /** Words that may be for a passage that has left the room's text: has them judged, and follow it in the same append. */
  async #follow(room: Room, taken: Taken): Promise<void> {
    const { connection, submission } = taken
    const author = connection.session.personId
    for (let routes = 1; ; routes++) {
      if (this.#isStopping) throw new StoppingError("The server is stopping.")
      const words = { sectionId: room.sectionId, author, ...submission, attempt: routes }
      const route = (await this.#deps.followers?.route(words)) ?? { kind: "here" }
      if (route.kind === "here") return room.clear(taken)
      if (route.kind === "refused") return room.refuse(taken, route.refusal)
      const others = route.sections.map((id) => this.#room(id))
      try {
        await this.#writeTogether([room, ...others], author, route.make, room.leadOf(taken))
        return
      } catch (error) {
        const isOvertaken = error instanceof RouteChanged || conflictOf(error) !== null
        if (!isOvertaken || routes === routesMax) throw error
      }
    }
  }

  /** The text as it is in the log. */
  async parts(sectionId: SectionId): Promise<TextState> {
    return this.#room(sectionId).textState()
  }

  /**
   * Facts that open the text to more readers. Deleted words do not travel, nor do notes and descriptions that the text does not refer
   * to: it is stored without them first, and nobody writes between that and the facts. Rejects as `write` does.
   */
  async widen(sectionId: SectionId, author: string, facts: Facts): Promise<Written> {
    const { worker } = this.#deps
    for (let attempt = 1; ; attempt++) {
      await this.write(sectionId, serverAuthor, ({ parts }) => worker.forgetLeftovers(parts))
      const forgetDeleted = async ({ parts }: WriteBasis) => {
        if ((await worker.forgetLeftovers(parts)) !== null) throw new LeftoversError(sectionId)
        await this.compact(sectionId)
        return null
      }
      try {
        return await this.write(sectionId, author, forgetDeleted, facts)
      } catch (error) {
        if (!(error instanceof LeftoversError) || attempt === widenAttemptsMax) throw error
      }
    }
  }

  /** Stores the text without the words that were deleted from it. */
  async compact(sectionId: SectionId): Promise<void> {
    await this.#room(sectionId).compact()
  }

  /** Who is in that section now, on whatever server; each person once. */
  present(sectionId: SectionId): string[] {
    return this.#feeds.get(sectionId)?.presence.people ?? []
  }

  onPresence(listener: (sectionId: SectionId, people: string[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes nothing more, logs what was taken, and closes every connection so that it comes again. */
  async stop(): Promise<void> {
    this.#isStopping = true
    this.#cancelBeat()
    await Promise.all([...this.#rooms.values()].map((room) => room.stop()))
    this.#stopListening?.()
    for (const feed of this.#feeds.values()) feed.stop()
  }

  #room(sectionId: SectionId): Room {
    let room = this.#rooms.get(sectionId)
    if (room === undefined) {
      const { log, snapshots, clock, worker, bus, observer = {} } = this.#deps
      room = new Room(sectionId, {
        log,
        snapshots,
        clock,
        worker,
        clientId: this.#clientId,
        feed: this.#feed(sectionId),
        bus,
        observer,
        lookInto: () => this.#deps.followers?.lookInto(sectionId) ?? "none",
        follow: (room, taken) => this.#follow(room, taken),
        over: (room) => this.#forget(room),
      })
      this.#rooms.set(sectionId, room)
    }
    return room
  }

  #forget(room: Room): void {
    const { sectionId } = room
    if (this.#rooms.get(sectionId) !== room) return
    this.#rooms.delete(sectionId)
    this.#deps.observer?.roomDropped?.(sectionId)
    this.#forgetFeed(sectionId)
  }

  #feed(sectionId: SectionId): PresenceFeed {
    let feed = this.#feeds.get(sectionId)
    if (feed === undefined) {
      const { serverId, clock, bus } = this.#deps
      feed = new PresenceFeed({
        sectionId,
        serverId,
        clock,
        bus,
        changed: (people) => {
          for (const listener of this.#listeners) listener(sectionId, people)
        },
      })
      this.#feeds.set(sectionId, feed)
    }
    return feed
  }

  #forgetFeed(sectionId: SectionId): void {
    const feed = this.#feeds.get(sectionId)
    if (feed === undefined || !feed.isEmpty || this.#rooms.has(sectionId)) return
    feed.stop()
    this.#feeds.delete(sectionId)
  }

  #hear(message: BusMessage): void {
    switch (message.type) {
      case "heads":
        return message.heads.forEach(([stream, position]) => this.#hearHead(stream, position))
      case "presence":
        this.#feed(message.sectionId).hear(message.server, message.states)
        return this.#forgetFeed(message.sectionId)
      case "presenceWanted":
        return this.#feeds.get(message.sectionId)?.answer()
      default:
        return message satisfies never
    }
  }

  #hearHead(stream: string, position: Position): void {
    if (stream.startsWith(textPrefix)) this.#rooms.get(stream.slice(textPrefix.length) as SectionId)?.hear(position)
  }

  #beat(): void {
    for (const room of this.#rooms.values()) room.keepAlive()
    for (const [sectionId, feed] of this.#feeds) {
      feed.beat()
      this.#forgetFeed(sectionId)
    }
    this.#cancelBeat = this.#deps.clock.setTimer(() => this.#beat(), rhythm.keepAliveMs)
  }
}

const textPrefix = "text:"
