import {
  completeFreeze,
  completeSubmission,
  type Decided,
  decideFreeze,
  decideMade,
  decideSeal,
  decideSubmission,
  type FreezeCommand,
  type FreezePlan,
  type MadeFiles,
  type Publication,
  type Refusal,
  refusalOf,
  type Seal,
  streams,
  type SubmitCommand,
} from "@codraft/publication"
import { ConflictError, type Log } from "@codraft/storage"
import { factsIn, type Written } from "@codraft/sync/server"
import { batchOf, type By } from "../facts/batch.ts"
import type { FoldedFacts } from "../facts/folded-facts.ts"
import { takeCut } from "./cut.ts"
import type { Freezing, Moment } from "./freezing.ts"
import type { SigningKeySource } from "./signing-key.ts"
import type { SinceFrozen } from "./since-frozen.ts"

interface VersionWritingDeps {
  log: Log
  facts: Pick<FoldedFacts, "positions" | "threads">
  freezing: Pick<Freezing, "freeze">
  signingKey: Pick<SigningKeySource, "current">
  sinceFrozen: Pick<SinceFrozen, "of">
  newId: () => string
}

export interface BeforeFreezing {
  readonly moment: Moment
  readonly plan: FreezePlan
}

/** Writes what becomes of versions. Each throws a `ConflictError` where others have written meanwhile. */
export class VersionWriting {
  readonly #deps: VersionWritingDeps

  constructor(deps: VersionWritingDeps) {
    this.#deps = deps
  }

  /** What a freeze by this person would be made of now. */
  async before(state: Publication, command: FreezeCommand, by: By): Promise<BeforeFreezing | { refusal: Refusal }> {
    const decision = decideFreeze(state, command, { ...by, newId: this.#deps.newId })
    if ("refusal" in decision) return decision
    return { moment: await this.#moment(state, decision.plan, by), plan: decision.plan }
  }

  /** The version is there with the append of its event, whole, or it is not; everything of it was read at one moment. */
  async freeze(
    state: Publication,
    command: FreezeCommand,
    by: By,
  ): Promise<{ refusal: Refusal } | Pick<Written, "facts">> {
    const asked = await this.before(state, command, by)
    if ("refusal" in asked) return asked
    // What is frozen is to be signed.
    if ((await this.#deps.signingKey.current()) === null) return { refusal: refusalOf("no-signing-key") }
    const { moment, plan } = asked
    const completed = completeFreeze(state, plan, await this.#deps.freezing.freeze(moment, plan))
    if ("refusal" in completed) return completed
    const batch = batchOf(completed, by, moment.cut.facts)
    return { facts: factsIn(batch, await this.#deps.log.append(batch)) }
  }

  /** The version is submitted and its sections close with one append. */
  async submit(
    state: Publication,
    command: SubmitCommand,
    by: By,
  ): Promise<{ refusal: Refusal } | Pick<Written, "facts">> {
    const decision = decideSubmission(state, command, by)
    if ("refusal" in decision) return decision
    const { log, facts, sinceFrozen } = this.#deps
    // Before the texts are read: whoever opens or closes a section meanwhile has it decided anew.
    const standing = new Map(facts.positions(state.id))
    const draft = await sinceFrozen.of(state, decision.plan.version)
    const completed = completeSubmission(state, decision.plan, draft)
    if ("refusal" in completed) return completed
    const batch = batchOf(completed, by, standing)
    // A text of which nobody was told that it had changed must be at the end what it was when it was looked at.
    for (const [id, expected] of draft.positions)
      if (!draft.changed.includes(id)) batch.push({ stream: streams.text(id), entries: [], expected })
    const written = factsIn(batch, await log.append(batch))
    return { facts: written.filter(({ entries }) => entries.length > 0) }
  }

  /** The facts by which a version is sealed; none where it is, or cannot be any more. */
  seal(
    state: Publication,
    number: number,
    seal: Seal & { previous: number | null },
    at: number,
  ): Promise<Written["facts"]> {
    return this.#bySystem(state, decideSeal(state, number, seal), at)
  }

  /** The fact that says what there is of the files of a version; none where that is known. */
  filesMade(state: Publication, number: number, made: MadeFiles, at: number): Promise<Written["facts"]> {
    return this.#bySystem(state, decideMade(state, number, made), at)
  }

  async #bySystem(state: Publication, decided: Decided | null, at: number): Promise<Written["facts"]> {
    if (decided === null) return []
    const batch = batchOf(decided, { personId: "system", at }, this.#deps.facts.positions(state.id))
    return factsIn(batch, await this.#deps.log.append(batch))
  }

  /** Where everything of a publication stands now, for a freeze by this person. */
  async #moment(publication: Publication, plan: Pick<FreezePlan, "sections">, { personId, at }: By): Promise<Moment> {
    const { log, facts } = this.#deps
    const cut = await takeCut(log, facts.positions(publication.id), plan.sections)
    // Others have written facts that are not folded in here yet.
    if (cut === null) throw new ConflictError(streams.publication(publication.id), 0, 0)
    return { publication, threads: facts.threads(publication.id), personId, at, cut }
  }
}
