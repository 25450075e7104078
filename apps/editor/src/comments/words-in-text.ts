import { Anchors, type FollowedThread } from "@codraft/document/collab"
import { $getNearestNodeFromDOMNode, $isTextNode, type LexicalEditor } from "lexical"
import type { SectionSession } from "../section/section-session.ts"
import { browserClock } from "../workspace/browser.ts"
import { type Look, PaintedWords, rangeOnPage } from "./painted-words.ts"

/** Words that a thread, or a comment being written, is on. */
export interface AnchoredWords {
  readonly threadId: string
  /** null: the text has a mark for it. */
  readonly followed: FollowedThread["anchor"] | null
}

/** Where the words of threads are. A new object whenever something in it changed. */
export interface WordPlaces {
  /** From the top of the text, in pixels; only of those that have words. */
  readonly tops: ReadonlyMap<string, number>
  /** Those that have words, from the top of the page down: notes of a table stand under it, and behind all else in the document. */
  readonly order: readonly string[]
  /** Those whose words are gone. */
  readonly lost: ReadonlySet<string>
}

/** Time for the text to bring the words of a comment of which its stream has told already. */
const arrivalMs = 2_500
/** Letters move lines without making the text longer, rarely: places are looked at again when typing pauses. */
const calmMs = 500

/** Of more threads the places are measured less often; of more without marks only those around the window are painted. */
const manyThreads = 400
const unhurriedMs = 200

const nowhere: WordPlaces = { tops: new Map(), order: [], lost: new Set() }

/**
 * The words of threads in an open text: painted and measured.
 *
 * 1. A key that changes no words of a thread and moves no lines measures nothing and paints nothing.
 * 2. What is painted follows the binding: with another document everything is looked for anew.
 */
export class WordsInText {
  readonly #session: SectionSession
  readonly #editor: LexicalEditor
  readonly #listeners = new Set<() => void>()
  readonly #forget: (() => void)[]
  readonly #resize: ResizeObserver
  readonly #painted: PaintedWords
  /** Since when words are missing. */
  readonly #missing = new Map<string, number>()
  #anchors: Anchors
  #unsubscribe: () => void
  #words: ReadonlyMap<string, AnchoredWords> = new Map()
  #unmarkedCount = 0
  #looks: (threadId: string) => Look | null = () => "usual"
  #places: WordPlaces = nowhere
  #state = ""
  #unhurried = 0
  #frame = 0
  #calm = 0
  #arriving = 0
  /** What to look at with the next frame. */
  #due: { all: boolean; some: Set<string> } = { all: false, some: new Set() }

