import type { SectionId } from "@codraft/publication"
import { encodeMessage, isServerClientId } from "../protocol/index.ts"
import { rhythm } from "./bounds.ts"
import type { Connection } from "./connection.ts"
import type { Bus, Clock, PresenceState } from "./ports.ts"
import { encodePresence, Presence, presenceFields, type Announcement } from "./presence.ts"

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
  #people = ""
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
    if (others.length > 0) connection.outlet.sendFrame(frameOf(this.presence.tell(others)))
  }

  /** Said to the other servers again and again, so that they notice when this one dies. */
  beat(): void {
    this.presence.forgetServers(this.#deps.clock.now() - rhythm.presenceOfServerMs)
    if (this.presence.hasLocal) this.#publish()
    this.told()
  }

  /** Tells what has changed, now or as soon as the rhythm allows. */
  told(): void {
    const people = this.presence.people
    if (people.join(" ") !== this.#people) {
      this.#people = people.join(" ")
      this.#deps.changed(people)
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
    const frame = frameOf(this.presence.tell(changed))
    for (const connection of this.#connections) {
      if (!connection.outlet.isLive) continue
      const own = connection.presentClient
      if (own === null || !changed.includes(own)) connection.outlet.sendFrame(frame)
      else if (changed.length > 1) {
        connection.outlet.sendFrame(frameOf(this.presence.tell(changed.filter((client) => client !== own))))
      }
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

function frameOf(states: readonly PresenceState[]): Uint8Array {
  return encodeMessage({ type: "awareness", update: encodePresence(states) })
}
