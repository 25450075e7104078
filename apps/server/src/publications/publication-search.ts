import type { Reader, TextHits, TextSearch } from "@codraft/document/reader"
import { foldedLine, isOfLanguage, Search, type Span } from "@codraft/document/search"
import {
  flatOutline,
  outline,
  type Publication,
  type PublicationId,
  type Section,
  type SectionId,
  streams,
} from "@codraft/publication"
import type { Log, Position } from "@codraft/storage"
import type { Hub } from "@codraft/sync/server"
import type { Publications } from "./publications.ts"
import type { Session } from "../sessions.ts"

interface SearchDeps {
  log: Pick<Log, "heads">
  reader: Pick<Reader, "search">
  hub: Pick<Hub, "parts">
  publications: Publications
}

export type Asked = Omit<TextSearch, "hitsMax">

export interface FoundTitle {
  text: string
  language: string
  spans: readonly Span[]
}

export interface SectionHits extends TextHits {
  sectionId: SectionId
  /** Where it is in the title, if it is. */
  title: FoundTitle | null
}

export interface PublicationHits {
  /** Lines in all the texts. */
  lines: number
  /** Those in which it was found, in the order of the outline. */
  sections: SectionHits[]
}

/** Lines that an answer shows, of one section and of all. The rest is counted. */
export const searchBounds = { sectionHitsMax: 20, hitsMax: 300 }

/** Questions that wait in the reader's thread at a time, so that others have their turn between them. */
const ASKED_AT_ONCE = 4

/** Looks through the titles and texts of a publication that the caller may read, and no others; they are not counted either. */
export class PublicationSearch {
  readonly #deps: SearchDeps

  constructor(deps: SearchDeps) {
    this.#deps = deps
  }

  /** Null for a publication that is not the caller's. Stops early once the signal says that nobody waits any more. */
  async search(
    session: Session,
    id: PublicationId,
    asked: Asked,
    signal?: AbortSignal,
  ): Promise<PublicationHits | null> {
    const { publications } = this.#deps
    const publication = publications.view(session, id)?.publication
    if (publication === undefined) return null
    const sections = flatOutline(outline(publication))
      .map(({ section }) => section)
      .filter(({ id: sectionId }) => publications.readable(session, sectionId))
    const texts = await this.#searchTexts(sections, asked, signal)
    const search = new Search(asked.query, asked)
    const found = sections.flatMap((section): SectionHits[] => {
      // Rights may have changed since the search began.
      if (!publications.readable(session, section.id)) return []
      const title = titleIn(publication, section, search, asked.language)
      const hits = texts.get(section.id) ?? nothing
      return title === null && hits.lines === 0 ? [] : [{ sectionId: section.id, title, ...hits }]
    })
    return { lines: found.reduce((sum, { lines }) => sum + lines, 0), sections: bounded(found) }
  }

  async #searchTexts(
    sections: readonly Section[],
    asked: Asked,
    signal: AbortSignal | undefined,
  ): Promise<Map<SectionId, TextHits>> {
    const heads = await this.#deps.log.heads(sections.map(({ id }) => streams.text(id)))
    const found = new Map<SectionId, TextHits>()
    const waiting = [...sections]
    const takeTurns = async () => {
      for (let section = waiting.shift(); section !== undefined; section = waiting.shift()) {
        if (signal?.aborted) return
        const position = heads.get(streams.text(section.id)) ?? 0
        if (position > 0) found.set(section.id, await this.#searchText(section, position, asked))
      }
    }
    await Promise.all(Array.from({ length: ASKED_AT_ONCE }, takeTurns))
    return found
  }

  #searchText({ id, language, dir }: Section, position: Position, asked: Asked): Promise<TextHits> {
    return this.#deps.reader.search({
      key: id,
      position,
      language,
      dir,
      search: { ...asked, hitsMax: searchBounds.sectionHitsMax },
      parts: async () => [...(await this.#deps.hub.parts(id)).parts],
    })
  }
}

const nothing: TextHits = { lines: 0, hits: [] }

/** The title in the publication's language, or else in the first other language in which it holds what is looked for. */
function titleIn(
  publication: Publication,
  section: Section,
  search: Search,
  wanted: string | undefined,
): FoundTitle | null {
  const titles: [language: string, text: string][] = [
    [publication.originalLanguage, section.title],
    ...Object.entries(section.titleI18n),
  ]
  for (const [language, text] of titles) {
    if (wanted !== undefined && !isOfLanguage(language, wanted)) continue
    const spans = search.spansIn(foldedLine(text))
    if (spans.length > 0) return { text, language, spans }
  }
  return null
}

function bounded(found: readonly SectionHits[]): SectionHits[] {
  let left = searchBounds.hitsMax
  return found.map((section) => {
    const hits = section.hits.slice(0, left)
    left -= hits.length
    return { ...section, hits }
  })
}