  constructor(session: SectionSession) {
    this.#session = session
    this.#editor = session.editor
    this.#painted = new PaintedWords(session.editor)
    this.#resize = new ResizeObserver(() => this.#soon())
    ;[this.#anchors, this.#unsubscribe] = this.#begin()
    const onScroll = () => {
      if (this.#unmarkedCount > manyThreads) this.#soon()
    }
    addEventListener("scroll", onScroll, { passive: true })
    this.#forget = [
      () => removeEventListener("scroll", onScroll),
      session.onBindingChange(() => {
        this.#end()
        ;[this.#anchors, this.#unsubscribe] = this.#begin()
        this.#follow()
        this.#soon()
      }),
      session.subscribe(() => {
        const { isLoaded, isConnected } = session.view()
        const state = `${isLoaded} ${isConnected}`
        if (state === this.#state) return
        this.#state = state
        this.#soon()
      }),
      this.#editor.registerRootListener((root, before) => {
        if (before?.parentElement) this.#resize.unobserve(before)
        if (root) this.#resize.observe(root)
        this.#soon()
      }),
      this.#editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
        if (dirtyElements.size === 0 && dirtyLeaves.size === 0) return
        for (const [key, isChanged] of dirtyElements) if (isChanged && key !== "root") return this.#soon()
        this.#whenCalm()
      }),
    ]
  }

  readonly view = (): WordPlaces => this.#places

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** Follows these and no others. */
  show(words: readonly AnchoredWords[]): void {
    this.#words = new Map(words.map((each) => [each.threadId, each]))
    this.#unmarkedCount = words.filter(({ followed }) => followed !== null).length
    this.#follow()
    this.#soon()
  }

  /** How the words of each are painted; null: not at all. */
  dress(looks: (threadId: string) => Look | null): void {
    this.#looks = looks
    this.#soon()
  }

  /** The threads that a place on the page is among the words of, the one with the fewest words first. */
  threadsAt(node: Node, offset: number): string[] {
    const key = this.#editor.read(() => {
      const found = $getNearestNodeFromDOMNode(node)
      return $isTextNode(found) ? found.getKey() : null
    })
    if (key === null) return []
    const length = (threadId: string) =>
      this.#anchors.rangesOf(threadId).reduce((sum, { start, end }) => sum + end - start, 0)
    return this.#anchors
      .threadsAt(key, offset)
      .filter((threadId) => this.#words.has(threadId) && this.#looks(threadId) !== null)
      .sort((a, b) => length(a) - length(b))
  }

  /** The first of a thread's words on the page, and the last. */
  endsOf(threadId: string): { first: Range; last: Range } | null {
    const ranges = this.#rangesOf(threadId)
    const [first, last] = [ranges[0], ranges.at(-1)]
    return first && last ? { first: liveRange(first), last: liveRange(last) } : null
  }

  /** Words as they stand in the text now. */
  textOf(threadId: string): string {
    return this.#rangesOf(threadId)
      .map((range) => liveRange(range).toString())
      .join(" ")
  }

  destroy(): void {
    for (const forget of this.#forget) forget()
    this.#end()
    this.#resize.disconnect()
    cancelAnimationFrame(this.#frame)
    for (const timer of [this.#calm, this.#arriving, this.#unhurried]) clearTimeout(timer)
    this.#listeners.clear()
  }

  #begin(): [Anchors, () => void] {
    const anchors = new Anchors({
      editor: this.#editor,
      binding: this.#session.binding,
      schedule: (fn, delayMs) => browserClock.setTimer(fn, delayMs),
    })
    const unsubscribe = anchors.subscribe((changed) => {
      for (const threadId of changed) this.#due.some.add(threadId)
      this.#frame ||= requestAnimationFrame(() => this.#look())
    })
    return [anchors, unsubscribe]
  }

  #end(): void {
    this.#unsubscribe()
    this.#anchors.destroy()
    this.#painted.clear()
  }

  #follow(): void {
    this.#anchors.follow(
      [...this.#words.values()].flatMap(({ threadId, followed }) =>
        followed === null ? [] : [{ threadId, anchor: followed }],
      ),
    )
  }

  #soon(): void {
    this.#due.all = true
    if (this.#words.size <= manyThreads || this.#places === nowhere) {
      this.#frame ||= requestAnimationFrame(() => this.#look())
      return
    }
    this.#unhurried ||= window.setTimeout(() => {
      this.#unhurried = 0
      this.#frame ||= requestAnimationFrame(() => this.#look())
    }, unhurriedMs)
  }

  #whenCalm(): void {
    clearTimeout(this.#calm)
    this.#calm = window.setTimeout(() => this.#soon(), calmMs)
  }

  #look(): void {
    this.#frame = 0
    const due = this.#due
    this.#due = { all: false, some: new Set() }
    const root = this.#editor.getRootElement()
    if (root === null) return
    const ids = due.all ? [...this.#words.keys()] : [...due.some].filter((threadId) => this.#words.has(threadId))
    const hasCome = ids.some((threadId) => this.#anchors.has(threadId) !== this.#places.tops.has(threadId))
    this.#measure(root, due.all || hasCome ? [...this.#words.keys()] : ids, due.all || hasCome)
    const origin = root.getBoundingClientRect().top
    for (const threadId of ids) this.#paint(threadId, origin)
    if (due.all)
      for (const threadId of this.#painted.threads()) if (!this.#words.has(threadId)) this.#paint(threadId, origin)
    // Its words may be others where they were.
    if (ids.some((threadId) => this.#looks(threadId) === "current")) for (const listener of this.#listeners) listener()
  }

  #measure(root: HTMLElement, ids: readonly string[], isAll: boolean): void {
    const origin = root.getBoundingClientRect().top
    const tops = new Map(isAll ? [] : this.#places.tops)
    for (const threadId of ids) {
      const top = this.#topOf(threadId)
      if (top !== null) tops.set(threadId, Math.round(top - origin))
      else tops.delete(threadId)
    }
    const lost = this.#lost()
    const order = isAll ? inOrderOfPage(this.#anchors.inOrder(), tops) : this.#places.order
    const before = this.#places
    if (isSameMap(before.tops, tops) && isSameList(before.order, order) && isSameList([...before.lost], [...lost]))
      return
    this.#places = { tops, order: isSameList(before.order, order) ? before.order : order, lost }
    for (const listener of this.#listeners) listener()
  }

  /** Only in a text that is all there, and not for words that may still be on their way. */
  #lost(): Set<string> {
    const { isLoaded, isConnected } = this.#session.view()
    const now = performance.now()
    const lost = new Set<string>()
    let next = Number.POSITIVE_INFINITY
    for (const threadId of this.#words.keys()) {
      if (this.#anchors.has(threadId) || !isLoaded) {
        this.#missing.delete(threadId)
        continue
      }
      const since = this.#missing.get(threadId) ?? now
      this.#missing.set(threadId, since)
      if (this.#places.lost.has(threadId) || (isConnected && now - since >= arrivalMs)) lost.add(threadId)
      else next = Math.min(next, since + arrivalMs - now)
    }
    clearTimeout(this.#arriving)
    if (next < Number.POSITIVE_INFINITY) this.#arriving = window.setTimeout(() => this.#soon(), Math.max(50, next))
    return lost
  }

  /** In the window, in pixels. A range that is made on the page would cost every key something until it is collected: marked words have an element. */
  #topOf(threadId: string): number | null {
    const [first] = this.#anchors.rangesOf(threadId)
    if (first === undefined) return null
    const element = this.#isMarked(threadId) ? this.#editor.getElementByKey(first.key) : null
    const box = element ?? this.endsOf(threadId)?.first
    return box?.getBoundingClientRect().top ?? null
  }

  #isMarked(threadId: string): boolean {
    return this.#words.get(threadId)?.followed === null
  }

  #isNear(threadId: string, origin: number): boolean {
    if (this.#unmarkedCount <= manyThreads || this.#isMarked(threadId)) return true
    const top = origin + (this.#places.tops.get(threadId) ?? 0)
    return top > -2 * innerHeight && top < 3 * innerHeight
  }

  #paint(threadId: string, origin: number): void {
    const look = this.#words.has(threadId) && this.#isNear(threadId, origin) ? this.#looks(threadId) : null
    this.#painted.paint(threadId, look, this.#anchors.rangesOf(threadId), this.#isMarked(threadId))
  }

  #rangesOf(threadId: string): StaticRange[] {
    return this.#anchors.rangesOf(threadId).flatMap((range) => rangeOnPage(this.#editor, range) ?? [])
  }
}

function liveRange({ startContainer, startOffset, endContainer, endOffset }: StaticRange): Range {
  const range = document.createRange()
  range.setStart(startContainer, startOffset)
  range.setEnd(endContainer, endOffset)
  return range
}

function inOrderOfPage(inOrder: readonly string[], tops: ReadonlyMap<string, number>): string[] {
  const top = (threadId: string) => tops.get(threadId) ?? 0
  return inOrder.filter((threadId) => tops.has(threadId)).sort((a, b) => top(a) - top(b))
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}

function isSameMap(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): boolean {
  return a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)
}
