import { type BlockNumber, countsOf, noCounts, type NumberCounts, numbersOf } from "@codraft/document/canonical"
import type { FrozenSection, PublicationContent } from "./content.ts"

export interface NumberedSection {
  readonly section: FrozenSection
  /** What came before it. */
  readonly starts: NumberCounts
  /** By block. */
  readonly numbers: ReadonlyMap<string, BlockNumber>
}

/** The sections with their numbers, which run through all of them. */
export function numberedSections({ sections }: Pick<PublicationContent, "sections">): NumberedSection[] {
  const numbered: NumberedSection[] = []
  let starts = noCounts
  for (const section of sections) {
    const { text, numbering } = section
    numbered.push({ section, starts, numbers: text === null ? new Map() : numbersOf(text, numbering, starts) })
    if (text !== null) starts = countsOf(text, numbering, starts)
  }
  return numbered
}
