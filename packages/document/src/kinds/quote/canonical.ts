import type { BlockHead, Inline } from "../../canonical/content.ts"
import { type BlockKind, headOf, printedLine } from "../../canonical/kind.ts"

export interface Quote extends BlockHead {
  readonly type: "quote"
  readonly content: readonly Inline[]
}

export const quote: BlockKind<Quote> = {
  build: (source, reading) => ({ type: "quote", ...headOf(source), content: reading.inline(source.children) }),
  ...printedLine<Quote>(() => "blockquote"),
  html: (block, printer) => printer.element("blockquote", block, `<p>${printer.inline(block.content)}</p>`),
}
