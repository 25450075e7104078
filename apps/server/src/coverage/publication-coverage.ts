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
import { AnswersByPosition } from "../answers-by-position.ts"
import type { PublicationService } from "../publications.ts"
import type { PublicationReview } from "../review/publication-review.ts"
import type { Session } from "../sessions.ts"

interface CoverageDeps {
  log: Pick<Log, "heads">
  reader: Pick<Reader, "targets">
  hub: Pick<Hub, "parts">
  publications: Pick<PublicationService, "review">
  review: Pick<PublicationReview, "readable">
}

interface Read {
  shown: Publication
  nodes: OutlineNode[]
  threads: Thread[]
  heads: ReadonlyMap<string, Position>
}

/** A map that was counted, and all that it was counted from: while that is the same, so is the map. */
interface Counted {
  readonly publication: Publication
  readonly threads: Threads
  readonly heads: string
  readonly map: Coverage
}

/** Maps that are kept, one for each person and publication; a few ten kilobytes each. */
const countedMax = 200

/** Which targets the publication covers, counted for each person from what that person may read. */
export class PublicationCoverage {
  readonly #deps: CoverageDeps
  readonly #texts: AnswersByPosition<TargetsInText>
  /** In order of use, the last used last. */
  readonly #counted = new Map<string, Counted>()

  constructor(deps: CoverageDeps) {
    this.#deps = deps
    this.#texts = new AnswersByPosition(deps.hub, (request) => deps.reader.targets(request))
  }

  /** With the publication as the caller sees it; null for one that is not theirs. */
  async of(session: Session, id: PublicationId): Promise<{ map: Coverage; shown: Publication } | null> {
    const whole = this.#deps.publications.review(session, id)
    const read = await this.#read(session, id)
    if (whole === null || read === null) return null
    const { publication, threads } = whole
    const key = keyOf(session.personId, id)
    const heads = [...read.heads].map(([stream, head]) => `${stream} ${head}`).join()
    const known = this.#counted.get(key)
    this.#counted.delete(key)
    const isSame = known?.publication === publication && known.threads === threads && known.heads === heads
    const map = isSame ? known.map : coverage(id, await this.#sources(read))
    this.#counted.set(key, { publication, threads, heads, map })
    const [oldest] = this.#counted.keys()
    if (this.#counted.size > countedMax && oldest !== undefined) this.#counted.delete(oldest)
    return { map, shown: read.shown }
  }

  /** What one cell counts; null for a publication that is not the caller's. */
  async places(
    session: Session,
    id: PublicationId,
    cell: Cell,
  ): Promise<{ places: TargetLink[]; total: number } | null> {
    const read = await this.#read(session, id)
    return read && placesOf(id, await this.#sources(read), cell)
  }

  async #read(session: Session, id: PublicationId): Promise<Read | null> {
    const readable = this.#deps.review.readable(session, id)
    if (readable === null) return null
    const { shown, threads } = readable
    const nodes = flatOutline(outline(shown))
    const heads = await this.#deps.log.heads(nodes.map(({ section }) => streams.text(section.id)))
    return { shown, nodes, threads, heads }
  }

  /** One text is read at a time, and only what was written in since. */
  async #sources({ nodes, threads, heads }: Read): Promise<CoverageSources> {
    const texts = new Map<SectionId, TargetsInText>()
    for (const { section } of nodes) {
      const head = heads.get(streams.text(section.id)) ?? 0
      if (head > 0) texts.set(section.id, await this.#texts.of(section, head))
    }
    return { nodes, texts, threads }
  }
}

function keyOf(personId: PersonId, id: PublicationId): string {
  return `${personId} ${id}`
}
