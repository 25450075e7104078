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

/** Words and what stands between them, by the rules of a language. */
export function wordSegments(text: string, language: string): Iterable<Intl.SegmentData> {
  return segmenterFor(language).segment(text)
}

/** The words of a line by the rules of its language (Chinese has words too); punctuation is none. */
export function wordsOf(line: Line): Word[] {
  const words: Word[] = []
  for (const segment of segmenterFor(line.language).segment(line.text)) {
    if (segment.isWordLike === true) words.push({ start: segment.index, end: segment.index + segment.segment.length })
  }
  return words
}

export function wordCount(content: CanonicalContent): number {
  return linesOf(content).reduce((sum, line) => sum + wordsIn(line.text, line.language), 0)
}

/** How many words a text has by the rules of its language. */
export function wordsIn(text: string, language: string): number {
  let count = 0
  for (const segment of segmenterFor(language).segment(text)) if (segment.isWordLike === true) count += 1
  return count
}
