import { createHash } from "node:crypto"
import type { GoalName, Language, Reader } from "@codraft/document/reader"
import {
  flatOutline,
  numberingOf,
  outline,
  type Publication,
  type PublicationId,
  type Section,
  type SectionId,
  streams,
  whereNow,
} from "@codraft/publication"
import type { Log, Position } from "@codraft/storage"
import type { Hub } from "@codraft/sync/server"
import type { PublicationGoals } from "../publications/publication-goals.ts"
import type { PublicationNumbers } from "../publications/publication-numbers.ts"
import type { Publications } from "../publications/publications.ts"
import type { Session } from "../sessions.ts"

export type TextFormat = "json" | "html" | "text"

/** A text in one format; the tag changes with it. Without `body` the caller has it already. */
export interface ReadText {
  readonly tag: string
  readonly body: Uint8Array<ArrayBuffer> | null
}

interface SectionReaderDeps {
  log: Pick<Log, "heads">
  reader: Pick<Reader, TextFormat | "referred">
  hub: Pick<Hub, "parts">
  publications: Publications
  numbers: Pick<PublicationNumbers, "starts">
  goals: Pick<PublicationGoals, "of">
  /** A build may print the same text otherwise. */
  build: string | null
}

interface Found {
  publication: Publication
  section: Section
}

interface Referred {
  position: Position
  names: Promise<readonly GoalName[]>
}

/** A few names each; ten publications of the largest size. */
const REFERRED_MAX = 5000

/** Answers questions about content, in the reader's thread: this one holds no document. */
export class SectionReader {
  readonly #deps: SectionReaderDeps
  readonly #referred = new Map<SectionId, Referred>()

  constructor(deps: SectionReaderDeps) {
    this.#deps = deps
  }

  /** The content now, unless the tag is the one that the caller knows; null for a section that they may not read. */
  async read(
    session: Session,
    sectionId: SectionId,
    format: TextFormat,
    known: string | null = null,
  ): Promise<ReadText | null> {
    const { hub, reader, publications } = this.#deps
    const found = publications.readable(session, sectionId)
    if (!found) return null
    const { position, parts } = await hub.parts(sectionId)
    const asked = await this.#asked(session, found, format, position)
    const tag = this.#tag(position, format, asked)
    if (tag === known) return { tag, body: null }
    return { tag, body: await reader[format]({ key: sectionId, position, parts: async () => [...parts], ...asked }) }
  }

  /** The tags that `read` would answer as HTML, for every section that the caller may read; null for a publication that is not theirs. */
  async tags(session: Session, id: PublicationId): Promise<{ sectionId: SectionId; tag: string }[] | null> {
    const { publications, log } = this.#deps
    const publication = publications.whole(session, id)
    if (publication === null) return null
    const sections = flatOutline(outline(publication)).flatMap(
      ({ section }) => publications.readable(session, section.id) ?? [],
    )
    const heads = await log.heads(sections.map(({ section }) => streams.text(section.id)))
    const tags: { sectionId: SectionId; tag: string }[] = []
    for (const found of sections) {
      const sectionId = found.section.id
      const position = heads.get(streams.text(sectionId)) ?? 0
      // One text at a time: the reader has more to do than this.
      const asked = await this.#asked(session, found, "html", position)
      tags.push({ sectionId, tag: this.#tag(position, "html", asked) })
    }
    return tags
  }

  /** What is around the text of a section now, for one who reads it: its numbers, and where it and `also` refer to. */
  async around(session: Session, sectionId: SectionId, also: readonly GoalName[] = []): Promise<Language | null> {
    const found = this.#deps.publications.readable(session, sectionId)
    if (!found) return null
    const stream = streams.text(sectionId)
    const position = (await this.#deps.log.heads([stream])).get(stream) ?? 0
    return this.#asked(session, found, "text", position, also)
  }

  /** All that the answer depends on besides the words: of numbers and references there is nothing in the content itself. */
  async #asked(
    session: Session,
    { publication, section }: Found,
    format: TextFormat,
    position: Position,
    also: readonly GoalName[] = [],
  ) {
    const { id, language, dir } = section
    if (format === "json") return { language, dir }
    const setting = numberingOf(section)
    const isCounted = Object.values(setting).some((isOn) => isOn)
    const starts = isCounted ? (await this.#deps.numbers.starts(publication)).get(id) : undefined
    const referred = [...(await this.#names(section, position)), ...also]
    const elsewhere = referred.filter(
      (name) => name.section !== id || name.block === undefined || hasMoved(publication, name),
    )
    return {
      language,
      dir,
      numbering: starts && { setting, starts },
      references: { section: id as string, goals: await this.#deps.goals.of(session, elsewhere) },
      page: format === "html" ? pageOf(publication.id, id) : undefined,
    }
  }

  #names(section: Section, position: Position): Promise<readonly GoalName[]> {
    const known = this.#referred.get(section.id)
    if (known && known.position >= position) return known.names
    const names = this.#askNames(section)
    const referred = { position, names }
    this.#referred.delete(section.id)
    this.#referred.set(section.id, referred)
    const [oldest] = this.#referred.keys()
    if (this.#referred.size > REFERRED_MAX && oldest !== undefined) this.#referred.delete(oldest)
    names.catch(() => {
      if (this.#referred.get(section.id) === referred) this.#referred.delete(section.id)
    })
    return names
  }

  async #askNames({ id, language, dir }: Section): Promise<readonly GoalName[]> {
    const { position, parts } = await this.#deps.hub.parts(id)
    return this.#deps.reader.referred({ key: id, position, parts: async () => [...parts], language, dir })
  }

  #tag(position: Position, format: TextFormat, asked: object): string {
    const what = JSON.stringify([this.#deps.build, position, format, asked])
    return createHash("sha256").update(what).digest("hex").slice(0, 32)
  }
}

function pageOf(publicationId: PublicationId, id: SectionId): Language["page"] {
  return { idPrefix: `${id}-`, imagesAt: `/api/sections/${id}/images`, sectionsAt: `/p/${publicationId}/s` }
}

function hasMoved(publication: Publication, name: GoalName): boolean {
  return whereNow(publication, name)?.section !== name.section
}
