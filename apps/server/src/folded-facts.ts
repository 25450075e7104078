import assert from "node:assert/strict"
import {
  apply,
  emptyPublication,
  parseStream,
  type Publication,
  type PublicationId,
  type SectionId,
  type StreamName,
} from "@codraft/publication"
import { type Entry, type Log, type Position, readAll } from "@codraft/storage"
import { decodeFact } from "./facts.ts"
import { Moves } from "./moves.ts"

interface Folded {
  state: Publication
  positions: Map<StreamName, Position>
}

/**
 * Every publication of the workspace, folded from its fact streams and kept warm.
 * Invariants: 1. each stream is folded in order and without gaps; 2. what is folded in is in the log.
 */
export class FoldedFacts {
  readonly #log: Log
  readonly #publications = new Map<PublicationId, Folded>()
  readonly #homes = new Map<SectionId, PublicationId>()
  readonly moves = new Moves()

  private constructor(log: Log) {
    this.#log = log
  }

  static async open(log: Log): Promise<FoldedFacts> {
    const facts = new FoldedFacts(log)
    await facts.catchUp()
    return facts
  }

  publications(): Publication[] {
    return [...this.#publications.values()].map(({ state }) => state)
  }

  publication(id: PublicationId): Publication | null {
    return this.#publications.get(id)?.state ?? null
  }

  /** The publication that a section belongs to. */
  home(sectionId: SectionId): Publication | null {
    const id = this.#homes.get(sectionId)
    return id === undefined ? null : this.publication(id)
  }

  /** Where each fact stream of a publication stands. */
  positions(id: PublicationId): ReadonlyMap<StreamName, Position> {
    return this.#publications.get(id)?.positions ?? new Map()
  }

  /** Reads what was written since, by whomever. */
  async catchUp(): Promise<void> {
    for (const prefix of FACT_PREFIXES) {
      for (const name of await this.#log.streams(prefix)) {
        const stream = name as StreamName
        for await (const entries of readAll(this.#log, stream, this.#position(stream))) this.absorb(stream, entries)
      }
    }
  }

  /** Folds in entries that are in the log; those that are folded in already change nothing. */
  absorb(stream: StreamName, entries: readonly Entry[]): void {
    for (const entry of entries) {
      const seen = this.#position(stream)
      if (entry.position <= seen) continue
      assert.equal(entry.position, seen + 1, `${stream} has a gap`)
      const recorded = decodeFact(stream, entry)
      if (recorded?.event.type === "sectionAdded") {
        this.#homes.set(recorded.event.sectionId, recorded.event.publicationId)
      }
      const id = this.#publicationOf(stream)
      assert(id !== null, `${stream} begins with an event that belongs to no publication`)
      const folded = this.#publications.get(id) ?? { state: emptyPublication(id), positions: new Map() }
      if (recorded) {
        folded.state = apply(folded.state, recorded)
        this.moves.take(recorded)
      }
      folded.positions.set(stream, entry.position)
      this.#publications.set(id, folded)
    }
  }

  #position(stream: StreamName): Position {
    const id = this.#publicationOf(stream)
    return id === null ? 0 : (this.#publications.get(id)?.positions.get(stream) ?? 0)
  }

  #publicationOf(stream: StreamName): PublicationId | null {
    const parsed = parseStream(stream)
    if (parsed === null) return null
    if ("publicationId" in parsed) return parsed.publicationId
    return parsed.kind === "section" ? (this.#homes.get(parsed.sectionId) ?? null) : null
  }
}

/** In this order, so that a publication exists before its parts. */
const FACT_PREFIXES = ["publication:", "shared:", "delegation:", "section:"]
