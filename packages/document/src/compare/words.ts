import { diffArrays } from "diff"
import type { Inline } from "../canonical/index.ts"
import type { LinePart } from "./comparison.ts"
import { contentOf, looksTheSame, type NameOf, type Token, tokensOf } from "./tokens.ts"

/** Beyond so many words that came and went, what lies between the same beginning and end counts as replaced. */
const editsMax = 1_500
/** Where two stretches are no larger than this together, every word is compared with every other. */
const closeLookMax = 40_000

export interface LineSide {
  readonly content: readonly Inline[]
  readonly language: string
  readonly nameOf: NameOf
}

/** What became of the words of a line. */
export function compareLines(before: LineSide, after: LineSide): LinePart[] {
  const old = tokensOf(before.content, before.language, before.nameOf)
  const now = tokensOf(after.content, after.language, after.nameOf)
  return partsOf(readable(editsOf(old, now)))
}

/**
 * What became of the words of one line in several that stand in its place; `isJoined`: what became of those of several in
 * one. Line by line of the several.
 */
export function compareDivided(one: LineSide, several: readonly LineSide[], isJoined: boolean): LinePart[][] {
  const whole = tokensOf(one.content, one.language, one.nameOf)
  const parts = several.map(({ content, language, nameOf }) => tokensOf(content, language, nameOf))
  const stretches = readable(
    editsOf(
      whole,
      parts.flatMap((tokens, i) => (i === 0 ? tokens : [lineEnd, ...tokens])),
    ),
  )
  const lines: LinePart[][] = [[]]
  for (const stretch of stretches.flatMap(cutAtEnds)) {
    if (stretch === null) lines.push([])
    else lines.at(-1)?.push(...partsOf([isJoined ? turned(stretch) : stretch]))
  }
  return lines
}

/** Where one of several lines ends: equal to nothing in a line. */
const lineEnd: Token = { text: "\u0001", isWord: false, pieces: [] }

/** null where a line ends. What was replaced stands before the first end in its place. */
function cutAtEnds({ before, after, isKept }: Stretch): (Stretch | null)[] {
  const cut: (Stretch | null)[] = []
  let [from, gone] = [0, before]
  for (let end = after.indexOf(lineEnd); end >= 0; end = after.indexOf(lineEnd, from)) {
    cut.push({ before: gone, after: after.slice(from, end), isKept }, null)
    ;[from, gone] = [end + 1, []]
  }
  return [...cut, { before: gone, after: after.slice(from), isKept }]
}

function turned({ before, after, isKept }: Stretch): Stretch {
  return { before: after, after: before, isKept }
}

/** A stretch of both lines that reads the same, or of what one has in the place of what the other has. */
interface Stretch {
  readonly before: readonly Token[]
  readonly after: readonly Token[]
  readonly isKept: boolean
}

function editsOf(before: readonly Token[], after: readonly Token[]): Stretch[] {
  return inside(before, after, between)
}

/** What both begin and end with is kept; `rest` says what became of what lies between. */
function inside(
  before: readonly Token[],
  after: readonly Token[],
  rest: (before: readonly Token[], after: readonly Token[]) => Stretch[],
): Stretch[] {
  const shortest = Math.min(before.length, after.length)
  let from = 0
  while (from < shortest && before[from]?.text === after[from]?.text) from++
  let back = 0
  while (back < shortest - from && before.at(-1 - back)?.text === after.at(-1 - back)?.text) back++
  const [endBefore, endAfter] = [before.length - back, after.length - back]
  return [
    { before: before.slice(0, from), after: after.slice(0, from), isKept: true },
    ...rest(before.slice(from, endBefore), after.slice(from, endAfter)),
    { before: before.slice(endBefore), after: after.slice(endAfter), isKept: true },
  ]
}

function between(before: readonly Token[], after: readonly Token[]): Stretch[] {
  if (before.length * after.length <= closeLookMax) return heaviest(before, after)
  const edits = diffArrays(
    before.map(({ text }) => text),
    after.map(({ text }) => text),
    { maxEditLength: editsMax },
  )
  if (edits === undefined) return [{ before, after, isKept: false }]
  let [i, j] = [0, 0]
  return edits.map(({ count, added, removed }) => ({
    before: added ? [] : before.slice(i, (i += count)),
    after: removed ? [] : after.slice(j, (j += count)),
    isKept: !added && !removed,
  }))
}

