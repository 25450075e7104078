import type { WordRange } from "@codraft/document/collab"
import type { LexicalEditor } from "lexical"
import "./painted-words.css"

/** How words of threads look; of several on the same words the last of these wins. */
const looks = ["usual", "current", "composing"] as const
export type Look = (typeof looks)[number]

export const paintNames = { usual: "comment", current: "comment-current", composing: "comment-new" } as const

/** What the style sheet goes by on the elements of words with a mark. */
export const paintAttribute = "data-words-of"

/**
 * The words of threads, painted. Those with a mark are text nodes of their own, whose elements say so: that costs a key nothing, however
 * many there are. Those without are painted over the text (a custom highlight): browsers make all of these anew with every key.
 */
export class PaintedWords {
  readonly #editor: LexicalEditor
  readonly #marked = new Map<string, { look: Look; elements: readonly HTMLElement[] }>()
  readonly #threadsOn = new Map<HTMLElement, Set<string>>()
  readonly #followed = new Map<string, { look: Look; ranges: readonly StaticRange[] }>()

  constructor(editor: LexicalEditor) {
    this.#editor = editor
  }

  /** Of all threads that are painted. */
  threads(): string[] {
    return [...this.#marked.keys(), ...this.#followed.keys()]
  }

  /** null: not at all. Words are painted in one of the two ways; they may change from one to the other. */
  paint(threadId: string, look: Look | null, words: readonly WordRange[], isMarked: boolean): void {
    this.#paintMarked(threadId, look, isMarked ? words : [])
    this.#paintFollowed(threadId, look, isMarked ? [] : words)
  }

  clear(): void {
    for (const element of this.#threadsOn.keys()) element.removeAttribute(paintAttribute)
    this.#threadsOn.clear()
    this.#marked.clear()
    this.#followed.clear()
    for (const name of Object.values(paintNames)) CSS.highlights?.delete(name)
  }

  #paintMarked(threadId: string, look: Look | null, words: readonly WordRange[]): void {
    const before = this.#marked.get(threadId)
    const elements = look === null ? [] : words.flatMap(({ key }) => this.#editor.getElementByKey(key) ?? [])
    if (before === undefined && elements.length === 0) return
    if (before?.look === look && isSameList(before.elements, elements)) return
    for (const element of before?.elements ?? []) this.#threadsOn.get(element)?.delete(threadId)
    if (look === null || elements.length === 0) this.#marked.delete(threadId)
    else this.#marked.set(threadId, { look, elements })
    for (const element of elements) {
      const threads = this.#threadsOn.get(element)
      if (threads) threads.add(threadId)
      else this.#threadsOn.set(element, new Set([threadId]))
    }
    for (const element of new Set([...(before?.elements ?? []), ...elements])) this.#dress(element)
  }

  #dress(element: HTMLElement): void {
    const threads = this.#threadsOn.get(element) ?? new Set()
    const there = new Set([...threads].map((threadId) => this.#marked.get(threadId)?.look))
    const look = looks.findLast((each) => there.has(each))
    if (look !== undefined) element.setAttribute(paintAttribute, paintNames[look])
    else {
      this.#threadsOn.delete(element)
      element.removeAttribute(paintAttribute)
    }
  }

  #paintFollowed(threadId: string, look: Look | null, words: readonly WordRange[]): void {
    if (typeof CSS.highlights === "undefined") return
    const before = this.#followed.get(threadId)
    const ranges = look === null ? [] : words.flatMap((range) => rangeOnPage(this.#editor, range) ?? [])
    if (before === undefined && ranges.length === 0) return
    if (before?.look === look && isSameRanges(before.ranges, ranges)) return
    for (const range of before?.ranges ?? []) CSS.highlights.get(paintNames[before?.look ?? "usual"])?.delete(range)
    if (look === null || ranges.length === 0) {
      this.#followed.delete(threadId)
      return
    }
    const highlight = highlightOf(look)
    for (const range of ranges) highlight.add(range)
    this.#followed.set(threadId, { look, ranges })
  }
}

function highlightOf(look: Look): Highlight {
  const known = CSS.highlights.get(paintNames[look])
  if (known) return known
  const made = new Highlight()
  made.priority = looks.indexOf(look)
  CSS.highlights.set(paintNames[look], made)
  return made
}

/** Where words stand on the page; null where nothing of them does. */
export function rangeOnPage(editor: LexicalEditor, { key, start, end }: WordRange): StaticRange | null {
  const element = editor.getElementByKey(key)
  const text = element && document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
  const length = text?.textContent?.length ?? 0
  if (!text || length === 0) return null
  return new StaticRange({
    startContainer: text,
    startOffset: Math.min(start, length),
    endContainer: text,
    endOffset: Math.min(end, length),
  })
}

function isSameList<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((item, i) => item === b[i])
}

function isSameRanges(a: readonly StaticRange[], b: readonly StaticRange[]): boolean {
  return (
    a.length === b.length &&
    a.every((range, i) => {
      const other = b[i]
      return (
        range.startContainer === other?.startContainer &&
        range.startOffset === other.startOffset &&
        range.endContainer === other.endContainer &&
        range.endOffset === other.endOffset
      )
    })
  )
}
