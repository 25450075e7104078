import { type FoundInText, joinAbbreviations, type PublicationAbbreviation } from "@codraft/document/abbreviations"
import type { Reader } from "@codraft/document/reader"
import { flatOutline, outline, type PublicationId, streams } from "@codraft/publication"
import type { Log } from "@codraft/storage"
import type { Hub } from "@codraft/sync/server"
import { AnswersByPosition } from "./answers-by-position.ts"
import type { Publications } from "./publications.ts"
import type { Session } from "../sessions.ts"

interface AbbreviationsDeps {
  log: Pick<Log, "heads">
  reader: Pick<Reader, "abbreviations">
  hub: Pick<Hub, "parts">
  publications: Publications
}

/** The abbreviations of all texts of a publication that somebody may read, as one list. One text is read at a time. */
export class PublicationAbbreviations {
  readonly #deps: AbbreviationsDeps
  readonly #found: AnswersByPosition<FoundInText>

  constructor(deps: AbbreviationsDeps) {
    this.#deps = deps
    this.#found = new AnswersByPosition(deps.hub, (request) => deps.reader.abbreviations(request))
  }

  /** In reading order; null for a publication that is not the caller's. */
  async of(session: Session, id: PublicationId): Promise<PublicationAbbreviation[] | null> {
    const publication = this.#deps.publications.view(session, id)?.publication
    if (!publication) return null
    const sections = flatOutline(outline(publication)).map(({ section }) => section)
    const heads = await this.#deps.log.heads(sections.map(({ id }) => streams.text(id)))
    const all = []
    for (const section of sections) {
      const head = heads.get(streams.text(section.id)) ?? 0
      if (head === 0) continue
      const found = await this.#found.of(section, head)
      all.push({ sectionId: section.id, language: section.language, found })
    }
    return joinAbbreviations(all)
  }
}
