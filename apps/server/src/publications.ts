import assert from "node:assert/strict"
import {
  allThreads,
  can,
  canJoin,
  type Command,
  completePassage,
  completeReview,
  type Decided,
  decide,
  decidePassage,
  decideReview,
  displayMember,
  type FreezeCommand,
  imagesToBring,
  moveThreads,
  type Organization,
  parseStream,
  type PassageCommand,
  type PassageOutcome,
  type PersonId,
  type Publication,
  type PublicationAction,
  type PublicationId,
  type Recorded,
  type Refusal,
  refusalOf,
  type ReviewCommand,
  type Role,
  type Seal,
  type Section,
  type SectionId,
  type ServerCommand,
  type StreamName,
  StreamNameSchema,
  streams,
  type Thread,
  type ThreadId,
  type Threads,
  threadsById,
  visibleTo,
  withFormer,
  type WordsAnswer,
} from "@codraft/publication"
import { type Append, ConflictError, type Log, type Position } from "@codraft/storage"
import { type Facts, factsIn, type Written } from "@codraft/sync/server"
import { batchOf, type By } from "./batch.ts"
import { type AnyCommand, isPassageCommand, isReviewCommand, PUBLICATION_ACTIONS, sectionsIn } from "./any-command.ts"
import type { Diagnostics } from "./diagnostics.ts"
import { decodeFact } from "./facts.ts"
import { FoldedFacts } from "./folded-facts.ts"
import { besideWhich, joinableStreams, threadsBeside } from "./joinable-streams.ts"
import type { Move } from "./moves.ts"
import type { Metrics } from "./metrics.ts"
import { PassageRefused } from "./passages.ts"
import type { CommentNews } from "./review/comment-news.ts"
import type { GoingThread } from "./review/going-threads.ts"
import { WordsRefused } from "./review/comment-words.ts"
import { type SectionTexts, TextNotEmptyError } from "./section-texts.ts"
import { SectionWriting } from "./section-writing.ts"
import type { Session } from "./sessions.ts"
import type { FrozenAnswer, VersionPlaces } from "./versions/version-places.ts"
import type { Freezing } from "./versions/freezing.ts"
import type { SinceFrozen } from "./versions/since-frozen.ts"
import { type BeforeFreezing, VersionWriting } from "./versions/version-writing.ts"

export interface PublicationDeps {
  log: Log
  texts: SectionTexts
  /** Reads the texts of a version at its moment. */
  freezing: Pick<Freezing, "freeze">
  /** Says what has become of its sections. */
  sinceFrozen: Pick<SinceFrozen, "of">
  /** Reads what versions say, for comments on them. */
  places: Pick<VersionPlaces, "asked">
  metrics: Metrics
  diagnostics: Diagnostics
  now: () => number
  newId: () => string
}

export type Outcome =
  | { kind: "done"; position: Position; events: Recorded[] }
  | { kind: "refused"; refusal: Refusal }
  /** The command speaks of something that the actor may not know of. */
  | { kind: "unknown" }

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

/** The facts of the workspace: who may see what of them, and the one way to change them. */
export class PublicationService {
  readonly #deps: PublicationDeps
  readonly #facts: FoldedFacts
  readonly #sections: SectionWriting
  readonly #versions: VersionWriting
  readonly #turns = new Map<PublicationId, Promise<unknown>>()
  readonly #listeners = new Set<(facts: Written["facts"]) => void>()

  private constructor(deps: PublicationDeps, facts: FoldedFacts) {
    this.#deps = deps
    this.#facts = facts
    this.#sections = new SectionWriting({ ...deps, facts })
    this.#versions = new VersionWriting({ ...deps, facts })
  }

  static async open(deps: PublicationDeps): Promise<PublicationService> {
    return new PublicationService(deps, await FoldedFacts.open(deps.log))
  }

