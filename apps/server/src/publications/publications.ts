import assert from "node:assert/strict"
import {
  allThreads,
  can,
  canJoin,
  displayMember,
  type Organization,
  parseStream,
  type PersonId,
  type Publication,
  type PublicationAction,
  type PublicationId,
  type Refusal,
  type Role,
  type Section,
  type SectionId,
  type StreamName,
  StreamNameSchema,
  streams,
  type Thread,
  type Threads,
  visibleTo,
  withFormer,
} from "@codraft/publication"
import type { Position } from "@codraft/storage"
import { PUBLICATION_ACTIONS } from "./any-command.ts"
import type { FoldedFacts } from "../facts/folded-facts.ts"
import { besideWhich, joinableStreams, threadsBeside } from "../facts/joinable-streams.ts"
import type { Move } from "../facts/moves.ts"
import type { CommentNews } from "../review/comment-news.ts"
import type { Session } from "../sessions.ts"

export interface Me {
  person: { personId: PersonId; name: string; language: string }
  memberships: {
    publicationId: PublicationId
    orgId: Organization["id"]
    organization: string
    role: Role
    title?: string
    abilities: PublicationAction[]
  }[]
}

export interface Review {
  publication: Publication
  threads: Threads
  news: CommentNews
}

/** The facts of the workspace, and who may see what of them. */
export class Publications {
  readonly #facts: FoldedFacts
  readonly #now: () => number

  constructor({ facts, now }: { facts: FoldedFacts; now: () => number }) {
    this.#facts = facts
    this.#now = now
  }

