import type { Reader } from "@codraft/document/reader"
import {
  flatOutline,
  outline,
  type OutlineNode,
  type PersonId,
  type Publication,
  type PublicationId,
  type SectionId,
  streams,
  type Thread,
  type Threads,
} from "@codraft/publication"
import {
  type Cell,
  type Coverage,
  coverage,
  type CoverageSources,
  placesOf,
  type TargetLink,
  type TargetsInText,
} from "@codraft/publication/coverage"
import type { Log, Position } from "@codraft/storage"
import type { Hub } from "@codraft/sync/server"
import { AnswersByPosition } from "../publications/answers-by-position.ts"
import type { Publications } from "../publications/publications.ts"
import type { PublicationReview } from "../review/publication-review.ts"
import type { Session } from "../sessions.ts"

interface CoverageDeps {
  log: Pick<Log, "heads">
  reader: Pick<Reader, "targets">
  hub: Pick<Hub, "parts">
  publications: Pick<Publications, "review">
  review: Pick<PublicationReview, "readable">
}

/** What one person reads of the facts: while these are the same objects, so is that. */
interface Read {
  readonly publication: Publication
  readonly all: Threads
  readonly shown: Publication
  readonly nodes: OutlineNode[]
  readonly threads: Thread[]
}

/** A map that was counted, and how far the texts were then. */
interface Counted {
  readonly read: Read
  readonly heads: string
  readonly map: Coverage
}

type Heads = ReadonlyMap<string, Position>

/** Of each person and publication what was read and counted last; a hundred kilobytes or two each. */
const keptMax = 100

/** Which targets the publication covers, counted for each person from what that person may read. */
export class PublicationCoverage {
  readonly #deps: CoverageDeps
  readonly #texts: AnswersByPosition<TargetsInText>
  readonly #reads = new LastUsed<Read>()
  readonly #counted = new LastUsed<Counted>()

  constructor(deps: CoverageDeps) {
    this.#deps = deps
    this.#texts = new AnswersByPosition(deps.hub, (request) => deps.reader.targets(request))
  }

  /** With the publication as the caller sees it; null for one that is not theirs. */
  async of(session: Session, id: PublicationId): Promise<{ map: Coverage; shown: Publication } | null> {
    const read = this.#read(session, id)
    if (read === null) return null
    const now = await this.#heads(read)
    const key = keyOf(session.personId, id)
    const heads = [...now].map(([stream, head]) => `${stream} ${head}`).join()
    const known = this.#counted.get(key)
    if (known?.read === read && known.heads === heads) return { map: known.map, shown: read.shown }
    const map = coverage(id, await this.#sources(read, now))
    this.#counted.set(key, { read, heads, map })
    return { map, shown: read.shown }
  }

  /** What one cell counts; null for a publication that is not the caller's. */
  async places(
    session: Session,
    id: PublicationId,
    cell: Cell,
  ): Promise<{ places: TargetLink[]; total: number } | null> {
    const read = this.#read(session, id)
    return read && placesOf(id, await this.#sources(read, await this.#heads(read)), cell)
  }

  #read(session: Session, id: PublicationId): Read | null {
    const whole = this.#deps.publications.review(session, id)
    if (whole === null) return null
    const { publication, threads: all } = whole
    const key = keyOf(session.personId, id)
    const known = this.#reads.get(key)
    if (known?.publication === publication && known.all === all) return known
    const readable = this.#deps.review.readable(session, id)
    if (readable === null) return null
    const { shown, threads } = readable
    const read = { publication, all, shown, nodes: flatOutline(outline(shown)), threads }
    this.#reads.set(key, read)
    return read
  }

  #heads({ nodes }: Read): Promise<Heads> {
    return this.#deps.log.heads(nodes.map(({ section }) => streams.text(section.id)))
  }

  /** One text is read at a time, and only what was written in since. */
  async #sources({ nodes, threads }: Read, heads: Heads): Promise<CoverageSources> {
    const texts = new Map<SectionId, TargetsInText>()
    for (const { section } of nodes) {
      const head = heads.get(streams.text(section.id)) ?? 0
      if (head > 0) texts.set(section.id, await this.#texts.of(section, head))
    }
    return { nodes, texts, threads }
  }
}

/** The last used of what can be found out again. */
class LastUsed<T> {
  /** In order of use. */
  readonly #kept = new Map<string, T>()

  get(key: string): T | undefined {
    const value = this.#kept.get(key)
    if (value !== undefined) this.set(key, value)
    return value
  }

  set(key: string, value: T): void {
    this.#kept.delete(key)
    this.#kept.set(key, value)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > keptMax && oldest !== undefined) this.#kept.delete(oldest)
  }
}

function keyOf(personId: PersonId, id: PublicationId): string {
  return `${personId} ${id}`
}
