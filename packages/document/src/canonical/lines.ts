import type { Block, BlockHead, CanonicalContent, Inline } from "./content.ts"
import { blockKindOf, inlineKindOf } from "./kinds.ts"

export type LineKind = "paragraph" | "heading" | "quote" | "item" | "cell" | "caption" | "note" | "unknown"

/** One unbroken piece of text in reading order: a paragraph, heading, list item, caption or the like. */
export interface Line {
  /** What it is a line of; of whatever stands in a table's cell, but for captions, the cell. */
  readonly kind: LineKind
  /** The id of the block whose text this is. */
  readonly id?: string
  readonly language: string
  readonly text: string
}

/** UTF-16 offsets in the text of a line. */
export interface Word {
  readonly start: number
  readonly end: number
}

/** Every line of the content in reading order; the index in the result is the position of the line. */
export function linesOf(content: CanonicalContent): Line[] {
  const all: Line[] = []
  new LineList((line, content) => {
    all.push({ ...line, text: plainText(content) })
  }).content(content)
  return all
}

export type LineHead = Omit<Line, "text">

/** Goes through the lines of a content in reading order, with the language of each. */
export class LineList {
  readonly #take: (line: LineHead, content: readonly Inline[]) => void
  #cells = 0

  constructor(take: (line: LineHead, content: readonly Inline[]) => void) {
    this.#take = take
  }

  content({ blocks, footnotes, language }: CanonicalContent): void {
    this.blocks(blocks, language)
    for (const note of footnotes ?? []) this.add("note", note, note.content, language)
  }

  add(kind: LineKind, head: BlockHead, content: readonly Inline[], language: string): void {
    const id = head.id === undefined ? {} : { id: head.id }
    const own = this.#cells > 0 && kind !== "caption" && kind !== "note" ? "cell" : kind
    this.#take({ kind: own, ...id, language: head.language ?? language }, content)
  }

  /** The lines of a table's cell. */
  cell(blocks: readonly Block[], language: string): void {
    this.#cells += 1
    this.blocks(blocks, language)
    this.#cells -= 1
  }

  blocks(blocks: readonly Block[], language: string): void {
    for (const block of blocks) blockKindOf(block).lines(block, this, block.language ?? language)
  }
}

export function plainText(content: readonly Inline[]): string {
  return content.map((part) => (part.type === "text" ? part.text : inlineKindOf(part).plain(part))).join("")
}

const segmenters = new Map<string, Intl.Segmenter>()

function segmenterFor(language: string): Intl.Segmenter {
  let segmenter = segmenters.get(language)
  if (segmenter === undefined) {
    // A tag may be well formed and still be refused; then the rules of no language in particular apply.
    const [supported = "und"] = supportedLocales(language)
    segmenter = new Intl.Segmenter(supported, { granularity: "word" })
    segmenters.set(language, segmenter)
  }
  return segmenter
}

function supportedLocales(language: string): string[] {
  try {
    return Intl.Segmenter.supportedLocalesOf(language)
  } catch {
    return []
  }
}

/** A word, or what stands between words. */
export interface WordSegment {
  readonly segment: string
  readonly index: number
  readonly isWordLike: boolean
}

/**
 * Words and what stands between them, by the rules of a language. A runtime may give each segment a copy of all that was segmented,
 * so a long text is taken in stretches: then the work grows with its length and no faster.
 */
export function* wordSegments(text: string, language: string): Generator<WordSegment, void> {
  const segmenter = segmenterFor(language)
  for (let from = 0; from < text.length; ) {
    const to = endOfStretch(text, from)
    for (const { segment, index, isWordLike } of segmenter.segment(text.slice(from, to)))
      yield { segment, index: from + index, isWordLike: isWordLike === true }
    from = to
  }
}

const stretchCharacters = 1_000
/**
 * A word ends and another begins here in every language; nothing that comes later changes that. Where words are not set apart by
 * spaces, sentences and their parts are by marks of their own.
 */
const betweenWords = /(?<=[\p{L}\p{N}] |[、。，．：；！？])(?=\p{L})/gu

function endOfStretch(text: string, from: number): number {
  betweenWords.lastIndex = from + stretchCharacters
  return betweenWords.lastIndex < text.length ? (betweenWords.exec(text)?.index ?? text.length) : text.length
}

/** The words of a line by the rules of its language (Chinese has words too); punctuation is none. */
export function wordsOf(line: Line): Word[] {
  const words: Word[] = []
  for (const { segment, index, isWordLike } of wordSegments(line.text, line.language)) {
    if (isWordLike) words.push({ start: index, end: index + segment.length })
  }
  return words
}

export function wordCount(content: CanonicalContent): number {
  return linesOf(content).reduce((sum, line) => sum + wordsIn(line.text, line.language), 0)
}

/** How many words a text has by the rules of its language. */
export function wordsIn(text: string, language: string): number {
  let count = 0
  for (const { isWordLike } of wordSegments(text, language)) if (isWordLike) count += 1
  return count
}
