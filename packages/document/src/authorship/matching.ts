import { type AuthorRun, sliceRuns } from "../canonical/author-run.ts"

/**
 * Which words of those put in are words that were taken away, so that whoever wrote them stays their author. Each character
 * is found again once at most.
 */

interface SourceState {
  text: string
  runs: readonly AuthorRun[]
  block: string | null
  isWhole: boolean
  /** What of it was found again. */
  used?: Uint8Array | null
}

/** Text that was taken away, with its authors. */
export class Source {
  readonly text: string
  readonly runs: readonly AuthorRun[]
  readonly block: string | null
  readonly isWhole: boolean
  #used: Uint8Array | null = null

  constructor(part: SourceState) {
    this.text = part.text
    this.runs = part.runs
    this.block = part.block
    this.isWhole = part.isWhole
    this.#used = part.used ? new Uint8Array(part.used) : null
  }

  get state(): SourceState {
    const { text, runs, block, isWhole } = this
    return { text, runs, block, isWhole, used: this.#used }
  }

  isFree(from: number, to: number): boolean {
    return this.#used === null || this.#used.subarray(from, to).every((used) => used === 0)
  }

  take(from: number, to: number): readonly AuthorRun[] {
    this.#used ??= new Uint8Array(this.text.length)
    this.#used.fill(1, from, to)
    return sliceRuns(this.runs, from, to)
  }
}

/** Text that was put in; what was found again of it has authors. */
export class Target {
  readonly text: string
  readonly block: string | null
  readonly isWhole: boolean
  /** In no order. */
  readonly found: { readonly from: number; readonly runs: readonly AuthorRun[] }[] = []
  #known: Uint8Array | null = null

  constructor(part: { text: string; block: string | null; isWhole: boolean }) {
    this.text = part.text
    this.block = part.block
    this.isWhole = part.isWhole
  }

  get isFound(): boolean {
    return this.#known !== null && !this.#known.includes(0)
  }

  /** What is still unknown, each part to be looked for by itself. */
  gaps(): Target[] {
    if (this.#known === null) return [this]
    const gaps: Target[] = []
    for (let from = this.#known.indexOf(0); from >= 0; ) {
      const next = this.#known.indexOf(1, from)
      const to = next < 0 ? this.text.length : next
      gaps.push(new Gap(this, from, to))
      from = next < 0 ? -1 : this.#known.indexOf(0, next)
    }
    return gaps
  }

  isFree(from: number, to: number): boolean {
    return this.#known === null || this.#known.subarray(from, to).every((known) => known === 0)
  }

  give(from: number, runs: readonly AuthorRun[]): void {
    const length = runs.reduce((sum, run) => sum + run.length, 0)
    this.#known ??= new Uint8Array(this.text.length)
    this.#known.fill(1, from, from + length)
    this.found.push({ from, runs })
  }
}

class Gap extends Target {
  readonly #of: Target
  readonly #from: number

  constructor(of: Target, from: number, to: number) {
    super({ text: of.text.slice(from, to), block: of.block, isWhole: of.isWhole })
    this.#of = of
    this.#from = from
  }

