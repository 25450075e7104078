import assert from "node:assert/strict"
import {
  canJoin,
  type Command,
  completePassage,
  completeReview,
  type Decided,
  decide,
  decidePassage,
  decideReview,
  type FreezeCommand,
  imagesToBring,
  type MadeFiles,
  moveThreads,
  type PassageCommand,
  type PassageOutcome,
  type PersonId,
  type Publication,
  type PublicationId,
  type Recorded,
  type Refusal,
  refusalOf,
  type ReviewCommand,
  type Seal,
  type SectionId,
  type ServerCommand,
  type StreamName,
  streams,
  type ThreadId,
  threadsById,
  type WordsAnswer,
} from "@codraft/publication"
import { type Append, ConflictError, type Log, type Position } from "@codraft/storage"
import { type Facts, factsIn, type Written } from "@codraft/sync/server"
import { batchOf, type By } from "../facts/batch.ts"
import { type AnyCommand, isPassageCommand, isReviewCommand, sectionsIn } from "./any-command.ts"
import type { Diagnostics } from "../diagnostics.ts"
import { decodeFact } from "../facts/facts.ts"
import type { FoldedFacts } from "../facts/folded-facts.ts"
import type { Metrics } from "../metrics.ts"
import { PassageRefused } from "../sections/passages.ts"
import type { Publications } from "./publications.ts"
import type { GoingThread } from "../review/going-threads.ts"
import { WordsRefused } from "../review/comment-words.ts"
import { type SectionTexts, TextNotEmptyError } from "../sections/section-texts.ts"
import { SectionWriting } from "../sections/section-writing.ts"
import type { Session } from "../sessions.ts"
import type { FrozenAnswer, VersionPlaces } from "../versions/version-places.ts"
import type { Freezing } from "../versions/freezing.ts"
import type { SigningKeySource } from "../versions/signing-key.ts"
import { UnreadableTextError } from "../versions/unreadable-text.ts"
import type { SinceFrozen } from "../versions/since-frozen.ts"
import { type BeforeFreezing, VersionWriting } from "../versions/version-writing.ts"

export interface PublicationCommandsDeps {
  log: Log
  facts: FoldedFacts
  publications: Publications
  texts: SectionTexts
  /** Reads the texts of a version at its moment. */
  freezing: Pick<Freezing, "freeze">
  signingKey: Pick<SigningKeySource, "current">
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

/** The one way to change the facts of the workspace. */
export class PublicationCommands {
  readonly #deps: PublicationCommandsDeps
  readonly #sections: SectionWriting
  readonly #versions: VersionWriting
  readonly #turns = new Map<PublicationId, Promise<unknown>>()
  readonly #listeners = new Set<(facts: Written["facts"]) => void>()

  constructor(deps: PublicationCommandsDeps) {
    this.#deps = deps
    this.#sections = new SectionWriting(deps)
    this.#versions = new VersionWriting(deps)
  }

  /** Calls back with new facts once they are durable and folded in. */
  onFacts(listener: (facts: Written["facts"]) => void): void {
    this.#listeners.add(listener)
  }

  /** Decides and writes. Commands on one publication are decided one after the other. */
  async execute(command: AnyCommand, session: Session): Promise<Outcome> {
    const { publicationId, type } = command
    const { personId } = session
    // What is frozen, and what was, is read from the log of one moment: nobody waits for that.
    const frozen =
      type === "addComment"
        ? await this.#deps.places.asked(
            this.#deps.publications.whole(session, publicationId),
            command,
            personId,
            this.#deps.now(),
          )
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

  /** What the pre-flight list of a freeze would be made of now; a refusal if it would be refused; null as `view`. */
  async beforeFreezing(
    session: Session,
    command: FreezeCommand,
  ): Promise<BeforeFreezing | { refusal: Refusal } | null> {
    const { personId } = session
    for (;;) {
      const state = this.#deps.publications.whole(session, command.publicationId)
      if (state === null) return null
      try {
        return await this.#versions.before(state, command, { personId, at: this.#deps.now() })
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error
        await this.#deps.facts.catchUp()
      }
    }
  }

  /** The files of a version are made: seals it, unless that cannot be any more. `previous`: whose manifest its own names. */
  seal(id: PublicationId, number: number, seal: Seal & { previous: number | null }): Promise<void> {
    return this.#bySystem(id, (state, at) => this.#versions.seal(state, number, seal, at))
  }

  /** Puts on record what there is of the files of a version that is not sealed. */
  filesMade(id: PublicationId, number: number, made: MadeFiles): Promise<void> {
    return this.#bySystem(id, (state, at) => this.#versions.filesMade(state, number, made, at))
  }

