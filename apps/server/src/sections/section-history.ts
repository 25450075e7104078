import type { Reader } from "@codraft/document/reader"
import {
  type Audience,
  canJoin,
  displayMember,
  type PersonId,
  type Publication,
  type Section,
  type SectionId,
  streams,
  visibleTo,
} from "@codraft/publication"
import { type Entry, type Log, type Position, readAll } from "@codraft/storage"
import type { SessionOfWork, TextWorker } from "@codraft/sync/server"
import { decodeFact } from "../facts/facts.ts"
import type { PastTexts } from "./past-texts.ts"
import type { Publications } from "../publications/publications.ts"
import type { SectionReader } from "./section-reader.ts"
import type { Session } from "../sessions.ts"

/** A stretch of one author's work, as one reader may know it. */
export interface ShownWork {
  /** null where the reader may know the organisation only, and for the server's own changes. */
  personId: PersonId | null
  name: string
  organization: string
  startedAt: number
  endedAt: number
  /** The moments right before and right after it; others may have written in between. */
  before: Position
  after: Position
  /** Entries of the log: every burst of typing is one. */
  changes: number
  /** Characters written; those that were deleted are not taken off. */
  characters: number
}

/** What one reader may see of the past of a section. A moment is a position of its log: the text after that entry. */
export interface ShownHistory {
  /** The latest sessions of work, newest first. */
  sessions: ShownWork[]
  earliest: Position
  /** The present. */
  latest: Position
}

/** A time from which on the section had this audience. */
interface Widening {
  at: number
  audience: Audience
}

/** The sessions of work up to a position, apart for each audience that the section had. */
interface Folded {
  position: Position
  byAudience: SessionOfWork[][]
  /** For each audience where the log stood when it began. */
  opened: Position[]
}

/** Since when somebody may know what was written, and what of the log that is. */
export interface Readable {
  since: number
  earliest: Position
  latest: Position
}

interface Visible extends ShownHistory, Readable {
  language: Pick<Section, "language" | "dir">
}

/**
 * Who wrote when, and what the text was at each moment, from the log of a section. What was read of it stays folded, for a
 * bounded number of sections. Nobody sees a moment from before the audience that let them in.
 */
export class SectionHistory {
  readonly #log: Log
  readonly #textWork: Pick<TextWorker, "sessions">
  readonly #publications: Pick<Publications, "readable">
  readonly #reader: Pick<Reader, "moment" | "compare">
  readonly #past: PastTexts
  readonly #texts: Pick<SectionReader, "around">
  /** In order of use, the last used last. */
  readonly #widened = new Map<SectionId, { position: Position; found: readonly Widening[] }>()
  readonly #folded = new Map<SectionId, Promise<Folded>>()

  constructor(deps: {
    log: Log
    textWork: Pick<TextWorker, "sessions">
    publications: Pick<Publications, "readable">
    reader: Pick<Reader, "moment" | "compare">
    texts: Pick<SectionReader, "around">
    past: PastTexts
  }) {
    this.#log = deps.log
    this.#textWork = deps.textWork
    this.#publications = deps.publications
    this.#reader = deps.reader
    this.#past = deps.past
    this.#texts = deps.texts
  }

  /** null for a section that the caller may not read. */
  async of(session: Session, sectionId: SectionId): Promise<ShownHistory | null> {
    const visible = await this.#visible(session, sectionId)
    if (!visible) return null
    const { sessions, earliest, latest } = visible
    return { sessions, earliest, latest }
  }

  /** From where on the caller may know of the past; null for a section that they may not read. */
  async readable(session: Session, sectionId: SectionId): Promise<Readable | null> {
    const visible = await this.#visible(session, sectionId)
    if (!visible) return null
    const { since, earliest, latest } = visible
    return { since, earliest, latest }
  }

  /** The content at a moment; null for one that the caller may not see, as for one that there is not. */
  async contentAt(
    session: Session,
    sectionId: SectionId,
    position: Position,
    format: "json" | "html",
  ): Promise<string | null> {
    const visible = await this.#visible(session, sectionId)
    if (!visible || !isAmong(visible, position)) return null
    return this.#reader.moment(await this.#past.parts(sectionId, position), visible.language, format)
  }

