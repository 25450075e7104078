import type { Reader } from "@codraft/document/reader"
import { partStates, type SectionHeadings } from "@codraft/document/shape"
import {
  flatOutline,
  outline,
  type Publication,
  type PublicationId,
  type Section,
  type SectionId,
  streams,
} from "@codraft/publication"
import type { Log } from "@codraft/storage"
import type { Hub } from "@codraft/sync/server"
import { AnswersByPosition } from "./answers-by-position.ts"
import type { Publications } from "./publications.ts"
import type { Session } from "../sessions.ts"

interface LengthsDeps {
  log: Pick<Log, "heads">
  reader: Pick<Reader, "headings">
  hub: Pick<Hub, "parts">
  publications: Publications
}

export interface SectionLength {
  words: number
  /** Only of a section with a shape. */
  parts?: { written: number; of: number; requiredMissing: number; headingsAmiss: number }
}

/**
 * How long each text is, and how much of its shape is written. One text is read at a time.
 */
export class PublicationLengths {
  readonly #deps: LengthsDeps
  readonly #headings: AnswersByPosition<SectionHeadings>

  constructor(deps: LengthsDeps) {
    this.#deps = deps
    this.#headings = new AnswersByPosition(deps.hub, (request) => deps.reader.headings(request))
  }

  /** Of every section that the caller may read; null for a publication that is not theirs. */
  async of(session: Session, id: PublicationId): Promise<Record<SectionId, SectionLength> | null> {
    const publication = this.#deps.publications.view(session, id)?.publication
    return publication ? this.#lengths(publication) : null
  }

  async #lengths(publication: Publication): Promise<Record<SectionId, SectionLength>> {
    const sections = flatOutline(outline(publication)).map(({ section }) => section)
    const heads = await this.#deps.log.heads(sections.map(({ id }) => streams.text(id)))
    const lengths: Record<SectionId, SectionLength> = {}
    for (const section of sections) {
      const head = heads.get(streams.text(section.id)) ?? 0
      if (head > 0) lengths[section.id] = lengthOf(section, await this.#headings.of(section, head))
    }
    return lengths
  }
}

function lengthOf({ shape }: Section, { words, headings }: SectionHeadings): SectionLength {
  if (shape === undefined) return { words }
  const states = partStates(shape.parts, headings)
  const count = (isCounted: (state: (typeof states)[number]) => boolean) => states.filter(isCounted).length
  return {
    words,
    parts: {
      written: count(({ isWritten }) => isWritten),
      of: states.length,
      requiredMissing: count(({ part, isWritten }) => part.isRequired && !isWritten),
      headingsAmiss: count(({ part, heading }) => part.isLocked && heading !== "there"),
    },
  }
}
