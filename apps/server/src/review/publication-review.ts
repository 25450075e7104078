import {
  asSeen,
  canJoin,
  canReadVersion,
  displayMember,
  type DisplayedMember,
  flatOutline,
  mentionsIn,
  outline,
  type PersonId,
  type Publication,
  type PublicationId,
  reviewSeenUpTo,
  type Section,
  type SectionId,
  type StreamName,
  streams,
  type Thread,
  type ThreadId,
  allThreads,
  commentsSeen,
  visibleTo,
  waitingFor,
  type Waiting,
} from "@codraft/publication"
import type { Publications } from "../publications/publications.ts"
import type { ReadPositions } from "../sections/read-positions.ts"
import type { Session } from "../sessions.ts"
import type { CommentNews } from "./comment-news.ts"
import type { SectionAnchors, WordsNow } from "./section-anchors.ts"

interface ReviewDeps {
  publications: Pick<Publications, "review" | "readable" | "list" | "whole">
  reads: Pick<ReadPositions, "seen">
  anchors: Pick<SectionAnchors, "of">
  now: () => number
}

/** A thread, and where its words are: null for a comment on the whole, and where they have been removed. */
export interface ThreadNow {
  thread: Thread
  place: { block: string | null; kind: WordsNow["kind"]; number: string | null; heading: string | null } | null
  /** The words as they read now. */
  quote: string | null
  isRemoved: boolean
}

export interface ReviewPage {
  threads: ThreadNow[]
  /** How everybody in them is known to the caller. */
  people: Record<PersonId, Pick<DisplayedMember, "name" | "organization">>
  total: number
  /** What the next page begins behind; null on the last one. */
  next: ThreadId | null
}

export interface SectionCounts {
  open: number
  answered: number
  total: number
  /** Comments and replies of others since the caller was last there; null before they ever were. */
  new: number | null
}

export type WaitingNow = Waiting & {
  publicationId: PublicationId
  publication: string
  section: string | null
  /** The words that it is on, or what it says: the beginning. */
  words: string | null
  author: Pick<DisplayedMember, "name" | "organization"> | null
}

/** The page that was asked for begins behind a comment that is not among them any more. */
export class PageGoneError extends Error {
  override name = "PageGoneError"
}

const WAITING_MAX = 200
const WORDS_MAX = 200

/** What people may read of the comments, folded: asked of the streams that each of them may join, and of no other. */
export class PublicationReview {
  readonly #deps: ReviewDeps

  constructor(deps: ReviewDeps) {
    this.#deps = deps
  }

  /** The comments on one section, in the order of its text; null for a section that the caller may not read. */
  async section(session: Session, sectionId: SectionId, page: PageAsked): Promise<ReviewPage | null> {
    const found = this.#deps.publications.readable(session, sectionId)
    const read = found && this.#read(session, found.publication.id)
    if (!read) return null
    const threads = read.threads.filter((thread) => thread.sectionId === sectionId)
    return this.#page(read, await this.#inOrder(read.publication, found.section, threads), page)
  }

