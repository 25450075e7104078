import { canJoin, displayMember, type PersonId, type SectionId, streams, visibleTo } from "@codraft/publication"
import { type Entry, type Log, readAll } from "@codraft/storage"
import { decodeFact } from "./facts.ts"
import type { PublicationService } from "./publications.ts"
import type { Session } from "./sessions.ts"

/** One person's work on a section without a long pause. */
export interface WorkSession {
  /** null where the reader may know the organisation only, and for the server's own changes. */
  personId: PersonId | null
  name: string
  organization: string
  startedAt: number
  endedAt: number
  /** Entries of the log: every burst of typing is one. */
  changes: number
}

interface Work {
  author: string
  startedAt: number
  endedAt: number
  changes: number
}

/** Who wrote when, from the log of a section. What was read of it stays folded, for a bounded number of sections. */
export class SectionHistory {
  readonly #log: Log
  readonly #publications: PublicationService
  readonly #folded = new Map<string, Promise<{ position: number; work: Work[] }>>()

  constructor(deps: { log: Log; publications: PublicationService }) {
    this.#log = deps.log
    this.#publications = deps.publications
  }

  /** The latest sessions of work, newest first; null for a section that the caller may not read. */
  async of(session: Session, sectionId: SectionId): Promise<WorkSession[] | null> {
    const found = this.#publications.readable(session, sectionId)
    if (!found) return null
    const widenings = await this.#widenings(sectionId)
    const visibleFrom = this.#visibleFrom(session.personId, found, widenings)
    const { work } = await this.#work(
      sectionId,
      widenings.map(({ at }) => at),
    )
    const visible = visibleTo(found.publication, session.personId)
    return work
      .filter(({ startedAt }) => startedAt >= visibleFrom)
      .slice(-SESSIONS_MAX)
      .reverse()
      .map(({ author, ...span }) => ({ ...shownAuthor(visible, author), ...span }))
  }

  /** History from before an audience was widened stays with the audience of that time. */
  #visibleFrom(
    personId: PersonId,
    { publication, section }: NonNullable<ReturnType<PublicationService["readable"]>>,
    widenings: readonly Widening[],
  ): number {
    const first = widenings.find(({ audience }) => {
      const then = { ...publication, sections: { ...publication.sections, [section.id]: { ...section, audience } } }
      return canJoin(then, personId, streams.text(section.id))
    })
    return first === widenings[0] ? 0 : (first?.at ?? Number.POSITIVE_INFINITY)
  }

  async #widenings(sectionId: SectionId): Promise<Widening[]> {
    const stream = streams.section(sectionId)
    const found: Widening[] = []
    for await (const entries of readAll(this.#log, stream, 0)) {
      for (const entry of entries) {
        const event = decodeFact(stream, entry)?.event
        if (event?.type === "sectionAdded" || event?.type === "sectionAudienceSet") {
          found.push({ at: entry.at, audience: event.audience })
        }
      }
    }
    return found
  }

  async #work(sectionId: SectionId, cuts: readonly number[]): Promise<{ work: Work[] }> {
    const stream = streams.text(sectionId)
    const before = this.#folded.get(stream)?.catch(() => null) ?? Promise.resolve(null)
    const next = before.then((kept) => foldOn(this.#log, stream, kept ?? { position: 0, work: [] }, cuts))
    this.#folded.delete(stream)
    this.#folded.set(stream, next)
    const oldest = this.#folded.keys().next().value
    if (this.#folded.size > FOLDED_MAX && oldest !== undefined) this.#folded.delete(oldest)
    return next
  }
}

type Widening = { at: number; audience: NonNullable<ReturnType<PublicationService["readable"]>>["section"]["audience"] }

const PAUSE_MS = 30 * 60 * 1000
const SESSIONS_MAX = 500
const FOLDED_MAX = 100
/** So that turning one batch of entries into sessions never holds the event loop. */
const READ_ENTRIES = 1_000

async function foldOn(
  log: Log,
  stream: string,
  kept: { position: number; work: readonly Work[] },
  cuts: readonly number[],
): Promise<{ position: number; work: Work[] }> {
  const work = kept.work.map((each) => ({ ...each }))
  let { position } = kept
  for (;;) {
    const entries = await log.read(stream, position, { entries: READ_ENTRIES })
    const last = entries.at(-1)
    if (!last) return { position, work }
    for (const entry of entries) addTo(work, entry, cuts)
    position = last.position
  }
}

/** Continues the author's session, unless they paused for long or the audience was widened in between. */
function addTo(work: Work[], entry: Entry, cuts: readonly number[]): void {
  const { author, at } = entry
  const open = work.findLast((each) => each.author === author)
  const isContinued = open && at - open.endedAt < PAUSE_MS && !cuts.some((cut) => open.endedAt < cut && cut <= at)
  if (!isContinued) {
    work.push({ author, startedAt: at, endedAt: at, changes: 1 })
    return
  }
  open.endedAt = Math.max(open.endedAt, at)
  open.changes += 1
}

function shownAuthor(
  visible: ReturnType<typeof visibleTo>,
  author: string,
): Pick<WorkSession, "personId" | "name" | "organization"> {
  if (author === "system") return { personId: null, name: "Codraft", organization: "" }
  const personId = author as PersonId
  const { name, organization, isOrganizationOnly } = displayMember(visible, personId)
  return { personId: isOrganizationOnly ? null : personId, name, organization }
}
