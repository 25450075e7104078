import type { ChangedLine, Reader } from "@codraft/document/reader"
import { type PublicationId, type SectionId, streams } from "@codraft/publication"
import type { Log, Position } from "@codraft/storage"
import type { Clock } from "@codraft/sync/server"
import type { PastTexts } from "./past-texts.ts"
import type { Publications } from "../publications/publications.ts"
import type { ReadPositions } from "./read-positions.ts"
import type { SectionAuthors } from "./section-authors.ts"
import type { SectionHistory } from "./section-history.ts"
import type { Session } from "../sessions.ts"

/** What is new in a section to one reader. */
export interface SectionNews {
  /** null: they have not been there yet. */
  from: Position | null
  to: Position
  /** How many paragraphs others changed; null while that is being counted. */
  changed: number | null
}

interface Changes {
  readonly count: number
  /** JSON of ChangedLine[]. */
  readonly lines: string
}

interface Counted {
  readonly to: Position
  readonly at: number
  readonly changes: Promise<Changes>
  hasFailed: boolean
}

export interface ChangesDeps {
  readonly log: Log
  readonly clock: Clock
  readonly reader: Pick<Reader, "changes">
  readonly publications: Pick<Publications, "readable" | "view">
  readonly history: Pick<SectionHistory, "readable">
  readonly authors: Pick<SectionAuthors, "foldedKey">
  readonly past: PastTexts
  readonly reads: ReadPositions
  /** A text could not be compared. */
  failed(sectionId: SectionId, error: unknown): void
}

/**
 * What others changed in each section since this person was last there, never from before its audience let them in. The texts
 * are compared in their own thread, and what was counted is kept.
 */
export class SectionChanges {
  readonly #deps: ChangesDeps
  /** In order of use, the last used last. */
  readonly #counted = new Map<string, Counted>()

  constructor(deps: ChangesDeps) {
    this.#deps = deps
  }

