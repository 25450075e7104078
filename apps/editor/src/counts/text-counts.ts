import {
  $footnoteNumbers,
  $getBlockId,
  $isFootnotesNode,
  type HeadingInText,
  headingsMax,
  languageState,
  wordsIn,
} from "@codraft/document"
import { $isHeadingNode } from "@lexical/rich-text"
import { $getRoot, $getSelection, $getState, $isRangeSelection, type LexicalEditor, type NodeKey } from "lexical"

export interface TextCount {
  /** False until the whole text has been counted once. */
  isCounted: boolean
  words: number
  characters: number
  /** The headings of the text with the words under each, as `headingsOf` has them of canonical content. */
  headings: readonly CountedHeading[]
  /** Null where nothing is selected. */
  selectedWords: number | null
}

export interface CountedHeading extends HeadingInText {
  key: NodeKey
}

interface BlockCount {
  words: number
  characters: number
}

/** How long after the last key the text is counted, and how long counting may hold the page at a time. */
const pauseMs = 250
const sliceMs = 6

/**
 * The words of an open text, counted when writing pauses: each block once, and again when it was changed, so that a letter in
 * a text of 300 pages costs the count of one paragraph.
 */
export class TextCounts {
  readonly #editor: LexicalEditor
  readonly #language: string
  readonly #known = new Map<NodeKey, BlockCount>()
  readonly #listeners = new Set<() => void>()
  #forget: (() => void) | null = null
  #timer = 0
  #isInPause = false
  #changedMs = 0
  #count: TextCount = { isCounted: false, words: 0, characters: 0, headings: [], selectedWords: null }

  constructor(editor: LexicalEditor, language: string) {
    this.#editor = editor
    this.#language = language
  }

  readonly get = (): TextCount => this.#count

  /** Counts while anybody listens. */
  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    this.#forget ??= this.#watch()
    return () => {
      this.#listeners.delete(onChange)
      if (this.#listeners.size > 0) return
      this.#forget?.()
      this.#forget = null
    }
  }

  /** Counts all that there is to count, now. */
  finish(): void {
    while (!this.#countSome(Number.POSITIVE_INFINITY));
  }

  #watch(): () => void {
    const forget = this.#editor.registerUpdateListener(({ dirtyElements, editorState, prevEditorState }) => {
      // Typing marks all elements around it, the block of the root among them.
      for (const key of dirtyElements.keys()) this.#known.delete(key)
      if (dirtyElements.size > 0 || editorState.read($getSelection) !== prevEditorState.read($getSelection)) {
        this.#countInPause()
      }
    })
    this.#countSoon()
    return () => {
      forget()
      clearTimeout(this.#timer)
      this.#isInPause = false
      // Nobody heard what was changed since.
      this.#known.clear()
    }
  }

  /** One timer that looks again: to set it anew with every key would cost more than all else that is done here. */
  #countInPause(): void {
    this.#changedMs = performance.now()
    if (this.#isInPause) return
    this.#isInPause = true
    this.#after(pauseMs, () => this.#lookAgain())
  }

  #lookAgain(): void {
    const leftMs = this.#changedMs + pauseMs - performance.now()
    if (leftMs > 0) this.#after(leftMs, () => this.#lookAgain())
    else this.#countSoon()
  }

  #countSoon(): void {
    this.#isInPause = false
    this.#after(0, () => {
      if (!this.#countSome(performance.now() + sliceMs)) this.#countSoon()
    })
  }

  #after(delayMs: number, fn: () => void): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(fn, delayMs) as unknown as number
  }

  /** True when all is counted; false when the time was up before. */
  #countSome(untilMs: number): boolean {
    const next = this.#editor.getEditorState().read(() => this.#$count(untilMs), { editor: this.#editor })
    if (next === null) return false
    if (!isSame(this.#count, next)) {
      this.#count = next
      for (const listener of this.#listeners) listener()
    }
    return true
  }

  #$count(untilMs: number): TextCount | null {
    let [words, characters] = [0, 0]
    const headings: CountedHeading[] = []
    const seen = new Set<NodeKey>()
    for (const block of $getRoot().getChildren()) {
      const key = block.getKey()
      seen.add(key)
      let own = this.#known.get(key)
      if (own === undefined || $isFootnotesNode(block)) {
        if (performance.now() > untilMs) return null
        const language = $getState(block, languageState) || this.#language
        own = $isFootnotesNode(block) ? $countNotes(language) : countOf(block.getTextContent(), language)
        this.#known.set(key, own)
      }
      words += own.words
      characters += own.characters
      const last = headings.at(-1)
      if ($isHeadingNode(block) && headings.length < headingsMax) {
        const level = Math.min(Number(block.getTag().slice(1)), 4) as HeadingInText["level"]
        headings.push({ key, id: $getBlockId(block), level, text: block.getTextContent(), words: 0 })
      } else if (last !== undefined && !$isFootnotesNode(block)) {
        headings[headings.length - 1] = { ...last, words: last.words + own.words }
      }
    }
    for (const key of this.#known.keys()) if (!seen.has(key)) this.#known.delete(key)
    return { isCounted: true, words, characters, headings, selectedWords: this.#$selected() }
  }

  #$selected(): number | null {
    const selection = $getSelection()
    if (selection === null || ($isRangeSelection(selection) && selection.isCollapsed())) return null
    return wordsIn(selection.getTextContent(), this.#language)
  }
}

function countOf(text: string, language: string): BlockCount {
  const characters = text.replaceAll("\n", "").length
  return characters === 0 ? { words: 0, characters } : { words: wordsIn(text, language), characters }
}

/** Notes whose numbers are gone are kept, out of sight; they are no words of the text. */
function $countNotes(language: string): BlockCount {
  const shown = $footnoteNumbers().notes
  let [words, characters] = [0, 0]
  for (const container of $getRoot().getChildren().filter($isFootnotesNode)) {
    for (const note of container.getChildren()) {
      if (!shown.has(note.getKey())) continue
      const own = countOf(note.getTextContent(), language)
      words += own.words
      characters += own.characters
    }
  }
  return { words, characters }
}

function isSame(a: TextCount, b: TextCount): boolean {
  return (
    a.isCounted === b.isCounted &&
    a.words === b.words &&
    a.characters === b.characters &&
    a.selectedWords === b.selectedWords &&
    a.headings.length === b.headings.length &&
    a.headings.every((heading, index) => {
      const other = b.headings[index]
      return (
        heading.key === other?.key &&
        heading.id === other.id &&
        heading.level === other.level &&
        heading.words === other.words &&
        heading.text === other.text
      )
    })
  )
}

const counting = new WeakMap<LexicalEditor, TextCounts>()

/** The one count of an open text, which all who show something of it share. */
export function textCountsOf(editor: LexicalEditor, language: string): TextCounts {
  let counts = counting.get(editor)
  if (counts === undefined) counting.set(editor, (counts = new TextCounts(editor, language)))
  return counts
}