  me(session: Session): Me {
    const { personId } = session
    const own = this.list(session)
    const memberships = own.flatMap((publication) => {
      const member = publication.members[personId]
      if (!member) return []
      const { orgId, role, title } = member
      const organization = publication.organizations[orgId]?.name ?? orgId
      const abilities = PUBLICATION_ACTIONS.filter((action) => this.#allows(publication.id, personId, action))
      return [{ publicationId: publication.id, orgId, organization, role, ...(title ? { title } : {}), abilities }]
    })
    const [first] = own
    const name = first ? displayMember(first, personId).name : personId
    return { person: { personId, name, language: first?.members[personId]?.language ?? "en" }, memberships }
  }

  /** The publications of the caller, as far as they are visible. */
  list(session: Session): Publication[] {
    return this.#facts.publications().flatMap(({ id }) => this.view(session, id)?.publication ?? [])
  }

  /** One publication as the caller sees it, and how far each of its streams is folded in. */
  view(
    session: Session,
    id: PublicationId,
  ): { publication: Publication; positions: Record<StreamName, Position> } | null {
    const state = this.#facts.publication(id)
    if (!state || !inScope(session, id) || !this.#allows(id, session.personId, "readPublication")) return null
    const joined = [...this.#facts.positions(id)].filter(
      ([stream]) => !COMMENTS.test(stream) && canJoin(state, session.personId, stream),
    )
    return { publication: visibleTo(state, session.personId), positions: Object.fromEntries(joined) }
  }

  /** All of a publication that the caller takes part in: for what is the same for everybody. Not to be sent out. */
  whole(session: Session, id: PublicationId): Publication | null {
    return this.view(session, id) ? this.#facts.publication(id) : null
  }

  /** All comments of a publication that the caller takes part in, and the state that says who reads which. Not to be sent out. */
  review(session: Session, id: PublicationId): Review | null {
    const publication = this.whole(session, id)
    return publication && { publication, threads: this.#facts.threads(id), news: this.#facts.news(id) }
  }

  /** A number that changes whenever something is said or done in comments that the caller reads; null as `view`. */
  commentsAt(session: Session, id: PublicationId): number | null {
    const state = this.whole(session, id)
    if (state === null) return null
    let at = 0
    for (const [stream, position] of this.#facts.positions(id)) {
      if (WITH_COMMENTS.test(stream) && canJoin(state, session.personId, stream)) at += position
    }
    return at
  }

  /** The full state around a section that the caller may read; null for every other section, known or not. */
  readable(session: Session, sectionId: SectionId): { publication: Publication; section: Section } | null {
    const publication = this.#facts.home(sectionId)
    const section = publication?.sections[sectionId]
    if (!publication || !section || !inScope(session, publication.id)) return null
    return canJoin(publication, session.personId, streams.text(sectionId)) ? { publication, section } : null
  }

  /** Whether the caller may have the text open: also one that went into another, for what they wrote there follows it. */
  mayOpen(session: Session, sectionId: SectionId): boolean {
    const publication = this.#facts.home(sectionId)
    if (!publication || !inScope(session, publication.id)) return false
    return canJoin(publication, session.personId, streams.text(sectionId))
  }

  /** Why the caller may not write the section now; null when they may. */
  writeRefusal(session: Pick<Session, "personId">, sectionId: SectionId): Refusal | null {
    const publication = this.#beforeMerging(sectionId) ?? this.#facts.home(sectionId)
    assert(publication, `section ${sectionId} was connected to and is gone`)
    const permission = can(publication, session.personId, "writeSection", { sectionId, at: this.#now() })
    return permission.allowed ? null : permission.refusal
  }

  /** What has moved out of a section; and whether all that it was went into another. */
  movesOutOf(sectionId: SectionId): { moves: readonly Move[]; isFormer: boolean } {
    return { moves: this.#facts.moves.outOf(sectionId), isFormer: this.#beforeMerging(sectionId) !== null }
  }

  /** A section as it is or was, whoever asks. Not to be sent out. */
  known(sectionId: SectionId): { publication: Publication; section: Section } | null {
    const publication = this.#facts.home(sectionId)
    const section = publication?.sections[sectionId] ?? publication?.formerSections[sectionId]
    return publication && section ? { publication, section } : null
  }

  /** The live comments on a section, whoever may read them. Not to be sent out. */
  threadsOn(id: SectionId): Thread[] {
    const publication = this.#facts.home(id)
    const all = publication === null ? [] : [...allThreads(this.#facts.threads(publication.id))]
    return all.filter(({ isGone, sectionId }) => !isGone && sectionId === id)
  }

  /** Every publication of the workspace, whoever asks. Not to be sent out. */
  all(): Publication[] {
    return this.#facts.publications()
  }

  canJoin(personId: PersonId, stream: string): boolean {
    const name = StreamNameSchema.safeParse(stream).data
    return name !== undefined && this.#facts.publications().some((state) => canJoin(state, personId, name))
  }

  /** Whose lists have something of a stream: its publication's, and who of them may read it; null for a stream that there is none of. */
  readers(stream: string): { publicationIds: PublicationId[]; mayRead(personId: PersonId): boolean } | null {
    const name = StreamNameSchema.safeParse(stream).data
    const parsed = parseStream(stream)
    if (name === undefined || parsed === null) return null
    if (parsed.kind === "person") {
      const own = this.#facts.publications().filter(({ members }) => members[parsed.personId] !== undefined)
      return { publicationIds: own.map(({ id }) => id), mayRead: (personId) => personId === parsed.personId }
    }
    const state = this.#home(name)
    return state && { publicationIds: [state.id], mayRead: (personId) => canJoin(state, personId, name) }
  }

  /** The streams of single threads that are told of beside another one. */
  threadsBeside(personId: PersonId, stream: StreamName): StreamName[] {
    const state = parseStream(stream)?.kind === "review" ? this.#home(stream) : null
    return state === null ? [] : threadsBeside(state, personId, stream)
  }

  besideWhich(stream: StreamName): StreamName | null {
    const state = parseStream(stream)?.kind === "thread" ? this.#home(stream) : null
    return state && besideWhich(state, stream)
  }

  /** Every fact stream that this person may join, but those that are told of beside others. */
  joinable(personId: PersonId): StreamName[] {
    return this.#facts.publications().flatMap((publication) => {
      return joinableStreams(publication, personId, this.#facts.positions(publication.id).keys())
    })
  }

  /** Others may have written facts. */
  async catchUp(): Promise<void> {
    await this.#facts.catchUp()
  }

  #home(stream: StreamName): Publication | null {
    const id = this.#facts.publicationOf(stream)
    return id === null ? null : this.#facts.publication(id)
  }

  #beforeMerging(sectionId: SectionId): Publication | null {
    const publication = this.#facts.home(sectionId)
    return publication === null ? null : withFormer(publication, sectionId)
  }

  #allows(id: PublicationId, personId: PersonId, action: PublicationAction): boolean {
    const state = this.#facts.publication(id)
    return state !== null && can(state, personId, action, { at: this.#now() }).allowed
  }
}

/** Nothing in a publication's own state follows from these. */
const COMMENTS = /^(?:review|thread):/
const WITH_COMMENTS = /^(?:review|delegation|shared|thread):/

function inScope(session: Session, id: PublicationId): boolean {
  return session.scope === "everything" || session.scope === id
}
