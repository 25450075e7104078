import type { Block, CanonicalContent } from "../canonical/content.ts"
import { LineList, plainText, wordCount, wordsIn } from "../canonical/lines.ts"
import type { HeadingLevel } from "../kinds/heading/canonical.ts"

/** Headings of a section beyond these are not listed; their words count as those of the last one listed. */
export const headingsMax = 1000
const headingCharactersMax = 200

export interface HeadingInText {
  /** The id of its block; "" where it has none yet. */
  readonly id: string
  readonly level: HeadingLevel
  readonly text: string
  /** In the blocks from it to the next heading of any level; the heading's own and those of notes are not counted. */
  readonly words: number
}

export interface SectionHeadings {
  /** All words of the section, its headings and notes among them. */
  readonly words: number
  readonly headings: readonly HeadingInText[]
}

/** The headings at the top level of a section, in their order, with how much stands under each. */
export function headingsOf(content: CanonicalContent): SectionHeadings {
  const headings: HeadingInText[] = []
  for (const block of content.blocks) {
    const last = headings.at(-1)
    if (block.type === "heading" && headings.length < headingsMax) {
      const text = plainText(block.content).slice(0, headingCharactersMax)
      headings.push({ id: block.id ?? "", level: block.level, text, words: 0 })
    } else if (last !== undefined) {
      headings[headings.length - 1] = { ...last, words: last.words + wordsOfBlock(block, content.language) }
    }
  }
  return { words: wordCount(content), headings }
}

function wordsOfBlock(block: Block, language: string): number {
  let words = 0
  new LineList((line, content) => {
    words += wordsIn(plainText(content), line.language)
  }).blocks([block], language)
  return words
}