  /** Calls back with new facts once they are durable and folded in. */
  onFacts(listener: (facts: Written["facts"]) => void): void {
    this.#listeners.add(listener)
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
    const permission = can(publication, session.personId, "writeSection", { sectionId, at: this.#deps.now() })
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

  /** The facts by which one section has the images of another, to go in with the words that show them. */
  bringImages(fromId: SectionId, toId: SectionId, blobs: readonly string[], personId: PersonId): Append[] | Refusal {
    const publication = this.#facts.home(toId)
    assert(publication, `section ${toId} is of no publication`)
    const images = imagesToBring(publication, { from: { id: fromId }, to: { id: toId } }, blobs)
    if (!Array.isArray(images)) return images
    const stream = streams.section(toId)
    const events = images.map((image) => ({
      stream,
      event: { type: "imageStored", sectionId: toId, ...image } as const,
    }))
    return this.#batchOf(publication, { events, restsOn: [] }, { personId, at: this.#deps.now() })
  }

  /** Others may have written facts. */
  async catchUp(): Promise<void> {
    await this.#facts.catchUp()
  }

  #beforeMerging(sectionId: SectionId): Publication | null {
    const publication = this.#facts.home(sectionId)
    return publication === null ? null : withFormer(publication, sectionId)
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

  #home(stream: StreamName): Publication | null {
    const id = this.#facts.publicationOf(stream)
    return id === null ? null : this.#facts.publication(id)
  }

  /** Every fact stream that this person may join, but those that are told of beside others. */
  joinable(personId: PersonId): StreamName[] {
    return this.#facts.publications().flatMap((publication) => {
      return joinableStreams(publication, personId, this.#facts.positions(publication.id).keys())
    })
  }

  /** Decides and writes. Commands on one publication are decided one after the other. */
  async execute(command: AnyCommand, session: Session): Promise<Outcome> {
    const { publicationId, type } = command
    const { personId } = session
    // What is frozen, and what was, is read from the log of one moment: nobody waits for that.
    const frozen =
      type === "addComment"
        ? await this.#deps.places.asked(this.whole(session, publicationId), command, personId, this.#deps.now())
        : null
    const outcome =
      type === "freezeVersion" || type === "submitVersion"
        ? await this.#decideAndAppend(command, session)
        : await this.#inTurn(publicationId, () => this.#decideAndAppend(command, session, frozen))
    switch (outcome.kind) {
      case "done":
        this.#deps.diagnostics.commandDone({ type, publicationId, personId, events: outcome.events.length })
        break
      case "refused":
        this.#deps.metrics.refused("command", outcome.refusal.code)
        this.#deps.diagnostics.commandRefused({ type, publicationId, personId, code: outcome.refusal.code })
        break
      case "unknown":
        this.#deps.metrics.refused("command", "unknown")
        break
    }
    return outcome
  }

  /** Resolves when no command is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.#turns.values())
  }

  async #decideAndAppend(command: AnyCommand, session: Session, frozen: FrozenAnswer = null): Promise<Outcome> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const state = this.#facts.publication(command.publicationId)
      if (!state || !this.view(session, command.publicationId)) return { kind: "unknown" }
      if (!sectionsIn(command).every((sectionId) => this.readable(session, sectionId))) return { kind: "unknown" }
      if (!this.#readsThread(state, command, session)) return { kind: "unknown" }
      const { personId } = session
      const at = this.#deps.now()
      try {
        const written = await this.#written(state, command, { personId, at }, frozen)
        return "refusal" in written
          ? { kind: "refused", refusal: written.refusal }
          : this.#announced(state.id, personId, written.facts)
      } catch (error) {
        if (error instanceof PassageRefused || error instanceof WordsRefused)
          return { kind: "refused", refusal: error.refusal }
        if (error instanceof TextNotEmptyError) return { kind: "refused", refusal: refusalOf("section-not-empty") }
        if (!(error instanceof ConflictError)) throw error
        // Somebody else wrote to these streams: see what, and decide again.
        await this.#facts.catchUp()
      }
    }
    const message = "Others are changing the same thing at this moment. Try again."
    return { kind: "refused", refusal: { code: "changed-meanwhile", message } }
  }

  #written(state: Publication, command: AnyCommand, by: By, frozen: FrozenAnswer): Promise<Answer> {
    if (command.type === "freezeVersion") return this.#versions.freeze(state, command, by)
    if (command.type === "submitVersion") return this.#versions.submit(state, command, by)
    if (isPassageCommand(command)) return this.#movePassage(state, command, by)
    return isReviewCommand(command) ? this.#reviewed(state, command, by, frozen) : this.#decided(state, command, by)
  }

  async #decided(state: Publication, command: Command | ServerCommand, by: By): Promise<Answer> {
    const decision = decide(state, command, { ...by, newId: this.#deps.newId })
    if ("refusal" in decision) return decision
    return this.#sections.write(state, decision, by)
  }

  /** What the pre-flight list of a freeze would be made of now; a refusal if it would be refused; null as `view`. */
  async beforeFreezing(
    session: Session,
    command: FreezeCommand,
  ): Promise<BeforeFreezing | { refusal: Refusal } | null> {
    const { personId } = session
    for (;;) {
      const state = this.whole(session, command.publicationId)
      if (state === null) return null
      try {
        return await this.#versions.before(state, command, { personId, at: this.#deps.now() })
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error
        await this.#facts.catchUp()
      }
    }
  }

  /** The files of a version are made: seals it, unless somebody has. */
  async seal(id: PublicationId, number: number, seal: Seal): Promise<void> {
    await this.#inTurn(id, async () => {
      for (let attempt = 1; ; attempt += 1) {
        const state = this.#facts.publication(id)
        if (!state) return
        try {
          return this.announce(await this.#versions.seal(state, number, seal, this.#deps.now()))
        } catch (error) {
          if (!(error instanceof ConflictError) || attempt === ATTEMPTS_MAX) throw error
          await this.#facts.catchUp()
        }
      }
    })
  }

