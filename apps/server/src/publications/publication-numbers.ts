import { countsAfter, noCounts, type NumberCounts } from "@codraft/document/canonical"
import type { Reader } from "@codraft/document/reader"
import {
  flatOutline,
  numberingOf,
  outline,
  type Publication,
  type PublicationId,
  type SectionId,
  streams,
} from "@codraft/publication"
import type { Log, Position } from "@codraft/storage"
import type { Hub } from "@codraft/sync/server"
import type { Publications } from "./publications.ts"
import type { Session } from "../sessions.ts"

interface NumbersDeps {
  log: Pick<Log, "heads">
  reader: Pick<Reader, "numberCounts">
  hub: Pick<Hub, "parts">
  publications: Publications
}

interface Counted {
  position: Position
  counts: Promise<NumberCounts>
}

/**
 * Where the numbers of each section begin. They run through the whole publication in the order of its outline, also through
 * sections that the caller may not read, so that they are the same on every screen: that those hold so many paragraphs, tables
 * and figures is not kept from anybody.
 *
 * What a text counts is kept by its position in the log: only what was written in since is read again.
 */
export class PublicationNumbers {
  readonly #deps: NumbersDeps
  readonly #counted = new Map<SectionId, Counted>()

  constructor(deps: NumbersDeps) {
    this.#deps = deps
  }

  /** The starts of every section that the caller may read; null for a publication that is not theirs. */
  async of(session: Session, id: PublicationId): Promise<Record<SectionId, NumberCounts> | null> {
    const { publications } = this.#deps
    const publication = publications.whole(session, id)
    if (publication === null) return null
    const starts = await this.starts(publication)
    return Object.fromEntries([...starts].filter(([sectionId]) => publications.readable(session, sectionId)))
  }

  /** The starts of every section of a publication, as its texts are in the log now. */
  async starts(publication: Publication): Promise<Map<SectionId, NumberCounts>> {
    const sections = flatOutline(outline(publication)).map(({ section }) => section)
    const heads = await this.#deps.log.heads(sections.map(({ id }) => streams.text(id)))
    const starts = new Map<SectionId, NumberCounts>()
    let counts = noCounts
    for (const section of sections) {
      starts.set(section.id, counts)
      const setting = numberingOf(section)
      const isCounted = Object.values(setting).some((isOn) => isOn)
      const head = heads.get(streams.text(section.id)) ?? 0
      // One text at a time: the reader has more to do than this.
      if (isCounted && head > 0) counts = countsAfter(counts, await this.#counts(section.id, head, section), setting)
    }
    return starts
  }

  #counts(id: SectionId, head: Position, section: { language: string; dir: "ltr" | "rtl" }): Promise<NumberCounts> {
    const known = this.#counted.get(id)
    if (known && known.position >= head) return known.counts
    const counts = this.#count(id, section)
    const counted = { position: head, counts }
    this.#counted.delete(id)
    this.#counted.set(id, counted)
    const [oldest] = this.#counted.keys()
    if (this.#counted.size > COUNTED_MAX && oldest !== undefined) this.#counted.delete(oldest)
    counts.catch(() => {
      if (this.#counted.get(id) === counted) this.#counted.delete(id)
    })
    return counts
  }

  async #count(id: SectionId, { language, dir }: { language: string; dir: "ltr" | "rtl" }): Promise<NumberCounts> {
    const { position, parts } = await this.#deps.hub.parts(id)
    return this.#deps.reader.numberCounts({ key: id, position, parts: async () => [...parts], language, dir })
  }
}

/** A few numbers each; ten publications of the largest size. */
const COUNTED_MAX = 5000