  /** All comments that the caller reads: the general ones, then section by section; null for a publication that is not theirs. */
  async register(
    session: Session,
    id: PublicationId,
    page: PageAsked,
    isAsked: (thread: Thread) => boolean = () => true,
  ): Promise<ReviewPage | null> {
    const read = this.#read(session, id)
    if (!read) return null
    const bySection = new Map<SectionId | null, Thread[]>()
    for (const thread of read.threads) {
      if (!isAsked(thread)) continue
      const known = bySection.get(thread.sectionId)
      if (known === undefined) bySection.set(thread.sectionId, [thread])
      else known.push(thread)
    }
    const general = bySection.get(null) ?? []
    const all: ThreadNow[] = general.sort(byTime).map(onTheWhole)
    const sections = flatOutline(outline(read.publication)).map(({ section }) => section)
    for (const section of sections) {
      const threads = bySection.get(section.id)
      if (threads) all.push(...(await this.#inOrder(read.publication, section, threads)))
      bySection.delete(section.id)
    }
    bySection.delete(null)
    // Of sections whose text is elsewhere by now.
    for (const threads of bySection.values()) all.push(...threads.sort(byTime).map(removed))
    return this.#page(read, all, page)
  }

  /** The comments on one version, as the register has them; null for a version that the caller may not read. */
  async version(session: Session, id: PublicationId, number: number, page: PageAsked): Promise<ReviewPage | null> {
    const publication = this.#deps.publications.whole(session, id)
    if (publication === null || !canReadVersion(publication, session.personId, number)) return null
    return this.register(session, id, page, ({ version }) => version?.number === number)
  }

  /** How many comments each section has that the caller reads; under the publication's id, the general ones. */
  async counts(session: Session, id: PublicationId): Promise<Record<string, SectionCounts> | null> {
    const read = this.#read(session, id)
    if (!read) return null
    const { personId } = session
    const seen = await this.#deps.reads.seen(personId, id)
    const counts: Record<string, SectionCounts> = {}
    const of = (key: SectionId | PublicationId): SectionCounts => {
      const known = counts[key]
      if (known !== undefined) return known
      const after = reviewSeenUpTo(seen, key)
      const isNew = after === null ? null : read.news.since(streams.review(key), after, personId, seen)
      return (counts[key] = { open: 0, answered: 0, total: 0, new: isNew })
    }
    for (const thread of read.threads) {
      const count = of(thread.sectionId ?? id)
      count.total += 1
      if (thread.state === "open") count.open += 1
      if (thread.state === "answered") count.answered += 1
      const isElsewhere = !thread.place.startsWith("review:")
      const unseen = thread.comments.slice(commentsSeen(seen, thread.id))
      if (isElsewhere && count.new !== null) count.new += unseen.filter(({ author }) => author !== personId).length
    }
    return counts
  }

  /** What waits for the caller in all publications. */
  async waiting(session: Session): Promise<{ waiting: WaitingNow[]; total: number }> {
    const { publications, reads, now } = this.#deps
    const { personId } = session
    const all: WaitingNow[] = []
    for (const { id } of publications.list(session)) {
      const read = this.#read(session, id)
      if (!read) continue
      const seen = await reads.seen(personId, id)
      const byId = new Map(read.threads.map((thread) => [thread.id, thread]))
      const { publication, shown } = read
      for (const one of waitingFor(publication, read.threads, seen, { personId, now: now() })) {
        const thread = one.kind === "end" ? undefined : byId.get(one.threadId)
        const section = one.sectionId === null ? null : (shown.sections[one.sectionId]?.title ?? null)
        const said =
          one.kind === "end" ? undefined : thread?.comments.find(({ at, author }) => at === one.at && author === one.by)
        const author = one.kind === "end" ? null : shownAs(shown, one.by)
        const words = said === undefined ? null : namesIn(shown, said.body).slice(0, WORDS_MAX)
        const of = { publicationId: id, publication: shown.title, section, words }
        all.push({ ...one, ...of, author })
      }
    }
    const ends = all.filter(({ kind }) => kind === "end").sort((a, b) => a.at - b.at)
    const asked = all.filter(({ kind }) => kind !== "end").sort((a, b) => b.at - a.at)
    return { waiting: [...ends, ...asked].slice(0, WAITING_MAX), total: all.length }
  }

  /** The same threads without their places in the texts, and the publication as the caller sees it. */
  readable(session: Session, id: PublicationId): Pick<Read, "shown" | "threads"> | null {
    return this.#read(session, id)
  }

  /** The live threads that the caller may join; rights are asked once for each stream. */
  #read(session: Session, id: PublicationId): Read | null {
    const review = this.#deps.publications.review(session, id)
    if (review === null) return null
    const { publication, threads, news } = review
    const { personId } = session
    const joins = new Map<StreamName, boolean>()
    const reads = ({ place, sectionId }: Thread) => {
      const known = joins.get(place) ?? canJoin(publication, personId, place)
      joins.set(place, known)
      return known && (sectionId === null || canJoin(publication, personId, streams.text(sectionId)))
    }
    const live = [...allThreads(threads)]
      .filter((thread) => !thread.isGone && !isOpenedWhole(thread) && reads(thread))
      .map((thread) => asSeen(publication, personId, thread))
    return { publication, shown: visibleTo(publication, personId), threads: live, news }
  }

  async #inOrder(publication: Publication, section: Section, threads: readonly Thread[]): Promise<ThreadNow[]> {
    const isAnchored = threads.some(({ anchor }) => anchor !== null)
    const places = isAnchored ? await this.#deps.anchors.of(publication, section, threads) : new Map()
    const onWhole: Thread[] = []
    const found: { thread: Thread; words: WordsNow }[] = []
    const lost: Thread[] = []
    for (const thread of threads) {
      const words = places.get(thread.id)
      if (thread.anchor === null) onWhole.push(thread)
      else if (words === undefined) lost.push(thread)
      else found.push({ thread, words })
    }
    return [
      ...onWhole.sort(byTime).map(onTheWhole),
      ...found.sort((a, b) => a.words.at - b.words.at || byTime(a.thread, b.thread)).map(onWords),
      ...lost.sort(byTime).map(removed),
    ]
  }

