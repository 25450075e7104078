import type { SectionId } from "@codraft/publication"
import { encodeMessage, isServerClientId } from "../protocol/index.ts"
import { rhythm } from "./bounds.ts"
import type { Connection } from "./connection.ts"
import type { Bus, Clock, PresenceState } from "./ports.ts"
import { type Announcement, encodeState, joinStates, Presence, presenceFields } from "./presence.ts"

export interface PresenceFeedDeps {
  readonly sectionId: SectionId
  readonly serverId: string
  readonly clock: Clock
  readonly bus: Bus | undefined
  /** The people in the section have changed. */
  changed(people: string[]): void
}

/**
 * Who is in one section and where their carets are, told to its connections and to the other servers: at most every
 * `rhythm.presenceMs`, all changes in one message, to nobody what they said themselves.
 */
export class PresenceFeed {
  readonly presence = new Presence()
  readonly #deps: PresenceFeedDeps
  readonly #connections = new Set<Connection>()
  #people: readonly string[] = []
  #toldAt = Number.NEGATIVE_INFINITY
  #cancelTimer: (() => void) | null = null

  constructor(deps: PresenceFeedDeps) {
    this.#deps = deps
  }

  get isEmpty(): boolean {
    return this.presence.isEmpty && this.#connections.size === 0
  }

  join(connection: Connection): void {
    if (this.isEmpty) this.#deps.bus?.publish({ type: "presenceWanted", sectionId: this.#deps.sectionId })
    this.#connections.add(connection)
  }

  leave(connection: Connection): void {
    this.#connections.delete(connection)
    if (connection.presentClient !== null) this.presence.leave(connection, connection.presentClient)
    connection.presentClient = null
    this.told()
  }

  /**
   * What a connection says. The first client that it names is its own, unless that id is somebody else's (`ownerOf`); a stock client also
   * repeats what it heard of others, which is left aside.
   */
  announce(
    connection: Connection,
    announcements: readonly Announcement[],
    ownerOf: (client: number) => string | undefined,
  ): void {
    const { personId } = connection.session
    for (const { client, clock, json } of announcements) {
      if (connection.presentClient !== null && connection.presentClient !== client) continue
      if (isServerClientId(client) || (ownerOf(client) ?? personId) !== personId) continue
      const state = presenceFields(personId, json)
      if (state === null) {
        this.presence.leave(connection, client)
        connection.presentClient = null
      } else if (this.presence.announce(connection, personId, client, clock, state)) {
        connection.presentClient = client
      }
    }
  }

  hear(server: string, states: readonly PresenceState[]): void {
    this.presence.hear(server, states, this.#deps.clock.now())
    this.told()
  }

  /** Tells one connection of everybody. */
  welcome(connection: Connection): void {
    const others = this.presence.clients.filter((client) => client !== connection.presentClient)
    if (others.length > 0) connection.outlet.sendFrame(frameOf(this.presence.tell(others).map(encodeState)))
  }

  /** Said to the other servers again and again, so that they notice when this one dies. */
  beat(): void {
    this.presence.forgetServers(this.#deps.clock.now() - rhythm.presenceOfServerMs)
    if (this.presence.hasLocal) this.#publish()
    this.told()
  }

  /** Tells what has changed, now or as soon as the rhythm allows. */
  told(): void {
    const { people } = this.presence
    if (people !== this.#people) {
      const isOther = people.join(" ") !== this.#people.join(" ")
      this.#people = people
      if (isOther) this.#deps.changed(people)
    }
    if (this.#cancelTimer !== null) return
    // The clock may have been set back.
    const sinceMs = Math.max(0, this.#deps.clock.now() - this.#toldAt)
    const waitMs = rhythm.presenceMs - sinceMs
    if (waitMs <= 0) this.#tell()
    else {
      this.#cancelTimer = this.#deps.clock.setTimer(() => {
        this.#cancelTimer = null
        this.#tell()
      }, waitMs)
    }
  }

  stop(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }

  #tell(): void {
    const changed = this.presence.takeChanged()
    if (changed.length === 0) return
    this.#toldAt = this.#deps.clock.now()
    // Each state is written down once, however many are told of it: in a crowd, everybody is told of all but themselves.
    const told = new Map(this.presence.tell(changed).map((state) => [state.client, encodeState(state)]))
    const everything = frameOf([...told.values()])
    for (const { outlet, presentClient } of this.#connections) {
      if (!outlet.isLive) continue
      const own = presentClient === null ? undefined : told.get(presentClient)
      if (own === undefined) outlet.sendFrame(everything)
      else if (told.size > 1) outlet.sendFrame(frameOf([...told.values()].filter((state) => state !== own)))
    }
    this.#publish()
  }

  #publish(): void {
    const { bus, serverId, sectionId } = this.#deps
    bus?.publish({ type: "presence", server: serverId, sectionId, states: this.presence.localStates })
  }

  /** Another server has just begun to care for this section. */
  answer(): void {
    if (this.presence.hasLocal) this.#publish()
  }
}

/** Says nothing, and keeps a client from giving the connection up. */
export const keepAliveFrame: Uint8Array = frameOf([])

function frameOf(states: readonly Uint8Array[]): Uint8Array {
  return encodeMessage({ type: "awareness", update: joinStates(states) })
}
