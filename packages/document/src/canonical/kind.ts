import { isLanguageTag } from "../form/index.ts"
import type { Block, BlockHead, Inline } from "./content.ts"
import type { HtmlPrinter } from "./html.ts"
import type { LineList } from "./lines.ts"
import type { Reading } from "./reading.ts"
import { blockIdOf, type SourceElement } from "./source.ts"
import type { TextPrinter } from "./text.ts"

/** How a kind of block is read from a section, and how the canonical block is shown to others. */
export interface BlockKind<B extends Block> {
  build(source: SourceElement, reading: Reading): B
  html(block: B, printer: HtmlPrinter): string
  text(block: B, printer: TextPrinter): string
  lines(block: B, lines: LineList, language: string): void
}

/** The same for what stands inside a line. */
export interface InlineKind<I extends Inline> {
  append(source: SourceElement, inline: Inline[], reading: Reading): void
  html(part: I, printer: HtmlPrinter): string
  /** In the text of a line, where offsets count. */
  plain(part: I): string
  text(part: I, printer: TextPrinter): string
}

export function headOf(source: SourceElement): BlockHead {
  const id = blockIdOf(source)
  const { s_lang: language, __dir: dir } = source.attributes
  return {
    ...(id === undefined ? {} : { id }),
    ...(isLanguageTag(language) ? { language: language as string } : {}),
    ...(dir === "ltr" || dir === "rtl" ? { dir } : {}),
  }
}

type LineBlock = Extract<Block, { content: readonly Inline[] }>

/** How a block that is one line is shown, given the element that it is in HTML. */
export function printedLine<B extends LineBlock>(tag: (block: B) => string): Omit<BlockKind<B>, "build"> {
  return {
    html: (block, printer) => printer.element(tag(block), block, printer.number(block) + printer.inline(block.content)),
    text: (block, printer) => printer.numbered(block, printer.inline(block.content)),
    lines: (block, lines, language) => lines.add(block.type, block, block.content, language),
  }
}