  override give(from: number, runs: readonly AuthorRun[]): void {
    super.give(from, runs)
    this.#of.give(this.#from + from, runs)
  }
}

/** A stretch found again in the middle of others' words has to be this long: two or three words. */
export const stretchMin = 12
/** What stands whole at the start or the end of what was put in. */
const endMin = 3

/** Words of one change. */
export function matchWithin(targets: readonly Target[], sources: readonly Source[]): void {
  if (targets.length === 0 || sources.length === 0) return
  matchWhole(targets, sources, ({ block, text }) => (block === null ? null : `${block}\n${text}`))
  matchSameBlock(targets, sources)
  matchWhole(targets, sources, ({ text }) => text)
  matchParts(targets, sources)
  matchEnds(targets, sources)
  matchStretches(targets, sources)
  matchStretchesOfBlock(targets, sources)
}

/** A single character may well be typed again by chance. */
export const againMin = 2

/** A whole line that is one which was removed, word for word: undone, or cut and pasted. Newest first. */
export function matchReturned(targets: readonly Target[], sources: readonly Source[]): void {
  const lines = targets.filter(({ isWhole, text }) => isWhole && text.length >= againMin)
  const lengths = new Set(lines.map(({ text }) => text.length))
  const whole = sources.filter(({ isWhole, text }) => isWhole && lengths.has(text.length))
  matchWhole(
    lines,
    whole.map((source) => new Source(source)),
    ({ text }) => text,
  )
}

/**
 * Words that came back in a later change where they had been: a block under its id, or text in its block. `sources` are of
 * the blocks of the targets. What was found
 * again once may come back once more: that is how undo works.
 */
export function matchLater(targets: readonly Target[], sources: readonly Source[]): void {
  const there = sources.map((source) => new Source(source))
  const key = ({ block, text }: Source | Target) => (block === null ? null : `${block}\n${text}`)
  const whole = there.filter(({ isWhole }) => isWhole)
  matchWhole(targets, whole, key)
  matchSameBlock(targets, whole)
  matchWhole(
    targets.filter(({ text }) => text.length >= againMin),
    there,
    key,
  )
  const returned = new Set(whole.map(({ block }) => block))
  matchParts(
    targets.filter(({ block, isWhole }) => isWhole && returned.has(block)),
    whole,
  )
}

/** Words that somebody else has just taken away from where this person took them too. */
export function matchMoving(targets: readonly Target[], sources: readonly Source[]): void {
  const taken = sources.map((source) => new Source(source))
  matchReturned(targets, taken)
  matchStretches(targets, taken)
}

function matchWhole(
  targets: readonly Target[],
  sources: readonly Source[],
  keyOf: (piece: Source | Target) => string | null,
): void {
  const byKey = new Map<string, Source[]>()
  for (const source of sources) {
    const key = keyOf(source)
    if (key === null || !source.isFree(0, source.text.length)) continue
    const same = byKey.get(key)
    if (same === undefined) byKey.set(key, [source])
    else same.push(source)
  }
  for (const target of targets) {
    const key = keyOf(target)
    const length = target.text.length
    if (key === null || !target.isFree(0, length)) continue
    const source = byKey.get(key)?.shift()
    if (source !== undefined) target.give(0, source.take(0, length))
  }
}

/** A block that went and came back under its id was changed in between: what both ends have in common stayed. */
function matchSameBlock(targets: readonly Target[], sources: readonly Source[]): void {
  const byBlock = new Map<string, Source>()
  for (const source of sources) {
    const { block, isWhole, text } = source
    if (isWhole && block !== null && !byBlock.has(block) && source.isFree(0, text.length)) byBlock.set(block, source)
  }
  for (const target of targets) {
    const source = target.block === null || !target.isWhole ? undefined : byBlock.get(target.block)
    if (source === undefined || !target.isFree(0, target.text.length)) continue
    byBlock.delete(source.block ?? "")
    const start = commonStart(target.text, source.text)
    const rest = Math.min(target.text.length, source.text.length) - start
    const end = Math.min(rest, commonEnd(target.text, source.text))
    if (start > 0) target.give(0, source.take(0, start))
    if (end > 0) target.give(target.text.length - end, source.take(source.text.length - end, source.text.length))
  }
}

/** Above this it is left to longer stretches: a change so large is the work of hours, and its words are told by those. */
const comparedMax = 20_000_000

/** Lines broken and joined: all that came in one place was part of one text that went, perhaps with words left out. */
function matchParts(targets: readonly Target[], sources: readonly Source[]): void {
  const characters = sources.reduce((sum, { text }) => sum + text.length, 0)
  if (targets.length * characters > comparedMax) return
  for (const target of targets) {
    if (!target.isFree(0, target.text.length)) continue
    for (const source of sources) {
      if ((target.isWhole || source.isWhole) && takePart(target, source)) break
    }
  }
}

function takePart(target: Target, source: Source): boolean {
  const { length } = target.text
  for (let at = source.text.indexOf(target.text); at >= 0; at = source.text.indexOf(target.text, at + 1)) {
    if (!source.isFree(at, at + length)) continue
    target.give(0, source.take(at, at + length))
    return true
  }
  const start = commonStart(target.text, source.text)
  const end = length - start
  const behind = source.text.length - end
  if (start === 0 || start + end > source.text.length || commonEnd(target.text, source.text) < end) return false
  if (!source.isFree(0, start) || !source.isFree(behind, source.text.length)) return false
  target.give(0, source.take(0, start))
  target.give(start, source.take(behind, source.text.length))
  return true
}

/** The tail of a line that was split with something typed before it, or the line that was joined with something behind. */
function matchEnds(targets: readonly Target[], sources: readonly Source[]): void {
  const starts = new Map<string, Source[]>()
  const ends = new Map<string, Source[]>()
  for (const source of sources) {
    const { text } = source
    if (text.length < endMin || !source.isFree(0, text.length)) continue
    push(starts, text.slice(0, endMin), source)
    push(ends, text.slice(-endMin), source)
  }
  for (const target of targets) {
    const { text, isWhole } = target
    const fits = (source: Source): boolean => (isWhole || source.isWhole) && source.isFree(0, source.text.length)
    const first = longest(starts.get(text.slice(0, endMin)), (source) => fits(source) && text.startsWith(source.text))
    if (first !== null && target.isFree(0, first.text.length)) target.give(0, first.take(0, first.text.length))
    const last = longest(ends.get(text.slice(-endMin)), (source) => fits(source) && text.endsWith(source.text))
    const from = text.length - (last?.text.length ?? 0)
    if (last !== null && target.isFree(from, text.length)) target.give(from, last.take(0, last.text.length))
  }
}

/** In a block that lost and got words in one change, as by a drag within it, fewer characters will do. */
const blockStretchMin = 6

function matchStretchesOfBlock(targets: readonly Target[], sources: readonly Source[]): void {
  const byBlock = new Map<string | null, Source[]>()
  for (const source of sources) byBlock.set(source.block, [...(byBlock.get(source.block) ?? []), source])
  for (const target of targets) {
    const own = target.block === null || target.isFound ? [] : (byBlock.get(target.block) ?? [])
    if (own.length > 0) matchStretches([target], own, { min: blockStretchMin, gram: 3, step: 3 })
  }
}

/** Every stretch of `gram + step - 1` characters holds one that begins at a multiple of `step`. */
const longStretches = { min: stretchMin, gram: 8, step: 4 }
const placesMax = 16

/** Longer stretches wherever they are now, from the start of each text on, the longest there is at each place. */
export function matchStretches(
  targets: readonly Target[],
  sources: readonly Source[],
  { min, gram, step } = longStretches,
): void {
  if (targets.every(({ text }) => text.length < min)) return
  const places = new Map<string, { source: Source; at: number }[]>()
  for (const source of sources) {
    for (let at = 0; at + gram <= source.text.length; at += step) {
      const key = source.text.slice(at, at + gram)
      const same = places.get(key)
      if (same === undefined) places.set(key, [{ source, at }])
      else if (same.length < placesMax) same.push({ source, at })
    }
  }
  for (const target of targets) {
    for (let at = 0; at + gram <= target.text.length; at++) {
      let best: Stretch | null = null
      for (const place of places.get(target.text.slice(at, at + gram)) ?? []) {
        const stretch = grown(target, at, place.source, place.at, gram)
        if (stretch !== null && (best === null || stretch.length > best.length)) best = stretch
      }
      if (best === null || best.length < min) continue
      target.give(best.targetFrom, best.source.take(best.sourceFrom, best.sourceFrom + best.length))
      at = best.targetFrom + best.length - 1
    }
  }
}

interface Stretch {
  readonly source: Source
  readonly targetFrom: number
  readonly sourceFrom: number
  readonly length: number
}

function grown(target: Target, targetAt: number, source: Source, sourceAt: number, gram: number): Stretch | null {
  const areSame = (offset: number): boolean => {
    const [t, s] = [targetAt + offset, sourceAt + offset]
    const isInside = t >= 0 && s >= 0 && t < target.text.length && s < source.text.length
    return isInside && target.text[t] === source.text[s] && target.isFree(t, t + 1) && source.isFree(s, s + 1)
  }
  let to = 0
  while (areSame(to)) to++
  if (to < gram) return null
  let from = 0
  while (areSame(from - 1)) from--
  return { source, targetFrom: targetAt + from, sourceFrom: sourceAt + from, length: to - from }
}

function push(map: Map<string, Source[]>, key: string, source: Source): void {
  const same = map.get(key)
  if (same === undefined) map.set(key, [source])
  else if (same.length < placesMax) same.push(source)
}

function longest(sources: readonly Source[] | undefined, isIt: (source: Source) => boolean): Source | null {
  let found: Source | null = null
  for (const source of sources ?? []) {
    if (source.text.length > (found?.text.length ?? 0) && isIt(source)) found = source
  }
  return found
}

function commonStart(a: string, b: string): number {
  const max = Math.min(a.length, b.length)
  let length = 0
  while (length < max && a[length] === b[length]) length++
  return length
}

function commonEnd(a: string, b: string): number {
  const max = Math.min(a.length, b.length)
  let length = 0
  while (length < max && a[a.length - 1 - length] === b[b.length - 1 - length]) length++
  return length
}
