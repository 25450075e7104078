import type { AuthoredEntry, AuthorRun, PassageRun, Reader } from "@codraft/document/reader"
import {
  displayMember,
  type OrgId,
  type PersonId,
  type Publication,
  type SectionId,
  streams,
  visibleTo,
} from "@codraft/publication"
import type { Entry, Log, Position } from "@codraft/storage"
import { decodeTextEntry } from "@codraft/sync/protocol"
import { type AuthorsCache, entryMark } from "./authors-cache.ts"
import type { PastTexts } from "./past-texts.ts"
import type { Publications } from "../publications/publications.ts"
import type { SectionHistory } from "./section-history.ts"
import type { Session } from "../sessions.ts"

type AuthorsReading = "authorsPosition" | "foldAuthors" | "authors" | "authorRuns" | "encodedAuthors" | "restoreAuthors"

/** Who wrote some of a text, as one reader may know it. */
export interface ShownAuthor {
  /** null where the reader may know the organisation only, and for text that came with the section. */
  personId: PersonId | null
  name: string
  orgId: OrgId | null
  organization: string
  isMine: boolean
}

/**
 * Who wrote each passage of a section, from its log, in the thread of the texts. What was written before its audience let
 * the reader in is shown with the organisation alone, and without a time.
 */
export class SectionAuthors {
  readonly #log: Log
  readonly #reader: Pick<Reader, AuthorsReading>
  readonly #publications: Pick<Publications, "readable">
  readonly #history: Pick<SectionHistory, "readable">
  readonly #past: Pick<PastTexts, "parts">
  /** What the texts are called in the reader: of this server's log only. */
  readonly #name: string
  readonly #cache: AuthorsCache
  readonly #failed: (error: unknown) => void
  /** Up to where each section is in the cache, as far as this run knows. */
  readonly #keptAt = new Map<SectionId, Position>()
  readonly #turns = new Map<SectionId, Promise<unknown>>()

  constructor(deps: {
    log: Log
    reader: Pick<Reader, AuthorsReading>
    publications: Pick<Publications, "readable">
    history: Pick<SectionHistory, "readable">
    past: Pick<PastTexts, "parts">
    cache: AuthorsCache
    /** The cache could not be written; nothing is lost by it but time. */
    failed(error: unknown): void
    newId(): string
  }) {
    this.#log = deps.log
    this.#reader = deps.reader
    this.#publications = deps.publications
    this.#history = deps.history
    this.#past = deps.past
    this.#cache = deps.cache
    this.#failed = (error) => deps.failed(error)
    this.#name = deps.newId()
  }

