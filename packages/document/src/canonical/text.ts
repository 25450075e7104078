import type { CrossReference } from "../kinds/crossreference/canonical.ts"
import { type GoalsOf, shownReferences } from "../kinds/crossreference/print.ts"
import type { ShownReference } from "../kinds/crossreference/words.ts"
import { NoteLabels } from "../kinds/footnote/label.ts"
import { notesText } from "../kinds/footnote/print.ts"
import type { Block, BlockHead, CanonicalContent, Inline } from "./content.ts"
import { blockKindOf, inlineKindOf } from "./kinds.ts"
import type { BlockNumber } from "./numbers.ts"

/**
 * The content as plain text: a blank line between blocks, lists with their markers, tables row by row with tabs; and the
 * numbers of blocks before them, if they are given.
 */
export function textOf(
  content: CanonicalContent,
  numbers: ReadonlyMap<string, BlockNumber> = new Map(),
  goalsOf: GoalsOf = () => undefined,
): string {
  const printer = new TextPrinter(numbers, shownReferences(content, goalsOf), content.language)
  const notes = notesText("footnote", content.footnotes ?? [], printer)
  return [printer.blocks(content.blocks), ...(notes.length === 0 ? [] : [notes.join("\n")])].join("\n\n")
}

export class TextPrinter {
  readonly notes: NoteLabels

  readonly #numbers: ReadonlyMap<string, BlockNumber>
  readonly #references: ReadonlyMap<CrossReference, ShownReference>

  constructor(
    numbers: ReadonlyMap<string, BlockNumber>,
    references: ReadonlyMap<CrossReference, ShownReference>,
    language: string,
  ) {
    this.notes = new NoteLabels(language)
    this.#numbers = numbers
    this.#references = references
  }

  reference(part: CrossReference): ShownReference {
    return this.#references.get(part) ?? { words: "", state: "hidden" }
  }

  /** As it stands before a block; null where it has none. */
  number({ id }: BlockHead): string | null {
    return (id === undefined ? undefined : this.#numbers.get(id)?.shown) ?? null
  }

  numbered(block: BlockHead, text: string): string {
    const number = this.number(block)
    return number === null ? text : `${number} ${text}`
  }

  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => blockKindOf(block).text(block, this)).join("\n\n")
  }

  inline(content: readonly Inline[]): string {
    return content.map((part) => (part.type === "text" ? part.text : inlineKindOf(part).text(part, this))).join("")
  }
}
