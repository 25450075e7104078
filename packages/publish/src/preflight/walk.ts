import type { Block, CanonicalContent, Image, Inline } from "@codraft/document/canonical"
import type { BookBlock, BookInline } from "../book/index.ts"

/** The images of a text, those in cells too. */
export function imagesIn(blocks: readonly Block[]): Image[] {
  return blocks.flatMap((block) => {
    if (block.type === "image") return [block]
    if (block.type !== "table") return []
    return block.rows.flatMap(({ cells }) => cells.flatMap((cell) => imagesIn(cell.blocks)))
  })
}

/** The codes that chips in a text name. */
export function targetsNamedIn({ blocks, footnotes = [] }: CanonicalContent): Set<string> {
  const codes = new Set<string>()
  for (const part of [...blocks.flatMap(inlineIn), ...footnotes.flatMap(({ content }) => content)])
    if (part.type === "target") codes.add(part.code)
  return codes
}

function inlineIn(block: Block): readonly Inline[] {
  switch (block.type) {
    case "table":
      return [
        ...(block.caption?.content ?? []),
        ...block.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.blocks.flatMap(inlineIn))),
        ...(block.notes ?? []).flatMap(({ content }) => content),
      ]
    case "list":
      return block.items.flatMap((item) => [...item.content, ...(item.lists ?? []).flatMap(inlineIn)])
    case "image":
      return block.caption?.content ?? []
    case "unknown":
      return []
    case "paragraph":
    case "heading":
    case "quote":
    case "caption":
      return block.content
    default:
      return block satisfies never
  }
}

/** What stands in the lines of a block as it is printed. */
export function printedInline(block: BookBlock): readonly BookInline[] {
  switch (block.type) {
    case "table":
      return [
        ...(block.caption?.content ?? []),
        ...block.rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.blocks.flatMap(printedInline))),
        ...block.notes.flatMap(({ content }) => content),
      ]
    case "list":
      return block.items.flatMap((item) => [...item.content, ...item.lists.flatMap(printedInline)])
    case "figure":
      return block.caption?.content ?? []
    case "paragraph":
    case "heading":
    case "quote":
      return block.content
    default:
      return block satisfies never
  }
}
