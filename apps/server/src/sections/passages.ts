import type { PassageProblem, PassageSelection, Reader } from "@codraft/document/reader"
import { type GoingThread, goingThreads } from "../review/going-threads.ts"
import type { SectionAuthors } from "./section-authors.ts"
import {
  type PassageOutcome,
  type PassagePlan,
  type Refusal,
  type RefusalCode,
  refusalOf,
  type Thread,
  type ThreadId,
} from "@codraft/publication"
import type { Credit } from "@codraft/sync/protocol"
import { type Facts, type Hub, roomBounds, type Written } from "@codraft/sync/server"
import { type CutsDeps, type LoggedCut, loggedCut } from "./cuts.ts"

/** The texts do not allow what the facts do; nothing was written. */
export class PassageRefused extends Error {
  override name = "PassageRefused"
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

export interface MovingDeps extends CutsDeps {
  reader: Reader
  hub: Hub
  authors: Pick<SectionAuthors, "prepare" | "creditsOf">
  now: () => number
}

/** The comments of the section that a passage leaves, and those that came there with the move that is taken back. */
export interface ThreadsThere {
  threads: readonly Thread[]
  returning: ReadonlySet<ThreadId>
}

/** More are told as if one author had written theirs at one time. */
const CREDITS_MAX = 5_000

/**
 * Moves a passage between two texts: both changes, and the facts that `complete` makes of what the texts answer, in one append. Nobody
 * writes to either text in between. Rejects with PassageRefused, also if `complete` does, and as `Hub.writeTogether` does.
 */
export async function movePassage(
  deps: MovingDeps,
  plan: PassagePlan,
  author: string,
  there: ThreadsThere,
  complete: (outcome: PassageOutcome, going: readonly GoingThread[]) => Facts,
  written: (facts: Written["facts"]) => void,
): Promise<Written> {
  const { reader, hub, authors, now } = deps
  const { from, to, place, replaces, isPlaceNeeded, withMarks, tellsWhere, names, undoes } = plan
  // Before anybody is made to wait: a long log takes its time.
  await authors.prepare(from.id)
  const { selection, cut } = await selectionOf(deps, plan, author)
  return hub.writeTogether([from.id, to.id], author, async ([source, target]) => {
    if (source === undefined || target === undefined) throw new Error("a passage moves between two texts")
    const move = await reader.movePassage({
      clientId: target.clientId,
      from: { section: from.id, parts: source.parts, language: from.language, dir: from.dir },
      to: { section: to.id, parts: target.parts, language: to.language, dir: to.dir },
      selection,
      place,
      replaces,
      isPlaceNeeded,
      replacesEmpty: undoes !== null,
      withMarks,
      tellsWhere,
      names,
    })
    if (typeof move === "string") throw new PassageRefused(refusalOf(problemCodes[move]))
    const bytes = target.parts.reduce((sum, part) => sum + part.byteLength, move.insertion.byteLength)
    if (bytes > roomBounds.textBytesMax) throw new PassageRefused(refusalOf("passage-too-large"))
    const positions = { from: cut?.position ?? source.position + 1, to: target.position + 1 }
    const left = move.removal === null ? source.parts : [...source.parts, move.removal]
    const come = [...target.parts, move.insertion]
    const going = await goingThreads(reader, { plan, ...there, move, left, come })
    const facts = complete({ ...move, positions, ...(cut === null ? {} : { cutAt: cut.at }) }, going)
    const credits = creditsFor(plan, await authors.creditsOf(from.id, move.runs), now())
    return { updates: [move.removal && { update: move.removal }, { update: move.insertion, credits }], facts, written }
  })
}

/** What was cut is found in the log, whatever is said of it. */
async function selectionOf(
  deps: MovingDeps,
  { from, choice }: PassagePlan,
  author: string,
): Promise<{ selection: PassageSelection; cut: LoggedCut | null }> {
  if (choice.kind !== "cut") return { selection: choice, cut: null }
  const cut = await loggedCut(deps, from.id, author, choice.claim)
  if (cut === null) throw new PassageRefused(refusalOf("passage-not-cut"))
  return { selection: { kind: "cut", ids: choice.claim.blockIds, parts: cut.parts }, cut }
}

/** Words keep their authors; to people who can read them only now, they are as old as that. */
function creditsFor({ isPublished }: PassagePlan, runs: readonly Credit[], at: number): Credit[] {
  const isCoarse = isPublished || runs.length > CREDITS_MAX
  const credits: Credit[] = []
  for (const run of runs) {
    const last = credits.at(-1)
    if (isCoarse && last?.author === run.author)
      credits[credits.length - 1] = { ...last, length: last.length + run.length }
    else credits.push(isPublished ? { ...run, at } : run)
  }
  return credits.slice(0, CREDITS_MAX)
}

const problemCodes = {
  gone: "passage-gone",
  "not-cut": "passage-not-cut",
  "place-gone": "passage-place-gone",
  unreadable: "passage-unreadable",
  "too-large": "passage-too-large",
  "nothing-before": "nothing-before",
} as const satisfies Record<PassageProblem, RefusalCode>
