import {
  applyToThreads,
  emptyThreads,
  type PersonId,
  type Publication,
  type Refusal,
  type ReviewCommandInput,
  type Thread,
} from "@codraft/publication"
import { offersFor } from "../comments/offers.ts"
import { RequestError } from "../workspace/request.ts"

/** Comments that are settled in one go. The server decides on each by itself, some hundred a minute. */
export const massMax = 500

export interface MassOffers {
  settle: boolean
  assign: boolean
  classify: boolean
}

/** What this person may do with any of these comments: the same rules as for one. Comments that are alike are asked about once. */
export function massOffers(
  publication: Publication,
  threads: Iterable<Thread>,
  personId: PersonId,
  at: number,
): MassOffers {
  const offers: MassOffers = { settle: false, assign: false, classify: false }
  const asked = new Set<string>()
  for (const thread of threads) {
    if (thread.state === "withdrawn") continue
    const { sectionId, audience, organization, state, author } = thread
    const alike = `${sectionId} ${audience} ${organization} ${state} ${author === personId} ${thread.place.split(":")[0]}`
    if (asked.has(alike)) continue
    asked.add(alike)
    const one = offersFor({ publication, threads: alone(publication, thread), personId, at }, thread)
    offers.settle ||= one.settle
    offers.assign ||= one.assign
    offers.classify ||= one.classify
    if (offers.settle && offers.assign && offers.classify) break
  }
  return offers
}

function alone({ id: publicationId }: Publication, thread: Thread) {
  const { id: threadId, place, sectionId, at, author } = thread
  const event = { type: "threadCopied", place, threadId, publicationId, sectionId, thread } as const
  return applyToThreads(emptyThreads(publicationId), { stream: place, position: 1, at, author, event })
}

export type MassOutcome = { kind: "done" } | { kind: "refused"; refusal: Refusal } | { kind: "failed"; error: unknown }

export interface MassRun {
  send: (command: ReviewCommandInput) => Promise<Refusal | null>
  /** Waits before it tries again what came too often. */
  pause: () => Promise<void>
  /** After each one. */
  told: (index: number, outcome: MassOutcome) => void
  isStopped: () => boolean
}

/** Sends commands one after the other. What is refused or fails stops none of the others; whoever is no longer there stops all. */
export async function runMass(commands: readonly ReviewCommandInput[], run: MassRun): Promise<void> {
  for (const [index, command] of commands.entries()) {
    if (run.isStopped()) return
    const outcome = await outcomeOf(command, run)
    run.told(index, outcome)
    if (outcome.kind === "failed" && outcome.error instanceof RequestError && outcome.error.status === 401) return
  }
}

const triesMax = 60

async function outcomeOf(command: ReviewCommandInput, { send, pause, isStopped }: MassRun): Promise<MassOutcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      const refusal = await send(command)
      return refusal === null ? { kind: "done" } : { kind: "refused", refusal }
    } catch (error) {
      const isTooMany = error instanceof RequestError && error.status === 429
      if (!isTooMany || tries === triesMax || isStopped()) return { kind: "failed", error }
      await pause()
    }
  }
}
