import type { Span } from "@codraft/document"
import {
  HISTORY_MERGE_TAG,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  type NodeKey,
  SKIP_DOM_SELECTION_TAG,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from "lexical"
import type { Finder } from "./finder.ts"
import { hitsMax, type SearchedLine } from "./line-index.ts"
import { $replaceSpans, $restoreMarks, type ReplacedLine } from "./replace.ts"
import { type Replacement, replacementOf } from "./replacement.ts"

export interface ReplacingOptions {
  editor: LexicalEditor
  finder: Finder
  /** Whether the text may still be written. */
  mayWrite: () => boolean
  /** While much is replaced, this person's own keys wait: what they typed would be part of the same undo step. */
  hold: (isHeld: boolean) => void
  /** Lets the browser do what waits, painting above all. */
  pause: () => Promise<void>
  /** What typed words become in a place of the text; they stay as they are unless told. */
  $typeset?: (line: SearchedLine, span: Span, words: string) => string
  /** Milliseconds that only grow. */
  now: () => number
}

export type ReplacingState = { kind: "idle" } | { kind: "busy"; done: number }

export interface Replaced {
  count: number
  /** False if it was stopped, or some words could not be replaced. */
  isAll: boolean
  /** How many were left because they reach into a reference, a target or the like. */
  left: number
}

/** How long each update may keep the tab from doing anything else, as far as that can be told beforehand. */
const updateMs = 24
/** In an update, at first and at most: with the longest replacement that is half of what one message may hold. */
const hitsAtFirst = 40
const hitsInUpdateMax = 400
/** In characters: the bound of the field. */
export const replacementMax = 500

/**
 * Replaces what a finder found.
 *
 * 1. Each replacement is the smallest edit there is, and what was replaced once is not looked at again.
 * 2. No update holds more than can be sent in one message, nor takes long; between two of them the browser breathes.
 * 3. Replacing all is one undo step. What others write meanwhile stays, and is not replaced.
 */
export class Replacing {
  readonly #options: ReplacingOptions
  readonly #listeners = new Set<() => void>()
  #state: ReplacingState = { kind: "idle" }
  #isStopped = false

  constructor(options: ReplacingOptions) {
    this.#options = options
  }

  readonly state = (): ReplacingState => this.#state

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** Replaces the hit at hand and goes on to the next; false where it could not. */
  one(replacement: Replacement): boolean {
    const { finder, mayWrite } = this.#options
    const hit = finder.current()
    if (hit === null || this.#state.kind === "busy" || !mayWrite()) return false
    const { key } = hit.line
    const [done] = this.#replace([{ key, from: hit.start, to: hit.end }], replacement, false)
    finder.catchUp()
    const [edit] = done?.edits ?? []
    const isDone = edit !== undefined
    const growth = isDone ? edit.text.length - (edit.end - edit.start) : 0
    finder.goOnFrom({ line: key, offset: hit.end + growth })
    return isDone
  }

  async all(replacement: Replacement): Promise<Replaced> {
    const { finder, mayWrite, hold, pause, now } = this.#options
    if (this.#state.kind === "busy" || !mayWrite()) return { count: 0, isAll: false, left: 0 }
    this.#isStopped = false
    finder.catchUp()
    const total = finder.view().count
    const portions = new Portions(finder.index.lines)
    let count = 0
    let left = 0
    let atOnce = hitsAtFirst
    this.#become({ kind: "busy", done: 0 })
    if (total > hitsAtFirst) hold(true)
    try {
      for (;;) {
        const portion = portions.take(atOnce)
        if (portion.length === 0 || portions.taken > hitsMax || this.#isStopped || !mayWrite()) break
        const started = now()
        const replaced = this.#replace(portion, replacement, count > 0)
        count += replaced.reduce((sum, { edits }) => sum + edits.length, 0)
        left += replaced.reduce((sum, line) => sum + line.left, 0)
        const tookMs = Math.max(1, now() - started)
        atOnce = Math.round(Math.min(hitsInUpdateMax, Math.max(hitsAtFirst, atOnce * Math.min(2, updateMs / tookMs))))
        this.#become({ kind: "busy", done: total === 0 ? 1 : Math.min(1, portions.taken / total) })
        await pause()
      }
    } finally {
      hold(false)
      this.#become({ kind: "idle" })
    }
    finder.catchUp()
    return { count, isAll: count === total, left }
  }

  /** What was replaced so far stays, as one undo step. */
  stop(): void {
    this.#isStopped = true
  }

  #replace(portion: readonly Piece[], replacement: Replacement, goesOn: boolean): ReplacedLine[] {
    const { finder, $typeset = (_line, _span, words) => words } = this.#options
    const done: { line: SearchedLine; replaced: ReplacedLine }[] = []
    this.#update(goesOn, () => {
      for (const { key, from, to } of portion) {
        // As it is now: others may have written in it since it was found.
        const line = finder.index.$present(key)
        const spans = line?.spans.filter(({ start, end }) => start >= from && end <= to) ?? []
        if (line === null || spans.length === 0) continue
        const after = (matched: string, span: Span) => $typeset(line, span, replacementOf(matched, replacement))
        done.push({ line, replaced: $replaceSpans(line, spans, after) })
      }
    })
    const marked = done.filter(({ replaced }) => replaced.marked.length > 0)
    if (marked.length > 0) {
      this.#update(true, () => {
        for (const { line, replaced } of marked) $restoreMarks(line, replaced.marked)
      })
    }
    return done.map(({ replaced }) => replaced)
  }

  #update(goesOn: boolean, fn: () => void): void {
    // Whoever replaces is in the find bar: the selection of the text must not take the keys from there.
    const tag = [SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG, goesOn ? HISTORY_MERGE_TAG : HISTORY_PUSH_TAG]
    this.#options.editor.update(fn, { discrete: true, tag })
  }

  #become(state: ReplacingState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}

/** The hits of a line that lie between two offsets. */
interface Piece {
  readonly key: NodeKey
  readonly from: number
  readonly to: number
}

/** The hits of all lines, to be taken some at a time; of a line the last first, so that offsets of those before still hold. */
class Portions {
  readonly #pieces: (Piece & { hits: number })[]
  #next = 0
  taken = 0

  constructor(lines: readonly SearchedLine[]) {
    this.#pieces = lines.flatMap(piecesOf)
  }

  take(hits: number): Piece[] {
    const portion: Piece[] = []
    let sum = 0
    for (;;) {
      const piece = this.#pieces[this.#next]
      if (piece === undefined || (portion.length > 0 && sum + piece.hits > hits)) break
      portion.push(piece)
      sum += piece.hits
      this.#next += 1
    }
    this.taken += sum
    return portion
  }
}

function piecesOf({ key, spans }: SearchedLine): (Piece & { hits: number })[] {
  const pieces: (Piece & { hits: number })[] = []
  for (let last = spans.length; last > 0; last -= hitsInUpdateMax) {
    const first = Math.max(0, last - hitsInUpdateMax)
    const from = first === 0 ? 0 : (spans[first]?.start ?? 0)
    // The last piece of a line has what its author's colleagues add to it meanwhile, the others end where they were found to.
    const to = last === spans.length ? Number.POSITIVE_INFINITY : (spans[last - 1]?.end ?? 0)
    pieces.push({ key, from, to, hits: last - first })
  }
  return pieces
}