  #page({ shown }: Read, all: readonly ThreadNow[], { after, limit }: PageAsked): ReviewPage {
    const start = after === null ? 0 : all.findIndex(({ thread }) => thread.id === after) + 1
    if (after !== null && start === 0) throw new PageGoneError("The page begins behind a comment that has gone.")
    const threads = all.slice(start, start + limit)
    const people: ReviewPage["people"] = {}
    for (const { thread } of threads) {
      const { author, comments, resolvedBy, assignee } = thread
      const named = [author, ...comments.map((comment) => comment.author), resolvedBy]
      if (assignee !== null && "person" in assignee) named.push(assignee.person)
      for (const personId of named) if (personId !== null) people[personId] ??= shownAs(shown, personId)
    }
    const last = threads.at(-1)
    return { threads, people, total: all.length, next: last && start + limit < all.length ? last.thread.id : null }
  }
}

export interface PageAsked {
  after: ThreadId | null
  limit: number
}

interface Read {
  publication: Publication
  shown: Publication
  threads: Thread[]
  news: CommentNews
}

/** All that was said in it has gone over to the thread that everybody sees. */
function isOpenedWhole({ openedAs, audience }: Thread): boolean {
  return openedAs !== null && audience === "section"
}

function byTime(a: Thread, b: Thread): number {
  return a.at - b.at || (a.id < b.id ? -1 : 1)
}

/** Words of a version whose section the caller does not read are as the version has them. */
function onTheWhole(thread: Thread): ThreadNow {
  return { thread, place: null, quote: thread.anchor?.quote.exact ?? null, isRemoved: false }
}

function removed(thread: Thread): ThreadNow {
  return { thread, place: null, quote: null, isRemoved: thread.anchor !== null }
}

function onWords({ thread, words }: { thread: Thread; words: WordsNow }): ThreadNow {
  const { blocks, kind, number, heading } = words
  const place = { block: blocks[0] ?? null, kind, number: number?.shown ?? null, heading: heading?.text ?? null }
  return { thread, place, quote: words.words, isRemoved: false }
}

/** A body with the names of those whom it mentions, as its reader may know them. */
function namesIn(shown: Publication, body: string): string {
  return mentionsIn(body).reduce((named, id) => named.replaceAll(`@{${id}}`, `@${shownAs(shown, id).name}`), body)
}

function shownAs(shown: Publication, personId: PersonId): Pick<DisplayedMember, "name" | "organization"> {
  const { name, organization } = displayMember(shown, personId)
  return { name, organization }
}
