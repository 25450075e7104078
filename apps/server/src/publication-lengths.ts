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
import type { Log, Position } from "@codraft/storage"
import type { Hub } from "@codraft/sync/server"
import type { PublicationService } from "./publications.ts"
import type { Session } from "./sessions.ts"

interface LengthsDeps {
  log: Pick<Log, "heads">
  reader: Pick<Reader, "headings">
  hub: Pick<Hub, "parts">
  publications: PublicationService
}

export interface SectionLength {
  words: number
  /** Only of a section with a shape. */
  parts?: { written: number; of: number; requiredMissing: number; headingsAmiss: number }
}

interface Known {
  position: Position
  language: string
  headings: Promise<SectionHeadings>
}

/** Texts of which the length is kept; those not asked after for longest are counted again. */
const knownMax = 500

/**
 * How long each text is, and how much of its shape is written. What a text holds is kept by its position in the log: only what
 * was written in since is read again, and one text at a time.
 */
export class PublicationLengths {
  readonly #deps: LengthsDeps
  readonly #known = new Map<SectionId, Known>()

  constructor(deps: LengthsDeps) {
    this.#deps = deps
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
      if (head > 0) lengths[section.id] = lengthOf(section, await this.#headings(section, head))
    }
    return lengths
  }

  #headings({ id, language, dir }: Section, head: Position): Promise<SectionHeadings> {
    const known = this.#known.get(id)
    this.#known.delete(id)
    if (known && known.position >= head && known.language === language) {
      this.#known.set(id, known)
      return known.headings
    }
    const headings = this.#deps.hub
      .parts(id)
      .then(({ position, parts }) =>
        this.#deps.reader.headings({ key: id, position, parts: async () => [...parts], language, dir }),
      )
    this.#known.set(id, { position: head, language, headings })
    // A failure is the asker's, and the next one asks anew.
    headings.catch(() => this.#known.delete(id))
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= knownMax) break
      this.#known.delete(oldest)
    }
    return headings
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