  /** What changed from one moment to another, whichever was first; null if either may not be seen. */
  async compare(session: Session, sectionId: SectionId, from: Position, to: Position): Promise<string | null> {
    const visible = await this.#visible(session, sectionId)
    if (!visible || !isAmong(visible, from) || !isAmong(visible, to)) return null
    const [before, after] = [await this.#past.parts(sectionId, from), await this.#past.parts(sectionId, to)]
    const around = await this.#texts.around(session, sectionId)
    if (!around) return null
    const { json, unknown } = await this.#reader.compare(before, after, around)
    if (unknown.length === 0) return json
    // Only a past text refers there.
    const more = await this.#texts.around(session, sectionId, unknown)
    return more && (await this.#reader.compare(before, after, more)).json
  }

  async #visible(session: Session, sectionId: SectionId): Promise<Visible | null> {
    const found = this.#publications.readable(session, sectionId)
    if (!found) return null
    const widenings = await this.#widenings(sectionId)
    const { byAudience, opened, position: latest } = await this.#work(sectionId, widenings)
    const { language, dir } = found.section
    const firstSeen = widenings.findIndex(({ audience }) => wasReadable(found, audience, session.personId))
    if (firstSeen < 0) {
      const since = Number.MAX_SAFE_INTEGER
      return { sessions: [], since, earliest: latest, latest, language: { language, dir } }
    }
    const since = firstSeen === 0 ? 0 : (widenings[firstSeen]?.at ?? 0)
    const earliest = opened[firstSeen] ?? 0
    const visible = visibleTo(found.publication, session.personId)
    const sessions = byAudience
      .slice(firstSeen)
      .flat()
      .filter((work) => !isMarking(work))
      .toSorted((a, b) => b.startedAt - a.startedAt)
      .slice(0, SESSIONS_MAX)
      .map((work) => shown(visible, work, earliest))
    return { sessions, since, earliest, latest, language: { language, dir } }
  }

  /** Goes on from what was read before: facts are only added. */
  async #widenings(sectionId: SectionId): Promise<readonly Widening[]> {
    const stream = streams.section(sectionId)
    let { position, found } = this.#widened.get(sectionId) ?? { position: 0, found: [] }
    for await (const entries of readAll(this.#log, stream, position)) {
      const added = entries.flatMap((entry): Widening[] => {
        const event = decodeFact(stream, entry)?.event
        const isSet = event?.type === "sectionAdded" || event?.type === "sectionAudienceSet"
        return isSet ? [{ at: entry.at, audience: event.audience }] : []
      })
      found = [...found, ...added]
      position = entries.at(-1)?.position ?? position
    }
    this.#widened.delete(sectionId)
    this.#widened.set(sectionId, { position, found })
    const oldest = this.#widened.keys().next().value
    if (this.#widened.size > FOLDED_MAX && oldest !== undefined) this.#widened.delete(oldest)
    return found
  }

  /** Goes on from what was folded before; questions about one section wait for each other. */
  #work(sectionId: SectionId, widenings: readonly Widening[]): Promise<Folded> {
    const before = this.#folded.get(sectionId) ?? Promise.resolve(NOTHING)
    const next = before.catch(() => NOTHING).then((folded) => this.#foldOn(sectionId, folded, widenings))
    this.#folded.delete(sectionId)
    this.#folded.set(sectionId, next)
    // The map keeps the order of use.
    const oldest = this.#folded.keys().next().value
    if (this.#folded.size > FOLDED_MAX && oldest !== undefined) this.#folded.delete(oldest)
    return next
  }

  /** The bytes are gone through in the thread of the texts: one entry may hold megabytes. */
  async #foldOn(sectionId: SectionId, from: Folded, widenings: readonly Widening[]): Promise<Folded> {
    const byAudience = [...from.byAudience]
    const opened = widenings.map((_, index) => (index === 0 ? 0 : (from.opened[index] ?? from.position)))
    let { position } = from
    for (;;) {
      const page = await this.#log.read(streams.text(sectionId), position, { entries: PAGE_ENTRIES, bytes: PAGE_BYTES })
      const last = page.at(-1)
      if (!last) return { position, byAudience, opened }
      for (const [index, entries] of splitByAudience(page, widenings)) {
        byAudience[index] = await this.#textWork.sessions(entries, byAudience[index] ?? [])
      }
      for (const [index, { at }] of widenings.entries()) {
        // What was written in the very millisecond of the opening is part of what was opened.
        const before = index === 0 ? undefined : page.findLast((entry) => entry.at <= at)
        if (before) opened[index] = before.position
      }
      position = last.position
    }
  }
}

function isAmong({ earliest, latest }: ShownHistory, position: Position): boolean {
  return position >= earliest && position <= latest
}

const NOTHING: Folded = { position: 0, byAudience: [], opened: [] }
const SESSIONS_MAX = 500
const FOLDED_MAX = 100
/** What travels to the other thread at once. */
const PAGE_ENTRIES = 1_000
const PAGE_BYTES = 256 * 1024

/** History from before an audience was widened stays with the audience of that time, so no session reaches across. */
function splitByAudience(page: readonly Entry[], widenings: readonly Widening[]): Map<number, Entry[]> {
  const split = new Map<number, Entry[]>()
  for (const entry of page) {
    const index = Math.max(
      widenings.findLastIndex(({ at }) => at <= entry.at),
      0,
    )
    const own = split.get(index)
    if (own) own.push(entry)
    else split.set(index, [entry])
  }
  return split
}

function wasReadable(
  { publication, section }: { publication: Publication; section: Section },
  audience: Audience,
  personId: PersonId,
): boolean {
  const then = { ...publication, sections: { ...publication.sections, [section.id]: { ...section, audience } } }
  return canJoin(then, personId, streams.text(section.id))
}

/** The marks of comments, which change no word. */
function isMarking({ personId, from, charactersInserted, itemsDeleted }: SessionOfWork): boolean {
  return personId === null && from > 1 && charactersInserted === 0 && itemsDeleted === 0
}

function shown(visible: Publication, work: SessionOfWork, earliest: Position): ShownWork {
  const { startedAt, endedAt, changes, charactersInserted: characters } = work
  const before = Math.max(work.from - 1, earliest)
  const span = { startedAt, endedAt, before, after: Math.max(work.through, earliest), changes, characters }
  if (work.personId === null) return { personId: null, name: "Codraft", organization: "", ...span }
  const personId = work.personId as PersonId
  const { name, organization, isOrganizationOnly } = displayMember(visible, personId)
  return { personId: isOrganizationOnly ? null : personId, name, organization, ...span }
}
