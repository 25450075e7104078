import type { Log, Position } from "@codraft/storage"
import type { Credit } from "../protocol/index.ts"
import { roomBounds } from "./bounds.ts"
import { conflictOf } from "./conflict.ts"
import { type Draft, factsIn } from "./draft.ts"
import type { Clock, Facts, TextWorker, WriteBasis, Written } from "./ports.ts"
import type { SectionText } from "./section-text.ts"
import { draftMade, emptyDraft, inTime, knownAfter, together } from "./solo.ts"

/** What the maker of a change to several texts answers: for each, in their order, an update or none, and what goes in with them. */
export interface JointChange {
  readonly updates: readonly (JointUpdate | null)[]
  readonly facts: Facts
  /** Told what is in the log, before anybody goes on writing. */
  readonly written?: (facts: Written["facts"]) => void
}
export interface JointUpdate {
  readonly update: Uint8Array
  /** Whose its words are; the author's, if it does not say. */
  readonly credits?: readonly Credit[]
}
export type MakeJointChange = (bases: readonly WriteBasis[]) => Promise<JointChange>

/** One of the rooms, come to the write in its own line of work and doing nothing else until it is over. */
export interface Seat {
  readonly text: SectionText
  /** Reads what others have appended. */
  follow(): Promise<void>
  /** The draft is in the log. */
  tell(draft: Draft, heads: ReadonlyMap<string, Position>): void
}

/** What one of its people wrote to the first of the texts, judged when all have come; the rest is made only if it is let in. */
export type Lead = (text: SectionText) => Promise<Draft>

export interface JointDeps {
  readonly log: Log
  readonly clock: Clock
  readonly worker: TextWorker
  readonly clientId: number
}

/**
 * A change of the server's own to several texts at once.
 * 1. It begins when every room has come to it; none of them judges or appends anything else before it is over.
 * 2. All of it goes into the log in one append, or nothing does.
 * 3. Rooms do not wait for each other in a circle: they are all given their joint writes in the same turn, and keep the order.
 */
export class JointWrite {
  readonly #author: string
  readonly #make: MakeJointChange
  readonly #deps: JointDeps
  readonly #lead: Lead | null
  readonly #seats: (Seat | null)[]
  readonly #written = later<Written>()
  readonly #over = later<void>()

  constructor(author: string, texts: number, make: MakeJointChange, deps: JointDeps, lead: Lead | null = null) {
    this.#author = author
    this.#make = make
    this.#deps = deps
    this.#lead = lead
    this.#seats = Array.from({ length: texts }, () => null)
    // Whoever asked for it hears of a failure, and so does each room that has come.
    this.#over.promise.catch(() => undefined)
  }

  get written(): Promise<Written> {
    return this.#written.promise
  }

  /** Resolves when it is over for the room; rejects if the room must be over as well. */
  take(place: number, seat: Seat): Promise<void> {
    this.#seats[place] = seat
    const seats = this.#seats.filter((one) => one !== null)
    if (seats.length === this.#seats.length) void this.#run(seats).then(() => this.#over.resolve(), this.#fail)
    return this.#over.promise
  }

  readonly #fail = (error: unknown): void => {
    this.#written.reject(error)
    this.#over.reject(error)
  }

  /** One of the rooms ended before it came to this. */
  reject(error: unknown): void {
    this.#written.reject(error)
    this.#over.resolve()
  }

  async #run(seats: readonly Seat[]): Promise<void> {
    for (let conflicts = 0; ; conflicts++) {
      const made = await this.#drafts(seats).catch((error: unknown) => this.#written.reject(error))
      if (made === undefined) return
      const { drafts, facts, written } = made
      try {
        const batch = seats.flatMap(({ text }, i) => text.appendOf(drafts[i] as Draft))
        const heads = await this.#deps.log.append([...batch, ...facts])
        const told = factsIn(facts, heads)
        written?.(told)
        this.#tell(seats, drafts, heads)
        const position = seats[0]?.text.position ?? 0
        return this.#written.resolve({ position, facts: told })
      } catch (error) {
        const conflict = conflictOf(error)
        const behind = seats.find(({ text }) => text.stream === conflict?.stream)
        if (behind !== undefined && conflicts < roomBounds.conflictsMax) {
          await behind.follow()
          continue
        }
        this.#written.reject(error)
        // The facts have moved on: for the author to decide anew, and nobody else's concern.
        if (conflict === null || behind !== undefined) throw error
        return
      }
    }
  }

  async #drafts(seats: readonly Seat[]): Promise<Made> {
    const { clock, clientId, worker } = this.#deps
    const [first] = seats
    const lead = first === undefined || this.#lead === null ? null : await this.#lead(first.text)
    const none: Draft = { ...emptyDraft, stances: new Map() }
    if (lead?.entries.length === 0) return { drafts: seats.map((_, i) => (i === 0 ? lead : none)), facts: [] }
    const bases = seats.map(({ text }) => ({ ...text.state, clientId }))
    const { updates, facts, written } = await inTime(clock, () => this.#make(bases))
    const at = clock.now()
    const drafts: Draft[] = []
    for (const [i, { text }] of seats.entries()) {
      const { update = null, credits } = updates[i] ?? {}
      const before = i === 0 ? lead : null
      const ledger = before === null || update === null ? text.ledger : knownAfter(before, text.ledger)
      const known = { stream: text.stream, ledger }
      const made = await draftMade(update, { author: this.#author, facts: [], text: known, at, worker, credits })
      drafts.push(before === null ? made : together(before, made))
    }
    return { drafts, facts, written }
  }

  #tell(seats: readonly Seat[], drafts: readonly Draft[], heads: ReadonlyMap<string, Position>): void {
    for (const [i, { text }] of seats.entries()) text.advance(drafts[i] as Draft)
    for (const [i, seat] of seats.entries()) seat.tell(drafts[i] as Draft, i === 0 ? heads : new Map())
  }
}

interface Made extends Pick<JointChange, "facts"> {
  readonly drafts: readonly Draft[]
  readonly written?: JointChange["written"] | undefined
}

interface Later<T> {
  readonly promise: Promise<T>
  resolve(value: T): void
  reject(error: unknown): void
}

function later<T>(): Later<T> {
  let settle: Pick<Later<T>, "resolve" | "reject"> | null = null
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, resolve: (value) => settle?.resolve(value), reject: (error) => settle?.reject(error) }
}
