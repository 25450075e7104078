import {
  itemMark,
  type ItemPassage,
  type LineLooks,
  type PassageChange,
  subparagraphMark,
} from "@codraft/document/compare"
import type { Side } from "./shown.ts"

type Item = Omit<ItemPassage, "content">
type Counted = Item | LineLooks | { type: string }

/**
 * What stands before each item of a list in one of the texts, as on the page of that text, where the items may be subparagraphs.
 * Items that went have a dash among those of the later text.
 */
export function itemNumbers(
  passages: readonly PassageChange[],
  { language, hasSubparagraphs, side = "after" }: { language: string; hasSubparagraphs: boolean; side?: Side },
): Map<object, string> {
  const marks = new Map<object, string>()
  const counts: number[] = []
  const count = (key: object, passage: Counted): void => {
    if (!isItem(passage)) {
      counts.length = 0
      return
    }
    const list = passage.lists.at(-1)
    const depth = passage.lists.length
    counts.length = Math.min(counts.length, depth)
    const isFirst = passage.opens === true || counts.length < depth
    const number = isFirst ? (list?.start ?? 1) : (counts[depth - 1] ?? 0) + 1
    counts[depth - 1] = number
    const itsLanguage = passage.language ?? list?.language ?? language
    const ordered = () =>
      hasSubparagraphs
        ? subparagraphMark(number, depth - 1, itsLanguage).shown
        : itemMark(number, depth - 1, itsLanguage)
    marks.set(key, list?.ordered === true ? ordered() : depth > 1 ? "–" : "•")
  }
  const moved = new Map(
    passages.map((change) => ["move" in change && change.kind !== "left" ? change.move : null, change]),
  )
  for (const change of passages) {
    if (side === "before") countBefore(change, change.kind === "left" ? moved.get(change.move) : undefined, count)
    else if (change.kind === "removed" || change.kind === "left") {
      if (change.before.type === "item") marks.set(change, "–")
    } else if (change.kind === "split") for (const { after } of change.lines) count(after, after)
    else count(change, change.after)
  }
  return marks
}

/** What has moved is counted where it stood; `there` is what became of it. */
function countBefore(
  change: PassageChange,
  there: PassageChange | undefined,
  count: (key: object, passage: Counted) => void,
): void {
  if (change.kind === "added") return
  if (change.kind === "left" && there?.kind === "joined") countLines(there, count)
  else if (change.kind === "left" || change.kind === "removed") count(change, change.before)
  else if (change.move !== undefined) return
  else if (change.kind === "joined") countLines(change, count)
  else count(change, change.kind === "same" ? (change.before ?? change.after) : change.before)
}

function countLines(
  { lines }: Extract<PassageChange, { kind: "joined" }>,
  count: (key: object, passage: Counted) => void,
) {
  for (const { before } of lines) count(before, before)
}

function isItem(passage: { type: string }): passage is Item {
  return passage.type === "item"
}
