import type * as Y from "yjs"
import type { BlockNumber } from "../canonical/numbers.ts"
import type { Language } from "../reader/reader.ts"
import { withNumbers } from "../reader/with-numbers.ts"
import type { WordsPlace } from "./request.ts"
import type { TextSpan } from "./quote.ts"
import type { SectionWords } from "./section-words.ts"
import type { WordLine } from "./words.ts"

const headingCharsMax = 200

/** Says where words are; what is numbered is asked for once. */
export class Places {
  readonly #words: SectionWords
  readonly #numbers: ReadonlyMap<string, BlockNumber>
  readonly #headings: readonly WordLine[]

  constructor(doc: Y.Doc, words: SectionWords, section: Language | undefined) {
    this.#words = words
    this.#numbers = section?.numbering === undefined ? new Map() : withNumbers(doc, section).numbers
    this.#headings = words.lines.filter(({ kind }) => kind === "heading")
  }

  /** Of words in these spans, the first of them first. */
  of(spans: readonly TextSpan[]): WordsPlace {
    const lines = spans.flatMap((span) => this.#words.linesIn(span))
    const blocks = new Set(lines.map((line) => line.blocks.at(-1) ?? "").filter((id) => id !== ""))
    const [first] = lines
    return {
      blocks: [...blocks],
      kind: first?.kind ?? "unknown",
      number: first === undefined ? null : this.#numberOf(first),
      heading: first === undefined ? null : this.#headingAbove(first),
      at: spans[0]?.start ?? 0,
    }
  }

  #numberOf({ blocks }: WordLine): BlockNumber | null {
    for (const id of blocks.toReversed()) {
      const number = this.#numbers.get(id)
      if (number !== undefined) return number
    }
    return null
  }

  #headingAbove(line: WordLine): WordsPlace["heading"] {
    const heading = this.#headings.findLast(({ start }) => start < line.start)
    if (heading === undefined) return null
    const text = this.#words.quoted.text.slice(heading.start, Math.min(heading.end, heading.start + headingCharsMax))
    return { id: heading.blocks.at(-1) ?? "", text }
  }
}
