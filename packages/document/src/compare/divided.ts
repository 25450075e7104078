import { plainText } from "../canonical/lines.ts"
import type { LinePart } from "./comparison.ts"
import { textOfPassage } from "./keys.ts"
import { wordsIn } from "./likeness.ts"
import type { Pair } from "./pairing.ts"
import { isLine, type Line, type Passage } from "./passages.ts"

/** A line of one text, and the lines of the other that it was divided into or made of, by their places. */
export interface Divided {
  readonly one: number
  readonly first: number
  readonly last: number
  /** What became of the words, line by line of the several. */
  readonly lines: readonly (readonly LinePart[])[]
}

/** So much of a line has to be words of the one that it is taken for a part of: at a glance, and in their order. */
const wordsMin = 0.6
const keptMin = 0.5
/** How far from the part that is known another is looked for. */
const reach = 12

/**
 * Lines of the first text that were divided in the second, where the parts stand together. A line counts as a part if
 * nothing else is its counterpart and its words are those that are missing in the part that has been found.
 */
export function dividedLines(
  before: readonly Passage[],
  after: readonly Passage[],
  pairs: readonly Pair[],
  compare: (one: Line, several: readonly Line[]) => LinePart[][],
): Divided[] {
  const isTaken = after.map(() => false)
  for (const [, j] of pairs) isTaken[j] = true
  return pairs.flatMap(([one, j]): Divided[] => {
    const whole = before[one]
    const part = after[j]
    if (whole === undefined || part === undefined || !isLine(whole) || !isLine(part)) return []
    const missing = new Missing(whole, part)
    if (missing.isNone) return []
    const found = [j]
    for (const step of [1, -1]) {
      for (let at = j + step; Math.abs(at - j) <= reach; at += step) {
        const line = after[at]
        if (line === undefined || isTaken[at] === true || !isLine(line)) break
        if (missing.take(line)) found.push(at)
      }
    }
    const [first, last] = [Math.min(...found), Math.max(...found)]
    if (first === last) return []
    const several = after.slice(first, last + 1).filter(isLine)
    const lines = compare(whole, several)
    if (!found.every((at) => at === j || isKept(lines[at - first] ?? []))) return []
    isTaken.fill(true, first, last + 1)
    return [{ one, first, last, lines }]
  })
}

/** The words of a line that its known part lacks. */
class Missing {
  readonly #counts: Map<string, number>

  constructor(whole: Line, part: Line) {
    this.#counts = new Map(wordsIn(textOfPassage(whole)).counts)
    for (const [word, count] of wordsIn(textOfPassage(part)).counts) this.#remove(word, count)
  }

  get isNone(): boolean {
    return this.#counts.size === 0
  }

  /** Whether a line is made of such words, which are then no longer missing. */
  take(line: Line): boolean {
    const { counts, weight } = wordsIn(textOfPassage(line))
    let common = 0
    for (const [word, count] of counts) common += Math.min(count, this.#counts.get(word) ?? 0) * word.length
    if (weight === 0 || common < weight * wordsMin) return false
    for (const [word, count] of counts) this.#remove(word, count)
    return true
  }

  #remove(word: string, count: number): void {
    const left = (this.#counts.get(word) ?? 0) - count
    if (left > 0) this.#counts.set(word, left)
    else this.#counts.delete(word)
  }
}

function isKept(parts: readonly LinePart[]): boolean {
  let [kept, other] = [0, 0]
  for (const part of parts) {
    const length = plainText(part.kind === "restyled" ? part.after : part.content).length
    if (part.kind === "kept" || part.kind === "restyled") kept += length
    else other += length
  }
  return kept > 0 && kept >= (kept + other) * keptMin
}
