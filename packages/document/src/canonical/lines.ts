import type { Block, BlockHead, CanonicalContent, Inline, List } from "./content.ts"

/** One unbroken piece of text in reading order: a paragraph, heading, list item, caption or the like. */
export interface Line {
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
  const lines: Line[] = []
  addBlocks(lines, content.blocks, content.language)
  return lines
}

function addBlocks(lines: Line[], blocks: readonly Block[], language: string): void {
  for (const block of blocks) addBlock(lines, block, block.language ?? language)
}

function addBlock(lines: Line[], block: Block, language: string): void {
  switch (block.type) {
    case "list":
      addList(lines, block, language)
      return
    case "table":
      if (block.caption !== undefined) addLine(lines, block.caption, plainText(block.caption.content), language)
      for (const row of block.rows) {
        for (const cell of row.cells) addBlocks(lines, cell.blocks, cell.language ?? row.language ?? language)
      }
      return
    case "unknown":
      addLine(lines, block, block.text, language)
      return
    case "paragraph":
    case "heading":
    case "quote":
    case "caption":
    default:
      addLine(lines, block, plainText(block.content), language)
  }
}

function addList(lines: Line[], list: List, language: string): void {
  for (const item of list.items) {
    const itemLanguage = item.language ?? language
    addLine(lines, item, plainText(item.content), itemLanguage)
    for (const deeper of item.lists ?? []) addList(lines, deeper, deeper.language ?? itemLanguage)
  }
}

function addLine(lines: Line[], head: BlockHead, text: string, language: string): void {
  lines.push({ ...(head.id === undefined ? {} : { id: head.id }), language: head.language ?? language, text })
}

export function plainText(content: readonly Inline[]): string {
  return content
    .map((part) => {
      if (part.type === "break") return "\n"
      return part.type === "text" ? part.text : plainText(part.content)
    })
    .join("")
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

/** The words of a line by the rules of its language (Chinese has words too); punctuation is none. */
export function wordsOf(line: Line): Word[] {
  const words: Word[] = []
  for (const segment of segmenterFor(line.language).segment(line.text)) {
    if (segment.isWordLike === true) words.push({ start: segment.index, end: segment.index + segment.segment.length })
  }
  return words
}

export function wordCount(content: CanonicalContent): number {
  let count = 0
  for (const line of linesOf(content)) {
    for (const segment of segmenterFor(line.language).segment(line.text)) if (segment.isWordLike === true) count += 1
  }
  return count
}