/** Keeps what weighs most together: long words rather than many short ones, as those are in every sentence. */
function heaviest(before: readonly Token[], after: readonly Token[]): Stretch[] {
  const width = after.length + 1
  const best = new Float64Array((before.length + 1) * width)
  const at = (i: number, j: number): number => best[i * width + j] ?? 0
  const kept = (i: number, j: number): number => {
    const token = before[i]
    return token !== undefined && token.text === after[j]?.text ? weightOf(token) + at(i + 1, j + 1) : -1
  }
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--) best[i * width + j] = Math.max(kept(i, j), at(i + 1, j), at(i, j + 1))
  const stretches: Stretch[] = []
  for (let [i, j] = [0, 0]; i < before.length || j < after.length; ) {
    if (i < before.length && j < after.length && kept(i, j) >= at(i, j)) {
      stretches.push({ before: before.slice(i, ++i), after: after.slice(j, ++j), isKept: true })
    } else if (j === after.length || (i < before.length && at(i + 1, j) >= at(i, j + 1)))
      stretches.push({ before: before.slice(i, ++i), after: [], isKept: false })
    else stretches.push({ before: [], after: after.slice(j, ++j), isKept: false })
  }
  return mergedStretches(stretches)
}

function weightOf({ text, isWord }: Token): number {
  return isWord ? 2 + Math.min(text.length, 12) : 1
}

/**
 * The same, as people would say it: what stands between two changes and is less than they are is part of one change, so
 * that no sentence is made of words by chance alike.
 */
function readable(stretches: readonly Stretch[]): Stretch[] {
  let joined = mergedStretches(stretches)
  for (let turn = 0; turn < turnsMax; turn++) {
    const next = mergedStretches(
      joined.map((stretch, i) => {
        const isCoincidence = stretch.isKept && isLess(stretch, joined[i - 1]) && isLess(stretch, joined[i + 1])
        return isCoincidence ? { ...stretch, isKept: false } : stretch
      }),
    )
    if (next.length === joined.length) break
    joined = next
  }
  return slid(mergedStretches(joined.flatMap(peeled)))
}

const turnsMax = 20

/** What a change begins or ends with on both sides is no change. */
function peeled(stretch: Stretch): Stretch[] {
  if (stretch.isKept || stretch.before.length === 0 || stretch.after.length === 0) return [stretch]
  return inside(stretch.before, stretch.after, (before, after) => [{ before, after, isKept: false }])
}

function isLess(kept: Stretch, change: Stretch | undefined): boolean {
  if (change === undefined) return false
  const words = kept.before.filter(({ isWord }) => isWord)
  if (words.length === 0) return true
  return words.length <= 2 && lengthOf(kept.before) <= Math.max(lengthOf(change.before), lengthOf(change.after)) / 2
}

function lengthOf(tokens: readonly Token[]): number {
  return tokens.reduce((sum, { text }) => sum + text.length, 0)
}

function mergedStretches(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const stretch of stretches) {
    if (stretch.before.length + stretch.after.length === 0) continue
    const last = merged.at(-1)
    if (last?.isKept !== stretch.isKept) merged.push(stretch)
    else {
      merged[merged.length - 1] = {
        before: [...last.before, ...stretch.before],
        after: [...last.after, ...stretch.after],
        isKept: last.isKept,
      }
    }
  }
  return merged
}

/**
 * Words that only came or only went may be said to start earlier or later where the words around are the same: a whole
 * sentence, or else words with the space behind them.
 */
function slid(stretches: readonly Stretch[]): Stretch[] {
  const result = [...stretches]
  for (let at = 1; at < result.length; at++) {
    const [left, change, right] = [result[at - 1], result[at], result[at + 1]]
    if (left === undefined || change === undefined || change.isKept || !left.isKept) continue
    if (change.before.length > 0 && change.after.length > 0) continue
    const tokens = change.before.length > 0 ? change.before : change.after
    const step = bestSlide(left, tokens, right)
    if (step === 0) continue
    const moved = slide(left, change, right, step)
    result.splice(at - 1, right === undefined ? 2 : 3, ...moved)
  }
  return mergedStretches(result)
}