  /** For each section that the caller may read; null for a publication that they may not. */
  async ofPublication(session: Session, id: PublicationId): Promise<Record<SectionId, SectionNews> | null> {
    const view = this.#deps.publications.view(session, id)
    if (view === null) return null
    const sections = Object.keys(view.publication.sections) as SectionId[]
    const heads = await this.#deps.log.heads(sections.map((sectionId) => streams.text(sectionId)))
    const reads = await this.#deps.reads.of(session.personId)
    const until = this.#deps.clock.now() + PATIENCE_MS
    const news: Record<SectionId, SectionNews> = {}
    for (const sectionId of sections) {
      const to = heads.get(streams.text(sectionId)) ?? 0
      const from = reads.get(sectionId) ?? null
      if (from === null || from >= to) {
        news[sectionId] = { from, to, changed: from === null ? null : 0 }
        continue
      }
      // What is not counted in time is told when it is asked for again, and begun only then: one text at a time for each asker.
      const leftMs = until - this.#deps.clock.now()
      const counting =
        leftMs > 0
          ? this.#changes(session, sectionId, from, to, CALM_MS)
          : this.#counted.get(keyOf(session, sectionId, from))?.changes
      // A text that cannot be compared has no number; it is tried again, and nobody else's suffers.
      const changes =
        counting === undefined
          ? null
          : await this.#withinTime(
              counting.catch(() => null),
              leftMs,
            )
      news[sectionId] = { from, to, changed: changes?.count ?? null }
    }
    return news
  }

  /** Since the last visit; null for a section that the caller may not read. */
  async ofSection(session: Session, sectionId: SectionId) {
    if (!this.#deps.publications.readable(session, sectionId)) return null
    const to = await this.#head(sectionId)
    const from = (await this.#deps.reads.of(session.personId)).get(sectionId)
    if (from === undefined || from >= to) return { from: from ?? null, to, count: 0, lines: [] }
    const { count, lines } = await this.#changes(session, sectionId, from, to, 0)
    return { from, to, count, lines: JSON.parse(lines) as ChangedLine[] }
  }

  /** The caller has seen the text as it is now, or as it was at a position; null for a section that they may not read. */
  async markRead(session: Session, sectionId: SectionId, position?: Position): Promise<Position | null> {
    const found = this.#deps.publications.readable(session, sectionId)
    if (!found) return null
    const head = await this.#head(sectionId)
    const place = { publicationId: found.publication.id, sectionId }
    return this.#deps.reads.mark(session.personId, place, Math.min(position ?? head, head))
  }

  async #head(sectionId: SectionId): Promise<Position> {
    const stream = streams.text(sectionId)
    return (await this.#deps.log.heads([stream])).get(stream) ?? 0
  }

  /** Counted anew when the text went on, but not more often than every `calmMs`. */
  #changes(session: Session, sectionId: SectionId, from: Position, to: Position, calmMs: number): Promise<Changes> {
    const key = keyOf(session, sectionId, from)
    const known = this.#counted.get(key)
    const now = this.#deps.clock.now()
    const isCalm = known !== undefined && now - known.at < calmMs
    const isFresh = isCalm || (known !== undefined && known.to >= to && !known.hasFailed)
    const counted: Counted = isFresh
      ? known
      : { to, at: now, changes: this.#compare(session, sectionId, from, to), hasFailed: false }
    if (!isFresh) {
      counted.changes.catch((error: unknown) => {
        counted.hasFailed = true
        this.#deps.failed(sectionId, error)
      })
    }
    this.#counted.delete(key)
    this.#counted.set(key, counted)
    const oldest = this.#counted.keys().next().value
    if (this.#counted.size > COUNTED_MAX && oldest !== undefined) this.#counted.delete(oldest)
    return counted.changes
  }

  async #compare(session: Session, sectionId: SectionId, from: Position, to: Position): Promise<Changes> {
    const { publications, history, past, reader, authors } = this.#deps
    const [known, found] = [await history.readable(session, sectionId), publications.readable(session, sectionId)]
    if (!known || !found) return NOTHING
    const start = Math.max(from, known.earliest)
    const writers = await this.#writers(session, sectionId, start, to)
    if (!writers.hasOthers) return NOTHING
    const { language, dir } = found.section
    const [before, after] = [await past.parts(sectionId, start), await past.parts(sectionId, to)]
    if (!writers.hasOwn) return reader.changes(before, after, { language, dir })
    const { personId: person } = session
    const key = await authors.foldedKey(sectionId)
    return reader.changes(before, after, { language, dir }, { key, person, since: writers.since })
  }

  /** null if it is not there in time; it goes on, and is kept. */
  async #withinTime<T>(promise: Promise<T>, delayMs: number): Promise<T | null> {
    let cancel = () => {}
    const late = new Promise<null>((resolve) => {
      cancel = this.#deps.clock.setTimer(() => resolve(null), Math.max(0, delayMs))
    })
    try {
      return await Promise.race([promise, late])
    } finally {
      cancel()
    }
  }

  async #writers(session: Session, sectionId: SectionId, from: Position, to: Position) {
    const found = { hasOwn: false, hasOthers: false, since: 0 }
    for (let at = from; at < to && !(found.hasOwn && found.hasOthers); ) {
      const page = await this.#deps.log.read(streams.text(sectionId), at, { entries: PAGE_ENTRIES, bytes: PAGE_BYTES })
      const last = page.at(-1)
      if (!last) break
      for (const { author, position, at: time } of page) {
        if (position > to) break
        found.since ||= time
        if (author === session.personId) found.hasOwn = true
        else if (author !== "system") found.hasOthers = true
      }
      at = last.position
    }
    return found
  }
}

function keyOf({ personId }: Session, sectionId: SectionId, from: Position): string {
  return `${sectionId} ${from} ${personId}`
}

const NOTHING: Changes = { count: 0, lines: "[]" }
/** For all sections of a publication together. */
const PATIENCE_MS = 1_500
const CALM_MS = 20_000
const COUNTED_MAX = 2_000
const PAGE_ENTRIES = 1_000
const PAGE_BYTES = 256 * 1024
