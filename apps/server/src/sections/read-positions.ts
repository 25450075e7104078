import { setImmediate } from "node:timers/promises"
import {
  applyToSeen,
  type Decision,
  nothingSeen,
  type PersonId,
  type PublicationId,
  type Recorded,
  type Refusal,
  type SectionId,
  type Seen,
  streams,
} from "@codraft/publication"
import type { Entry, Log, Position } from "@codraft/storage"
import { readAll } from "@codraft/storage"
import { decodeFact, encodeFact } from "../facts/facts.ts"

interface Read {
  /** Where the person's stream stands. */
  head: Position
  readonly sections: Map<SectionId, Position>
  /** Of comments, in each publication. */
  readonly seen: Map<PublicationId, Seen>
}

/**
 * How far each person has seen each text, and what of the comments, from their own stream. Forward only; written when there is something new to have
 * seen, so that looking again and again costs nothing.
 */
export class ReadPositions {
  readonly #log: Log
  readonly #now: () => number
  readonly #published: (stream: string, entries: readonly Entry[]) => void
  /** In order of use, the last used last. */
  readonly #people = new Map<PersonId, Promise<Read>>()

  constructor(deps: { log: Log; now: () => number; published(stream: string, entries: readonly Entry[]): void }) {
    this.#log = deps.log
    this.#now = deps.now
    this.#published = (stream, entries) => deps.published(stream, entries)
  }

  async of(personId: PersonId): Promise<ReadonlyMap<SectionId, Position>> {
    return (await this.#read(personId)).sections
  }

  /** The person has seen a text up to here; answers how far they are known to have seen it. */
  async mark(personId: PersonId, place: { publicationId: PublicationId; sectionId: SectionId }, position: Position) {
    const turn = this.#read(personId).then(async (read) => {
      const { publicationId, sectionId } = place
      const before = read.sections.get(sectionId)
      if (before !== undefined && position <= before) return read
      if (before !== undefined && !(await this.#hasNews(sectionId, personId, before, position))) return read
      const stream = streams.person(personId)
      const entry = encodeFact(this.#now(), personId, {
        type: "sectionRead",
        personId,
        publicationId,
        sectionId,
        position,
      })
      await this.#log.append([{ stream, entries: [entry], expected: read.head }])
      const next = { ...read, head: read.head + 1, sections: new Map(read.sections).set(sectionId, position) }
      this.#published(stream, [{ ...entry, position: next.head }])
      return next
    })
    this.#keep(personId, turn)
    return (await turn).sections.get(place.sectionId) ?? position
  }

  /** What the person has seen of the comments of a publication. */
  async seen(personId: PersonId, publicationId: PublicationId): Promise<Seen> {
    return (await this.#read(personId)).seen.get(publicationId) ?? nothingSeen
  }

  /** Writes what the person has seen of comments, as it is decided on what they had seen before. */
  async see(
    personId: PersonId,
    publicationId: PublicationId,
    decide: (seen: Seen) => Decision,
  ): Promise<{ refusal: Refusal } | { head: Position; events: Recorded[] }> {
    const stream = streams.person(personId)
    const events: Recorded[] = []
    let refusal: Refusal | null = null
    const turn = this.#read(personId).then(async (read) => {
      const decision = decide(read.seen.get(publicationId) ?? nothingSeen)
      if ("refusal" in decision) refusal = decision.refusal
      if ("refusal" in decision || decision.events.length === 0) return read
      const at = this.#now()
      const entries = decision.events.map(({ event }) => encodeFact(at, personId, event))
      await this.#log.append([{ stream, entries, expected: read.head }])
      const next = { ...read, head: read.head + entries.length, seen: new Map(read.seen) }
      for (const [index, { event }] of decision.events.entries()) {
        const recorded = { stream, event, at, author: personId, position: read.head + 1 + index }
        events.push(recorded)
        take(next.seen, recorded)
      }
      this.#published(
        stream,
        entries.map((entry, index) => ({ ...entry, position: read.head + 1 + index })),
      )
      return next
    })
    this.#keep(personId, turn)
    const { head } = await turn
    return refusal === null ? { head, events } : { refusal }
  }

  /** Whether anybody else wrote in between; where that takes long to say, they may have. */
  async #hasNews(sectionId: SectionId, personId: PersonId, from: Position, to: Position): Promise<boolean> {
    let at = from
    for (let page = 0; page < PAGES_MAX && at < to; page += 1) {
      const entries = await this.#log.read(streams.text(sectionId), at, { entries: PAGE_ENTRIES, bytes: PAGE_BYTES })
      const last = entries.at(-1)
      if (!last) return false
      if (entries.some(({ author, position }) => position <= to && author !== personId)) return true
      at = last.position
    }
    return at < to
  }

  #read(personId: PersonId): Promise<Read> {
    const known = this.#people.get(personId)?.catch(() => this.#fold(personId)) ?? this.#fold(personId)
    this.#keep(personId, known)
    return known
  }

  #keep(personId: PersonId, read: Promise<Read>): void {
    read.catch(() => this.#people.delete(personId))
    this.#people.delete(personId)
    this.#people.set(personId, read)
    const oldest = this.#people.keys().next().value
    if (this.#people.size > PEOPLE_MAX && oldest !== undefined) this.#people.delete(oldest)
  }

  async #fold(personId: PersonId): Promise<Read> {
    const stream = streams.person(personId)
    const read: Read = { head: 0, sections: new Map(), seen: new Map() }
    for await (const entries of readAll(this.#log, stream, 0)) {
      for (const [index, entry] of entries.entries()) {
        if (index % SLICE_ENTRIES === SLICE_ENTRIES - 1) await setImmediate()
        const recorded = decodeFact(stream, entry)
        read.head = entry.position
        if (recorded === null) continue
        take(read.seen, recorded)
        const { event } = recorded
        if (event.type !== "sectionRead") continue
        read.sections.set(event.sectionId, Math.max(event.position, read.sections.get(event.sectionId) ?? 0))
      }
    }
    return read
  }
}

function take(seen: Read["seen"], recorded: Recorded): void {
  const { event } = recorded
  if (event.type !== "threadSeen" && event.type !== "reviewSeen") return
  const { publicationId } = event
  seen.set(publicationId, applyToSeen(seen.get(publicationId) ?? nothingSeen, publicationId, recorded))
}

const PEOPLE_MAX = 500
/** Gone through before others are served again. */
const SLICE_ENTRIES = 100
const PAGES_MAX = 4
const PAGE_ENTRIES = 1_000
const PAGE_BYTES = 256 * 1024
