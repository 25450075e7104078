import type { ShapePart } from "@codraft/publication"
import type { HeadingInText } from "./headings.ts"

export interface PartState {
  readonly part: ShapePart
  /** `changed`: its heading is locked and does not read, or no longer ranks, as the template has it. */
  readonly heading: "there" | "changed" | "missing"
  /** From its heading to the next one of its rank or above. */
  readonly words: number
  readonly isWritten: boolean
  readonly isOver: boolean
}

/** How each part of a section's shape stands in its text. */
export function partStates(parts: readonly ShapePart[], headings: readonly HeadingInText[]): PartState[] {
  return parts.map((part) => {
    const at = headings.findIndex(({ id }) => id === part.blockId)
    const found = headings[at]
    const words = found === undefined ? 0 : wordsUnder(headings, at)
    return {
      part,
      heading: found === undefined ? "missing" : isAsGiven(part, found) ? "there" : "changed",
      words,
      isWritten: words > 0,
      isOver: part.wordsMax !== null && words > part.wordsMax,
    }
  })
}

function isAsGiven(part: ShapePart, { level, text }: HeadingInText): boolean {
  return !part.isLocked || (level === part.level && text === part.heading)
}

/** What stands under a heading and those below it. */
export function wordsUnder(headings: readonly HeadingInText[], at: number): number {
  const top = headings[at]
  if (top === undefined) return 0
  let words = top.words
  for (const { level, words: own } of headings.slice(at + 1)) {
    if (level <= top.level) break
    words += own
  }
  return words
}
