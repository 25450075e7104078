import { says } from "./lost.ts"
import { quoteBounds, type TextSpan } from "./quote.ts"
import { type Anchor, anchorBounds } from "./request.ts"
import type { Words } from "./words.ts"

/** Where the words of an anchor are. */
export type Located =
  | { readonly kind: "found"; readonly span: TextSpan; readonly by: "positions" | "quote" | "changed" }
  | { readonly kind: "hits"; readonly hits: number }
  | { readonly kind: "too-long" }

/**
 * By the positions, if the words there read as the quote; by the quote, in the block in which they began before all others; and else by
 * the positions again, if what somebody has changed there is less than half. `placed` is where the positions are, null where they lead nowhere.
 */
export function locate<T>(
  words: Words<T>,
  { quote, blockId, isOfOtherText }: Anchor,
  placed: TextSpan | null,
): Located {
  if (quote.exact.length > quoteBounds.exactMax) return { kind: "too-long" }
  const isThere = placed !== null && words.hasWords(placed) && lengthOf(placed) <= 2 * quoteBounds.exactMax
  if (isThere && words.quoted.reads(placed, quote.exact)) return found(words, placed, "positions")
  const home = blockId ? words.lines.find(({ blocks }) => blocks.at(-1) === blockId) : undefined
  const inHome = home && words.quoted.find(quote, (place) => isWithin(place, home) && words.hasWords(place)).span
  if (inHome) return found(words, inHome, "quote")
  const { span, hits, agreement } = words.quoted.find(quote, (place) => words.hasWords(place))
  const isKnown = isOfOtherText !== true || agreement !== "none" || says(quote.exact, anchorBounds.aloneLettersMin)
  if (span !== null && isKnown) return found(words, span, "quote")
  if (hits === 0 && isThere && isMostly(words.quoted.text.slice(placed.start, placed.end), quote.exact))
    return found(words, placed, "changed")
  return { kind: "hits", hits }
}

function found<T>(words: Words<T>, span: TextSpan, by: "positions" | "quote" | "changed"): Located {
  return words.runsIn(span).length > anchorBounds.runsMax ? { kind: "too-long" } : { kind: "found", span, by }
}

function isWithin({ start, end }: TextSpan, around: TextSpan): boolean {
  return start >= around.start && end <= around.end
}

function lengthOf({ start, end }: TextSpan): number {
  return end - start
}

/** Whether one is the other but for less than half, in one stretch. */
export function isMostly(now: string, before: string): boolean {
  const shorter = Math.min(now.length, before.length)
  let kept = 0
  while (kept < shorter && now[kept] === before[kept]) kept++
  let tail = 0
  while (tail < shorter - kept && now[now.length - 1 - tail] === before[before.length - 1 - tail]) tail++
  return 2 * (kept + tail) > Math.max(now.length, before.length)
}