  /** Every publication of the workspace, whoever asks. Not to be sent out. */
  all(): Publication[] {
    return this.#facts.publications()
  }

  async #movePassage(state: Publication, command: PassageCommand, by: By): Promise<Answer> {
    const decision = decidePassage(state, command, { ...by, newId: this.#deps.newId })
    if ("refusal" in decision) return decision
    const { plan } = decision
    const threads = this.#facts.threads(state.id)
    const complete = (outcome: PassageOutcome, going: readonly GoingThread[]): Facts => {
      const completed = completePassage(state, plan, outcome)
      if ("refusal" in completed) throw new PassageRefused(completed.refusal)
      const moved = moveThreads(state, threads, { ...plan, words: going })
      return this.#batchOf(state, { ...completed, events: [...completed.events, ...moved] }, by)
    }
    const there = {
      threads: this.threadsOn(plan.from.id),
      returning: plan.undoes === null ? new Set<ThreadId>() : this.#facts.moves.threadsOf(plan.undoes),
    }
    return this.#deps.texts.move(plan, by.personId, there, complete, (facts) => this.#absorb(facts))
  }

  async #reviewed(state: Publication, command: ReviewCommand, by: By, frozen: FrozenAnswer): Promise<Answer> {
    const { log, newId, texts } = this.#deps
    const decision = decideReview(state, this.#facts.threads(state.id), command, { ...by, newId }, frozen)
    if ("refusal" in decision) return decision
    const { plan } = decision
    const complete = (answer: WordsAnswer | null): Facts => {
      const completed = completeReview(state, plan, answer)
      if ("refusal" in completed) throw new WordsRefused(completed.refusal)
      return this.#batchOf(state, completed, by)
    }
    const section = plan.words && state.sections[plan.words.sectionId]
    if (plan.words && section) return texts.comment(section, plan.words, complete)
    const facts = complete(null)
    return { facts: factsIn(facts, await log.append(facts)) }
  }

  /** Whether the caller reads the thread that the command is about; a new one is there for whoever begins it. */
  #readsThread(state: Publication, command: AnyCommand, { personId }: Session): boolean {
    if (!("threadId" in command) || command.type === "addComment") return true
    const known = threadsById(this.#facts.threads(state.id), command.threadId)
    return known.some(({ place }) => canJoin(state, personId, place))
  }

  #batchOf(state: Publication, decided: Decided, by: By): Append[] {
    return batchOf(decided, by, this.#facts.positions(state.id))
  }

  /** Facts are in the log: folds them in and tells the listeners. */
  announce(written: Written["facts"]): void {
    this.#absorb(written)
    for (const listener of this.#listeners) listener(written.filter(({ entries }) => entries.length > 0))
  }

  #absorb(written: Written["facts"]): void {
    for (const { stream, entries } of written) this.#facts.absorb(stream as StreamName, entries)
  }

  #announced(id: PublicationId, actor: PersonId, written: Written["facts"]): Outcome {
    this.announce(written)
    const state = this.#facts.publication(id)
    const events = written
      .filter(({ stream }) => state && canJoin(state, actor, stream as StreamName))
      .flatMap(({ stream, entries }) => entries.map((entry) => decodeFact(stream as StreamName, entry)))
      .filter((recorded) => recorded !== null)
    const last = written.flatMap(({ entries }) => entries).at(-1)
    return { kind: "done", position: last?.position ?? 0, events }
  }

  #allows(id: PublicationId, personId: PersonId, action: PublicationAction): boolean {
    const state = this.#facts.publication(id)
    return state !== null && can(state, personId, action, { at: this.#deps.now() }).allowed
  }

  #inTurn<T>(id: PublicationId, run: () => Promise<T>): Promise<T> {
    const turn = (this.#turns.get(id) ?? Promise.resolve()).then(run)
    const settled = turn.then(
      () => {},
      () => {},
    )
    this.#turns.set(id, settled)
    return turn
  }
}

const ATTEMPTS_MAX = 5
/** Nothing in a publication's own state follows from these. */
const COMMENTS = /^(?:review|thread):/
const WITH_COMMENTS = /^(?:review|delegation|shared|thread):/

type Answer = { refusal: Refusal } | Pick<Written, "facts">

function inScope(session: Session, id: PublicationId): boolean {
  return session.scope === "everything" || session.scope === id
}
