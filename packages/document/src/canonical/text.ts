import { notesText } from "../kinds/footnote/print.ts"
import type { Block, CanonicalContent, Inline } from "./content.ts"
import { blockKindOf, inlineKindOf } from "./kinds.ts"

/** The content as plain text: a blank line between blocks, lists with their markers, tables row by row with tabs. */
export function textOf(content: CanonicalContent): string {
  const printer = new TextPrinter()
  const notes = notesText("footnote", content.footnotes ?? [], printer)
  return [printer.blocks(content.blocks), ...(notes.length === 0 ? [] : [notes.join("\n")])].join("\n\n")
}

export class TextPrinter {
  blocks(blocks: readonly Block[]): string {
    return blocks.map((block) => blockKindOf(block).text(block, this)).join("\n\n")
  }

  inline(content: readonly Inline[]): string {
    return content.map((part) => (part.type === "text" ? part.text : inlineKindOf(part).text(part, this))).join("")
  }
}