  /**
   * JSON of `{ position, since, authors, lines }`, of the text as it is or as it was at a moment; null for a section or moment
   * that the caller may not read.
   */
  async of(session: Session, sectionId: SectionId, moment: Position | null = null): Promise<string | null> {
    const known = await this.#history.readable(session, sectionId)
    const found = this.#publications.readable(session, sectionId)
    if (!known || !found) return null
    if (moment !== null && (moment < known.earliest || moment > known.latest)) return null
    const parts = moment === null ? undefined : await this.#past.parts(sectionId, moment)
    const { language, dir } = found.section
    const key = this.#key(sectionId)
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      const now = await this.#inTurn(sectionId, () => this.#foldOn(sectionId))
      const text = await this.#reader.authors(key, { language, dir }, known.since, parts)
      if (text === null) continue
      const visible = visibleTo(found.publication, session.personId)
      const authors = text.authors.map(({ id, isEarlier }) =>
        shown(visible, id as PersonId | null, isEarlier, session.personId),
      )
      const position = moment ?? now
      const head = JSON.stringify({ position, since: known.since === 0 ? null : known.since, authors })
      return `${head.slice(0, -1)},"lines":${text.lines}}`
    }
    throw new Error(`The authors of ${sectionId} were not kept long enough to be told.`)
  }

  /** Goes through the log of a section as far as it is now, so that what is asked next has little left to go through. */
  async prepare(sectionId: SectionId): Promise<void> {
    await this.#inTurn(sectionId, () => this.#foldOn(sectionId))
  }

  /** Whose these characters of a section's present text are. */
  async creditsOf(sectionId: SectionId, spans: readonly PassageRun[]): Promise<AuthorRun[]> {
    for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
      await this.prepare(sectionId)
      const runs = await this.#reader.authorRuns(this.#key(sectionId), spans)
      if (runs !== null) return runs
    }
    throw new Error(`The authors of ${sectionId} were not kept long enough to be told.`)
  }

  /** What the authors of a section are kept under in the reader, when all of its log is in them. */
  async foldedKey(sectionId: SectionId): Promise<string> {
    await this.#inTurn(sectionId, () => this.#foldOn(sectionId))
    return this.#key(sectionId)
  }

  /** The turns of one section wait for each other, so that no page of its log is read twice. */
  #inTurn<T>(sectionId: SectionId, run: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(sectionId) ?? Promise.resolve()).then(run, run)
    this.#turns.set(sectionId, turn)
    const forget = () => {
      if (this.#turns.get(sectionId) === turn) this.#turns.delete(sectionId)
    }
    turn.then(forget, forget)
    return turn
  }

  async #foldOn(sectionId: SectionId): Promise<Position> {
    const key = this.#key(sectionId)
    let position = await this.#reader.authorsPosition(key)
    if (position === 0) position = await this.#fromCache(sectionId, key)
    let lost = 0
    let last: Entry | undefined
    for (;;) {
      const page = await this.#log.read(streams.text(sectionId), position, { entries: PAGE_ENTRIES, bytes: PAGE_BYTES })
      if (page.length === 0) {
        if (last) await this.#keep(sectionId, last)
        return position
      }
      last = page.at(-1)
      const entries = page.map((entry) => authored(entry))
      const next = await this.#reader.foldAuthors(key, position, entries)
      if (next <= position) lost += 1
      if (lost > ATTEMPTS_MAX) throw new Error(`The authors of ${sectionId} are not kept long enough to be found.`)
      position = next
    }
  }

  /** Goes on from what an earlier run of the server knew, if the log is still the same up to there. */
  async #fromCache(sectionId: SectionId, key: string): Promise<Position> {
    const kept = await this.#cache.get(sectionId)
    if (kept === null) return 0
    const bounds = { entries: 1, bytes: PAGE_BYTES }
    const [entry] = await this.#log.read(streams.text(sectionId), kept.position - 1, bounds)
    if (entry?.position !== kept.position || entryMark(entry) !== kept.mark) return 0
    await this.#reader.restoreAuthors(key, kept.position, kept.encoded)
    this.#keptAt.set(sectionId, kept.position)
    return this.#reader.authorsPosition(key)
  }

  /** After so much of a log that going through it again would be noticed. */
  async #keep(sectionId: SectionId, last: Entry): Promise<void> {
    const { position } = last
    if (position - (this.#keptAt.get(sectionId) ?? 0) < KEEP_ENTRIES) return
    const encoded = await this.#reader.encodedAuthors(this.#key(sectionId))
    if (encoded === null) return
    this.#keptAt.set(sectionId, position)
    this.#cache.put(sectionId, { position, mark: entryMark(last), encoded }).catch(this.#failed)
  }

  #key(sectionId: SectionId): string {
    return `${this.#name} ${sectionId}`
  }
}

/** What travels to the other thread at once. */
const PAGE_ENTRIES = 1_000
const PAGE_BYTES = 256 * 1024
const ATTEMPTS_MAX = 3
const KEEP_ENTRIES = 500

function authored({ author, at, data }: Entry): AuthoredEntry {
  const { update, credits } = decodeTextEntry(data)
  return { author: author === "system" ? null : author, at, update, ...(credits ? { credits } : {}) }
}

function shown(visible: Publication, id: PersonId | null, isEarlier: boolean, reader: PersonId): ShownAuthor {
  if (id === null) return { personId: null, name: "", orgId: null, organization: "", isMine: false }
  const { name, organization, isOrganizationOnly } = displayMember(visible, id)
  const orgId = (visible.members[id] ?? visible.formerMembers[id])?.orgId ?? null
  const isMine = id === reader
  return isOrganizationOnly || (isEarlier && !isMine)
    ? { personId: null, name: organization === "" ? name : organization, orgId, organization, isMine }
    : { personId: id, name, orgId, organization, isMine }
}
