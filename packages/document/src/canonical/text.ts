import type { Block, CanonicalContent, List, Table } from "./content.ts"
import { plainText } from "./lines.ts"

/** The content as plain text: a blank line between blocks, lists with their markers, tables row by row with tabs. */
export function textOf(content: CanonicalContent): string {
  return blocksText(content.blocks)
}

function blocksText(blocks: readonly Block[]): string {
  return blocks.map(blockText).join("\n\n")
}

function blockText(block: Block): string {
  switch (block.type) {
    case "list":
      return listLines(block, "").join("\n")
    case "table":
      return tableText(block)
    case "unknown":
      return block.text
    case "paragraph":
    case "heading":
    case "quote":
    case "caption":
    default:
      return plainText(block.content)
  }
}

function listLines(list: List, indent: string): string[] {
  return list.items.flatMap((item, i) => {
    const marker = list.ordered ? `${(list.start ?? 1) + i}.` : "-"
    const deeper = (item.lists ?? []).flatMap((inner) => listLines(inner, `${indent}  `))
    return [`${indent}${marker} ${plainText(item.content)}`, ...deeper]
  })
}

function tableText(table: Table): string {
  const rows = table.rows.map((row) => row.cells.map((cell) => blocksText(cell.blocks).replace(/\s+/g, " ")).join("\t"))
  return [...(table.caption === undefined ? [] : [plainText(table.caption.content)]), ...rows].join("\n")
}
