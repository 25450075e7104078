import assert from "node:assert/strict"
import {
  apply,
  applyToThreads,
  emptyPublication,
  emptyThreads,
  parseStream,
  type Publication,
  type PublicationId,
  type Recorded,
  type SectionId,
  type StreamName,
  type ThreadId,
  type Threads,
} from "@codraft/publication"
import { type Entry, type Log, type Position, readAll } from "@codraft/storage"
import { decodeFact } from "./facts.ts"
import { Moves } from "./moves.ts"
import { CommentNews } from "../review/comment-news.ts"

interface Folded {
  state: Publication
  /** The comments, which the state does not hold. */
  threads: Threads
  news: CommentNews
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
  /** Of the threads with a stream of their own: its name does not tell. */
  readonly #threadHomes = new Map<ThreadId, PublicationId>()
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

  threads(id: PublicationId): Threads {
    return this.#publications.get(id)?.threads ?? emptyThreads(id)
  }

  news(id: PublicationId): CommentNews {
    return this.#publications.get(id)?.news ?? new CommentNews()
  }

  /** The publication that a section belongs to. */
  home(sectionId: SectionId): Publication | null {
    const id = this.#homes.get(sectionId)
    return id === undefined ? null : this.publication(id)
  }

  /** The publication that a stream is of; null for a person's, and where there is none. */
  publicationOf(stream: StreamName): PublicationId | null {
    const parsed = parseStream(stream)
    if (parsed === null) return null
    if ("publicationId" in parsed) return parsed.publicationId
    switch (parsed.kind) {
      case "text":
      case "section":
        return this.#homes.get(parsed.sectionId) ?? null
      case "review":
        return this.#publications.has(parsed.id as PublicationId)
          ? (parsed.id as PublicationId)
          : (this.#homes.get(parsed.id as SectionId) ?? null)
      case "thread":
        return this.#threadHomes.get(parsed.threadId) ?? null
      case "person":
        return null
      default:
        return parsed satisfies never
    }
  }

  /** Where each fact stream of a publication stands. */
  positions(id: PublicationId): ReadonlyMap<StreamName, Position> {
    return this.#publications.get(id)?.positions ?? new Map()
  }

  /** Reads what was written since, by whomever. */
  async catchUp(): Promise<void> {
    for (const prefix of FACT_PREFIXES) {
      const names = await this.#log.streams(prefix)
      const heads = await this.#log.heads(names)
      for (const name of names) {
        const stream = name as StreamName
        if ((heads.get(name) ?? 0) <= this.#position(stream)) continue
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
      if (recorded) this.#findHome(recorded)
      const id = this.publicationOf(stream)
      assert(id !== null, `${stream} begins with an event that belongs to no publication`)
      const folded = this.#publications.get(id) ?? newlyFolded(id)
      if (recorded) {
        folded.state = apply(folded.state, recorded)
        folded.threads = applyToThreads(folded.threads, recorded)
        folded.news.take(recorded)
        this.moves.take(recorded)
      }
      folded.positions.set(stream, entry.position)
      this.#publications.set(id, folded)
    }
  }

  #findHome({ event }: Recorded): void {
    if (event.type === "sectionAdded") this.#homes.set(event.sectionId, event.publicationId)
    if (event.type !== "commentAdded" && event.type !== "threadCopied") return
    if (parseStream(event.place)?.kind === "thread") this.#threadHomes.set(event.threadId, event.publicationId)
  }

  #position(stream: StreamName): Position {
    const id = this.publicationOf(stream)
    return id === null ? 0 : (this.#publications.get(id)?.positions.get(stream) ?? 0)
  }
}

function newlyFolded(id: PublicationId): Folded {
  return { state: emptyPublication(id), threads: emptyThreads(id), news: new CommentNews(), positions: new Map() }
}

/** In this order, so that a publication exists before its parts. */
const FACT_PREFIXES = ["publication:", "shared:", "delegation:", "section:", "review:", "thread:", "links:"]
