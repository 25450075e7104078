import {
  itemMark,
  type ItemPassage,
  type LineLooks,
  type PassageChange,
  subparagraphMark,
} from "@codraft/document/compare"

type Item = Omit<ItemPassage, "content">

/**
 * What stands before each item of a list in the later text, as on the page of that text, where the items may be subparagraphs;
 * items that went have a dash.
 */
export function itemNumbers(
  passages: readonly PassageChange[],
  { language, hasSubparagraphs }: { language: string; hasSubparagraphs: boolean },
): Map<object, string> {
  const marks = new Map<object, string>()
  const counts: number[] = []
  const count = (key: object, after: Item | LineLooks | { type: string }): void => {
    if (!isItem(after)) {
      counts.length = 0
      return
    }
    const list = after.lists.at(-1)
    const depth = after.lists.length
    counts.length = Math.min(counts.length, depth)
    const isFirst = after.opens === true || counts.length < depth
    const number = isFirst ? (list?.start ?? 1) : (counts[depth - 1] ?? 0) + 1
    counts[depth - 1] = number
    const itsLanguage = after.language ?? list?.language ?? language
    const ordered = () =>
      hasSubparagraphs
        ? subparagraphMark(number, depth - 1, itsLanguage).shown
        : itemMark(number, depth - 1, itsLanguage)
    marks.set(key, list?.ordered === true ? ordered() : depth > 1 ? "–" : "•")
  }
  for (const change of passages) {
    if (change.kind === "removed" || change.kind === "left") {
      if (change.before.type === "item") marks.set(change, "–")
    } else if (change.kind === "split") for (const { after } of change.lines) count(after, after)
    else count(change, change.after)
  }
  return marks
}

function isItem(passage: { type: string }): passage is Item {
  return passage.type === "item"
}
