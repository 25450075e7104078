import { $getNodeByKey, $isElementNode, $isTextNode, type LexicalNode, type NodeKey } from "lexical"
import type * as Y from "yjs"
import { $editorWords, type EditorWords } from "../../anchor/editor-words.ts"
import { isMostly, locate } from "../../anchor/locate.ts"
import { positionFrom } from "../../anchor/position.ts"
import { type Quote, readsAs, type TextSpan } from "../../anchor/quote.ts"
import type { Anchor } from "../../anchor/request.ts"
import type { SectionBinding } from "../section-binding.ts"
import type { Place } from "../shared-text.ts"
import type { LookedAt } from "./looked-at.ts"

/** A stretch of a text node. */
export interface WordRange {
  readonly key: NodeKey
  readonly start: number
  readonly end: number
}

/** A thread that leaves no mark in the text, by what is stored with it. */
export interface FollowedThread {
  readonly threadId: string
  readonly anchor: Anchor
}

interface Followed {
  readonly anchor: Anchor
  /** None: its words are gone. */
  readonly ranges: readonly WordRange[]
  readonly start: Y.RelativePosition | null
  readonly end: Y.RelativePosition | null
  /** As they read when they were last seen. */
  readonly quote: Quote
}

/** Between two places in a line there are no more nodes than this. */
const nodesMax = 5_000

/**
 * Keeps threads without marks on their words. While letters change, relative positions lead to these; where blocks are divided, joined or made
 * anew they lead to a part of them or nowhere, and the words are found again as they read last.
 */
export class FollowedWords {
  readonly #binding: Pick<SectionBinding, "$positionIn" | "$placesOf">
  readonly #threads = new Map<string, Followed>()
  readonly #threadsOn = new Map<NodeKey, Set<string>>()

  constructor(binding: Pick<SectionBinding, "$positionIn" | "$placesOf">) {
    this.#binding = binding
  }

