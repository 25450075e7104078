import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { z } from "zod"
import { MalformedMessageError } from "../protocol/index.ts"
import type { PresenceFields, PresenceState } from "./ports.ts"

/** A stock client repeats what it knows of everybody, so one message may speak of as many as a room holds. */
const statesPerMessageMax = 1_000
/** Clients that have left are remembered, so that their return is newer and their ids stay theirs; the oldest go first. */
const rememberedMax = 4_000

/** What one client says of itself. */
export interface Announcement {
  readonly client: number
  readonly clock: number
  /** JSON text; "null" says that it leaves. */
  readonly json: string
}

/** Reads the body of an awareness message. */
export function decodeAnnouncements(update: Uint8Array): Announcement[] {
  const decoder = decoding.createDecoder(update)
  try {
    const count = decoding.readVarUint(decoder)
    if (count > statesPerMessageMax) throw new MalformedMessageError(`An awareness message of ${count} states.`)
    const announcements: Announcement[] = []
    for (let i = 0; i < count; i++) {
      const client = decoding.readVarUint(decoder)
      const clock = decoding.readVarUint(decoder)
      announcements.push({ client, clock, json: decoding.readVarString(decoder) })
    }
    if (decoder.pos !== update.byteLength)
      throw new MalformedMessageError("The awareness message does not end where it should.")
    return announcements
  } catch (error) {
    if (error instanceof MalformedMessageError) throw error
    throw new MalformedMessageError("The awareness message could not be read.", { cause: error })
  }
}

/** One state, as it stands in the body of an awareness message. */
export function encodeState({ client, clock, state }: PresenceState): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, clock)
    encoding.writeVarString(encoder, JSON.stringify(state))
  })
}

/** The body of an awareness message; of no states, it is a message that says nothing. */
export function joinStates(encoded: readonly Uint8Array[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, encoded.length)
    for (const state of encoded) encoding.writeUint8Array(encoder, state)
  })
}

const itemIdSchema = z.object({ client: z.int().min(0), clock: z.int().min(0) })
/** A Yjs relative position, as JSON. */
const relativePositionSchema = z.object({
  type: itemIdSchema.nullish(),
  tname: z.string().max(64).nullish(),
  item: itemIdSchema.nullish(),
  assoc: z.int().optional(),
})
const fieldsSchema = z.object({
  anchorPos: relativePositionSchema.nullish().catch(undefined),
  focusPos: relativePositionSchema.nullish().catch(undefined),
  focusing: z.boolean().optional().catch(undefined),
})

/** What others may see of what a client said: where its caret is, and whose it is. Names, colours and claims are left behind. */
export function presenceFields(personId: string, json: string): PresenceFields | null {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new MalformedMessageError("An awareness state is not JSON.", { cause: error })
  }
  if (value === null) return null
  const fields = fieldsSchema.safeParse(value)
  if (!fields.success) throw new MalformedMessageError("An awareness state is not an object.")
  const { anchorPos, focusPos, focusing } = fields.data
  return {
    personId,
    ...(anchorPos === undefined ? {} : { anchorPos }),
    ...(focusPos === undefined ? {} : { focusPos }),
    ...(focusing === undefined ? {} : { focusing }),
  }
}

interface LocalClient extends PresenceState {
  readonly owner: object
  readonly state: PresenceFields
}

interface RemoteServer {
  readonly states: ReadonlyMap<number, PresenceState>
  readonly heardAt: number
}

/**
 * Who is in one section, over all servers.
 * 1. A client id belongs to one connection at a time; nobody speaks for an id that is somebody else's, or was a while ago: who is offline
 *    and comes back finds it free.
 * 2. What is told of an id has an ever higher clock, also when its client starts anew with a lower one.
 * 3. A person with several connections counts once.
 */
export class Presence {
  readonly #local = new Map<number, LocalClient>()
  readonly #remote = new Map<string, RemoteServer>()
  readonly #remembered = new Map<number, { clock: number; personId: string }>()
  readonly #changed = new Set<number>()
  /** null: somebody has come or gone. */
  #people: string[] | null = null

  get isEmpty(): boolean {
    return this.#local.size === 0 && this.#remote.size === 0
  }

