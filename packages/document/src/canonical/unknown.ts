import type { UnknownBlock } from "./content.ts"
import { wellFormed } from "./inline.ts"
import type { BlockKind } from "./kind.ts"
import { blockIdOf, previewOf, type Source } from "./source.ts"

export function unknownOf(source: Source): UnknownBlock {
  const id = blockIdOf(source)
  return { type: "unknown", ...(id === undefined ? {} : { id }), text: wellFormed(previewOf(source)) }
}

export const unknown: BlockKind<UnknownBlock> = {
  build: unknownOf,
  html: (block, printer) => printer.element("p", block, printer.escape(block.text)),
  text: (block) => block.text,
  lines: (block, lines, language) => lines.add("unknown", block, [{ type: "text", text: block.text }], language),
}