  async #bySystem(
    id: PublicationId,
    write: (state: Publication, at: number) => Promise<Written["facts"]>,
  ): Promise<void> {
    await this.#inTurn(id, async () => {
      for (let attempt = 1; ; attempt += 1) {
        const state = this.#deps.facts.publication(id)
        if (!state) return
        try {
          return this.announce(await write(state, this.#deps.now()))
        } catch (error) {
          if (!(error instanceof ConflictError) || attempt === ATTEMPTS_MAX) throw error
          await this.#deps.facts.catchUp()
        }
      }
    })
  }

  /** The facts by which one section has the images of another, to go in with the words that show them. */
  bringImages(fromId: SectionId, toId: SectionId, blobs: readonly string[], personId: PersonId): Append[] | Refusal {
    const publication = this.#deps.facts.home(toId)
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

  /** Facts are in the log: folds them in and tells the listeners. */
  announce(written: Written["facts"]): void {
    this.#absorb(written)
    for (const listener of this.#listeners) listener(written.filter(({ entries }) => entries.length > 0))
  }

  /** Resolves when no command is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.#turns.values())
  }

  async #decideAndAppend(command: AnyCommand, session: Session, frozen: FrozenAnswer = null): Promise<Outcome> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const state = this.#deps.facts.publication(command.publicationId)
      if (!state || !this.#deps.publications.view(session, command.publicationId)) return { kind: "unknown" }
      if (!sectionsIn(command).every((sectionId) => this.#deps.publications.readable(session, sectionId)))
        return { kind: "unknown" }
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
        if (error instanceof UnreadableTextError) return { kind: "refused", refusal: this.#unreadable(error) }
        if (error instanceof TextNotEmptyError) return { kind: "refused", refusal: refusalOf("section-not-empty") }
        if (!(error instanceof ConflictError)) throw error
        // Somebody else wrote to these streams: see what, and decide again.
        await this.#deps.facts.catchUp()
      }
    }
    const message = "Others are changing the same thing at this moment. Try again."
    return { kind: "refused", refusal: { code: "changed-meanwhile", message } }
  }

  /** Whoever asks is told which text it is, and whoever runs the server why. */
  #unreadable(error: UnreadableTextError): Refusal {
    this.#deps.diagnostics.failed(`the text of ${error.section.id}`, error)
    return refusalOf("section-unreadable", { section: error.section.title })
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

  async #movePassage(state: Publication, command: PassageCommand, by: By): Promise<Answer> {
    const decision = decidePassage(state, command, { ...by, newId: this.#deps.newId })
    if ("refusal" in decision) return decision
    const { plan } = decision
    const threads = this.#deps.facts.threads(state.id)
    const complete = (outcome: PassageOutcome, going: readonly GoingThread[]): Facts => {
      const completed = completePassage(state, plan, outcome)
      if ("refusal" in completed) throw new PassageRefused(completed.refusal)
      const moved = moveThreads(state, threads, { ...plan, words: going })
      return this.#batchOf(state, { ...completed, events: [...completed.events, ...moved] }, by)
    }
    const there = {
      threads: this.#deps.publications.threadsOn(plan.from.id),
      returning: plan.undoes === null ? new Set<ThreadId>() : this.#deps.facts.moves.threadsOf(plan.undoes),
    }
    return this.#deps.texts.move(plan, by.personId, there, complete, (facts) => this.#absorb(facts))
  }

  async #reviewed(state: Publication, command: ReviewCommand, by: By, frozen: FrozenAnswer): Promise<Answer> {
    const { log, newId, texts } = this.#deps
    const decision = decideReview(state, this.#deps.facts.threads(state.id), command, { ...by, newId }, frozen)
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
    const known = threadsById(this.#deps.facts.threads(state.id), command.threadId)
    return known.some(({ place }) => canJoin(state, personId, place))
  }

  #batchOf(state: Publication, decided: Decided, by: By): Append[] {
    return batchOf(decided, by, this.#deps.facts.positions(state.id))
  }

  #absorb(written: Written["facts"]): void {
    for (const { stream, entries } of written) this.#deps.facts.absorb(stream as StreamName, entries)
  }

  #announced(id: PublicationId, actor: PersonId, written: Written["facts"]): Outcome {
    this.announce(written)
    const state = this.#deps.facts.publication(id)
    const events = written
      .filter(({ stream }) => state && canJoin(state, actor, stream as StreamName))
      .flatMap(({ stream, entries }) => entries.map((entry) => decodeFact(stream as StreamName, entry)))
      .filter((recorded) => recorded !== null)
    const last = written.flatMap(({ entries }) => entries).at(-1)
    return { kind: "done", position: last?.position ?? 0, events }
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

type Answer = { refusal: Refusal } | Pick<Written, "facts">
