import type { PassageProblem, Reader } from "@codraft/document/reader"
import { type PassageOutcome, type PassagePlan, type Refusal, type RefusalCode, refusalOf } from "@codraft/publication"
import { type Facts, type Hub, roomBounds, type Written } from "@codraft/sync/server"

/** The texts do not allow what the facts do; nothing was written. */
export class PassageRefused extends Error {
  override name = "PassageRefused"
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.message)
    this.refusal = refusal
  }
}

/**
 * Moves a passage between two texts: both changes, and the facts that `complete` makes of what the texts answer, in one append. Nobody
 * writes to either text in between. Rejects with PassageRefused, also if `complete` does, and as `Hub.writeTogether` does.
 */
export async function movePassage(
  { reader, hub }: { reader: Reader; hub: Hub },
  plan: PassagePlan,
  author: string,
  complete: (outcome: PassageOutcome) => Facts,
): Promise<Written> {
  const { from, to, choice, place, isPlaceNeeded, withMarks, names, undoes } = plan
  return hub.writeTogether([from.id, to.id], author, async ([source, target]) => {
    if (source === undefined || target === undefined) throw new Error("a passage moves between two texts")
    const move = await reader.movePassage({
      clientId: target.clientId,
      from: { parts: source.parts, language: from.language, dir: from.dir },
      to: { parts: target.parts, language: to.language, dir: to.dir },
      selection: choice,
      place,
      isPlaceNeeded,
      replacesEmpty: undoes !== null,
      withMarks,
      names,
    })
    if (typeof move === "string") throw new PassageRefused(refusalOf(problemCodes[move]))
    const bytes = target.parts.reduce((sum, part) => sum + part.byteLength, move.insertion.byteLength)
    if (bytes > roomBounds.textBytesMax) throw new PassageRefused(refusalOf("passage-too-large"))
    return { updates: [move.removal, move.insertion], facts: complete(move) }
  })
}

const problemCodes = {
  gone: "passage-gone",
  "place-gone": "passage-place-gone",
  unreadable: "passage-unreadable",
  "too-large": "passage-too-large",
  "nothing-before": "nothing-before",
} as const satisfies Record<PassageProblem, RefusalCode>
