import type { Reader } from "@codraft/document/reader"
import { numberingOf, type SectionId } from "@codraft/publication"
import type { Hub } from "@codraft/sync/server"
import type { PublicationGoals } from "./publication-goals.ts"
import type { PublicationNumbers } from "./publication-numbers.ts"
import type { PublicationService } from "./publications.ts"
import type { Session } from "./sessions.ts"

export type TextFormat = "json" | "html" | "text"

/** Answers questions about content, in the reader's thread: this one holds no document. */
export class SectionReader {
  readonly #reader: Reader
  readonly #hub: Hub
  readonly #publications: PublicationService

  readonly #numbers: PublicationNumbers
  readonly #goals: PublicationGoals

  constructor(deps: {
    reader: Reader
    hub: Hub
    publications: PublicationService
    numbers: PublicationNumbers
    goals: PublicationGoals
  }) {
    this.#numbers = deps.numbers
    this.#goals = deps.goals
    this.#reader = deps.reader
    this.#hub = deps.hub
    this.#publications = deps.publications
  }

  /** The content now; null for a section that the caller may not read. */
  async read(session: Session, sectionId: SectionId, format: TextFormat): Promise<string | null> {
    const found = this.#publications.readable(session, sectionId)
    if (!found) return null
    const { language, dir } = found.section
    const { position, parts } = await this.#hub.parts(sectionId)
    const request = { key: sectionId, position, parts: async () => [...parts], language, dir }
    // Numbers are no content: they are shown to people, and left out of what is hashed.
    if (format === "json") return JSON.stringify(await this.#reader.content(request))
    const starts = (await this.#numbers.starts(found.publication)).get(sectionId)
    const setting = numberingOf(found.section)
    const referred = await this.#reader.referred(request)
    const elsewhere = referred.filter(({ section, block }) => section !== sectionId || block === undefined)
    const goals = await this.#goals.of(session, elsewhere)
    const references = { section: sectionId, goals }
    const numbered = { ...request, references, ...(starts ? { numbering: { setting, starts } } : {}) }
    return format === "html" ? this.#reader.html(numbered) : this.#reader.text(numbered)
  }
}