/** By how many tokens to slide: back if negative. */
function bestSlide(left: Stretch, change: readonly Token[], right: Stretch | undefined): number {
  const all = [...left.after, ...change, ...(right?.after ?? [])]
  const [start, size] = [left.after.length, change.length]
  let best = { step: 0, worth: worthAt(all, start, size) }
  const consider = (step: number): void => {
    const worth = worthAt(all, start + step, size)
    if (worth > best.worth) best = { step, worth }
  }
  for (let step = -1; start + step >= 0 && all[start + step]?.text === all[start + step + size]?.text; step--) {
    consider(step)
  }
  for (let step = 1; start + size + step <= all.length; step++) {
    if (all[start + step - 1]?.text !== all[start + size + step - 1]?.text) break
    consider(step)
  }
  return best.step
}

/** How well a change reads that starts here: after a sentence, else after a space, so that it ends with one. */
function worthAt(tokens: readonly Token[], start: number, size: number): number {
  const [before, beforeThat] = [tokens[start - 1], tokens[start - 2]]
  const isAtWord = tokens[start]?.isWord === true
  if (!isAtWord) return start + size === tokens.length ? 1 : 0
  if (before === undefined) return 3
  if (!isSpace(before)) return 0
  return beforeThat !== undefined && /[.!?…。！？؟]$/u.test(beforeThat.text) ? 3 : 2
}

function isSpace({ text }: Token): boolean {
  return /^\s+$/u.test(text)
}

function slide(left: Stretch, change: Stretch, right: Stretch | undefined, step: number): Stretch[] {
  const isRemoval = change.before.length > 0
  const whole = (side: "before" | "after"): readonly Token[] => [
    ...left[side],
    ...change[side],
    ...(right?.[side] ?? []),
  ]
  const [before, after] = [whole("before"), whole("after")]
  const [start, size] = [left.before.length + step, isRemoval ? change.before.length : change.after.length]
  const cut = (tokens: readonly Token[], has: boolean): [readonly Token[], readonly Token[], readonly Token[]] => [
    tokens.slice(0, start),
    has ? tokens.slice(start, start + size) : [],
    tokens.slice(has ? start + size : start),
  ]
  const [b, a] = [cut(before, isRemoval), cut(after, !isRemoval)]
  return [0, 1, 2].map((i) => ({ before: b[i] ?? [], after: a[i] ?? [], isKept: i !== 1 }))
}

function partsOf(stretches: readonly Stretch[]): LinePart[] {
  return stretches.flatMap((stretch) => {
    if (stretch.isKept) return keptParts(stretch)
    const parts: LinePart[] = []
    if (stretch.before.length > 0) parts.push({ kind: "removed", content: contentOfTokens(stretch.before) })
    if (stretch.after.length > 0) parts.push({ kind: "added", content: contentOfTokens(stretch.after) })
    return parts
  })
}

function keptParts({ before, after }: Stretch): LinePart[] {
  const parts: LinePart[] = []
  for (let from = 0; from < before.length; ) {
    const isSame = isSameAt(before, after, from)
    let to = from + 1
    while (to < before.length && isSameAt(before, after, to) === isSame) to++
    const now = contentOfTokens(after.slice(from, to))
    parts.push(
      isSame
        ? { kind: "kept", content: now }
        : { kind: "restyled", before: contentOfTokens(before.slice(from, to)), after: now },
    )
    from = to
  }
  return parts
}

function isSameAt(before: readonly Token[], after: readonly Token[], at: number): boolean {
  const [a, b] = [before[at], after[at]]
  return a !== undefined && b !== undefined && looksTheSame(a, b)
}

function contentOfTokens(tokens: readonly Token[]): Inline[] {
  return contentOf(tokens.flatMap(({ pieces }) => pieces))
}