  /** Follows these and no others; answers which have come, or gone. */
  $follow(threads: readonly FollowedThread[]): Set<string> {
    const changed = new Set<string>()
    const wanted = new Map(threads.map((thread) => [thread.threadId, thread.anchor]))
    for (const threadId of this.#threads.keys()) {
      if (wanted.has(threadId)) continue
      this.#set(threadId, null)
      changed.add(threadId)
    }
    const added = [...wanted].filter(([threadId]) => !this.#threads.has(threadId))
    const words = added.length === 0 ? null : $editorWords()
    for (const [threadId, anchor] of added) {
      if (words !== null) this.#set(threadId, this.#$located(anchor, words))
      changed.add(threadId)
    }
    return changed
  }

  /** Follows the words through an update; answers whose may have changed. */
  $look({ leaves, isStructural }: LookedAt): Set<string> {
    const changed = new Set<string>()
    for (const key of leaves) for (const threadId of this.#threadsOn.get(key) ?? []) changed.add(threadId)
    let words: EditorWords | null = null
    for (const threadId of changed) {
      const followed = this.#threads.get(threadId)
      if (followed === undefined) continue
      const kept = this.#$kept(followed)
      if (kept !== null && (!isStructural || readsAs(kept.quote.exact, followed.quote.exact))) {
        this.#set(threadId, kept)
        continue
      }
      words ??= $editorWords()
      const found = this.#$located(
        { quote: followed.quote, isOfOtherText: followed.anchor.isOfOtherText },
        words,
        followed,
      )
      this.#set(threadId, found.ranges.length > 0 ? found : (kept ?? found))
    }
    return changed
  }

  /** Whether any thread has lost its words. */
  get hasLost(): boolean {
    for (const { ranges } of this.#threads.values()) if (ranges.length === 0) return true
    return false
  }

  /** Looks for lost words in all of the text; answers whose were found. */
  $findLost(): Set<string> {
    const changed = new Set<string>()
    const lost = [...this.#threads].filter(([, { ranges }]) => ranges.length === 0)
    const words = lost.length === 0 ? null : $editorWords()
    for (const [threadId, followed] of lost) {
      if (words === null) break
      const byLast = this.#$located({ quote: followed.quote }, words, followed)
      const found = byLast.ranges.length > 0 ? byLast : this.#$located(followed.anchor, words)
      if (found.ranges.length === 0) continue
      this.#set(threadId, found)
      changed.add(threadId)
    }
    return changed
  }

  rangesOf(threadId: string): readonly WordRange[] {
    return this.#threads.get(threadId)?.ranges ?? []
  }

  threadsOn(key: NodeKey): Iterable<string> {
    return this.#threadsOn.get(key) ?? []
  }

  threads(): string[] {
    return [...this.#threads].flatMap(([threadId, { ranges }]) => (ranges.length > 0 ? [threadId] : []))
  }

  #set(threadId: string, followed: Followed | null): void {
    for (const { key } of this.rangesOf(threadId)) {
      const threads = this.#threadsOn.get(key)
      threads?.delete(threadId)
      if (threads?.size === 0) this.#threadsOn.delete(key)
    }
    if (followed === null) {
      this.#threads.delete(threadId)
      return
    }
    this.#threads.set(threadId, followed)
    for (const { key } of followed.ranges) {
      const threads = this.#threadsOn.get(key)
      if (threads === undefined) this.#threadsOn.set(key, new Set([threadId]))
      else threads.add(threadId)
    }
  }

  #$located(anchor: Anchor, words: EditorWords, before?: Followed): Followed {
    const stored = before?.anchor ?? anchor
    const located = locate(words, anchor, this.#$placed(anchor, words))
    if (located.kind !== "found")
      return { anchor: stored, ranges: [], start: null, end: null, quote: before?.quote ?? anchor.quote }
    const runs = words.runsIn(located.span)
    const ranges = runs.map(({ of: key, index, length }) => ({ key, start: index, end: index + length }))
    return { anchor: stored, ranges, ...this.#$positions(ranges), quote: words.quoted.quoteOf(located.span) }
  }

  #$positions(ranges: readonly WordRange[]): Pick<Followed, "start" | "end"> {
    const [first, last] = [ranges[0], ranges.at(-1)]
    const start = first === undefined ? null : $getNodeByKey(first.key)
    const end = last === undefined ? null : $getNodeByKey(last.key)
    return {
      start: start === null ? null : this.#binding.$positionIn(start, first?.start ?? 0, "after"),
      end: end === null ? null : this.#binding.$positionIn(end, last?.end ?? 0, "before"),
    }
  }

  #$placed({ start, end }: Anchor, words: EditorWords): TextSpan | null {
    const [from, to] = [positionFrom(start), positionFrom(end)]
    const places = from === null || to === null ? null : this.#binding.$placesOf(from, to)
    if (places === null) return null
    const offsets = [places.start, places.end].map(({ key, offset }) => words.offsetOf(key, offset))
    const [startAt, endAt] = offsets
    if (typeof startAt !== "number" || typeof endAt !== "number" || startAt >= endAt) return null
    return { start: startAt, end: endAt }
  }

  /** The words where the positions lead, if anything of them is left there. */
  #$kept(followed: Followed): Followed | null {
    const { start, end, quote } = followed
    const places = start === null || end === null ? null : this.#binding.$placesOf(start, end)
    const between = places === null ? null : $between(places.start, places.end)
    if (between === null || between.ranges.length === 0) return null
    const isLeft =
      readsAs(between.text, quote.exact) ||
      isMostly(between.text, quote.exact) ||
      (between.text.length < quote.exact.length && isWithin(between.text, quote.exact))
    return isLeft ? { ...followed, ranges: between.ranges, quote: { ...quote, exact: between.text } } : null
  }
}

/** Whether nothing has come to the words but some of them have gone. */
function isWithin(now: string, before: string): boolean {
  let at = 0
  for (const unit of before) if (unit === now[at]) at++
  return at === now.length
}

/** The text between two places, found by going from one to the other. */
function $between(start: Place, end: Place): { ranges: WordRange[]; text: string } | null {
  if (start.type !== "text" || end.type !== "text") return null
  const ranges: WordRange[] = []
  let text = ""
  let node: LexicalNode | null = $getNodeByKey(start.key)
  for (let count = 0; node !== null && count < nodesMax; count++) {
    if ($isTextNode(node)) {
      const key = node.getKey()
      const from = key === start.key ? start.offset : 0
      const to = key === end.key ? end.offset : node.getTextContentSize()
      if (from < to) ranges.push({ key, start: from, end: to })
      text += node.getTextContent().slice(from, to)
      if (key === end.key) return { ranges, text }
    } else if (!$isElementNode(node)) {
      text += node.getTextContent()
    } else if (!node.isInline() && text !== "") {
      text += "\n"
    }
    node = $next(node)
  }
  return null
}

function $next(node: LexicalNode): LexicalNode | null {
  if ($isElementNode(node) && !node.isEmpty()) return node.getFirstChild()
  for (let at: LexicalNode | null = node; at !== null; at = at.getParent()) {
    const sibling = at.getNextSibling()
    if (sibling !== null) return sibling
  }
  return null
}