  get hasLocal(): boolean {
    return this.#local.size > 0
  }

  /** The client ids of what changed since the last call. */
  takeChanged(): number[] {
    const changed = [...this.#changed]
    this.#changed.clear()
    return changed
  }

  /** The person in whose session this id is, or was last, if that is remembered: it is reserved for them. */
  personOf(client: number): string | undefined {
    return this.#stateOf(client)?.personId ?? this.#remembered.get(client)?.personId
  }

  /** Every id that is reserved, and for whom. */
  get reserved(): [client: number, personId: string][] {
    return [...this.#remembered].map(([client, { personId }]) => [client, this.#stateOf(client)?.personId ?? personId])
  }

  /** The connection's own client says where it is. False when the id is another person's. */
  announce(owner: object, personId: string, client: number, clock: number, state: PresenceFields): boolean {
    if ((this.personOf(client) ?? personId) !== personId) return false
    if (!this.#local.has(client)) this.#people = null
    this.#local.set(client, { client, clock: this.#nextClock(client, clock, personId), personId, state, owner })
    this.#changed.add(client)
    return true
  }

  /** The client has left, or its connection has; not so if another connection has taken the id over. */
  leave(owner: object, client: number): void {
    const left = this.#local.get(client)
    if (left?.owner !== owner) return
    this.#local.delete(client)
    this.#people = null
    this.#nextClock(client, 0, left.personId)
    this.#changed.add(client)
  }

  /** What another server says that it has here: all of it. */
  hear(server: string, states: readonly PresenceState[], now: number): void {
    const before = this.#remote.get(server)?.states ?? new Map<number, PresenceState>()
    const after = new Map(states.filter((state) => state.state !== null).map((state) => [state.client, state]))
    this.#people = null
    if (after.size === 0) this.#remote.delete(server)
    else this.#remote.set(server, { states: after, heardAt: now })
    for (const [client, state] of after) {
      if (before.get(client)?.clock === state.clock) continue
      this.#nextClock(client, state.clock, state.personId)
      this.#changed.add(client)
    }
    for (const [client, { personId }] of before) {
      if (after.has(client)) continue
      this.#nextClock(client, 0, personId)
      this.#changed.add(client)
    }
  }

  /** Forgets servers that have not been heard since: they have died. */
  forgetServers(heardBefore: number): void {
    for (const [server, { heardAt }] of this.#remote) if (heardAt < heardBefore) this.hear(server, [], heardAt)
  }

  /** What to tell of these clients. */
  tell(clients: Iterable<number>): PresenceState[] {
    return [...clients].map((client) => {
      const known = this.#stateOf(client)
      const clock = this.#remembered.get(client)?.clock ?? 0
      return known === undefined
        ? { client, clock, personId: "", state: null }
        : { client, clock, personId: known.personId, state: known.state }
    })
  }

  get clients(): number[] {
    return [
      ...new Set([...this.#local.keys(), ...[...this.#remote.values()].flatMap(({ states }) => [...states.keys()])]),
    ]
  }

  get localStates(): PresenceState[] {
    return this.tell(this.#local.keys())
  }

  /** Each person once, in the order of their ids; the same array until somebody comes or goes. */
  get people(): string[] {
    this.#people ??= [...new Set(this.clients.flatMap((client) => this.#stateOf(client)?.personId ?? []))].sort()
    return this.#people
  }

  #stateOf(client: number): PresenceState | undefined {
    const local = this.#local.get(client)
    if (local !== undefined) return local
    for (const { states } of this.#remote.values()) {
      const state = states.get(client)
      if (state !== undefined) return state
    }
    return undefined
  }

  #nextClock(client: number, sent: number, personId: string): number {
    const last = this.#remembered.get(client)?.clock
    const clock = last === undefined ? sent : Math.max(sent, last + 1)
    // The map keeps the order of use: its first key is the one unused for longest.
    this.#remembered.delete(client)
    this.#remembered.set(client, { clock, personId })
    const oldest = this.#remembered.keys().next().value
    if (this.#remembered.size > rememberedMax && oldest !== undefined) this.#remembered.delete(oldest)
    return clock
  }
}
