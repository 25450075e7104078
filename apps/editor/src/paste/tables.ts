import type { Block, Inline, Paragraph, Table, TableCell, TableRow } from "@codraft/document"
import { isAll, withoutFormat } from "./line.ts"

const spanMax = 64

/** A cell as it was read. */
export interface ReadCell {
  blocks: Block[]
  columnSpan: number
  rowSpan: number
  header: TableCell["header"]
}

/** The table of these rows: no row shorter than another, no cell reaching below the last row, headers where they are marked. */
export function tableOf(read: readonly ReadCell[][]): Table | null {
  const rows = read.filter((row) => row.length > 0)
  if (rows.length === 0) return null
  const boldHead = hasBoldHead(rows)
  const widths = rows.map(() => 0)
  rows.forEach((row, at) => {
    for (const cell of row) {
      cell.rowSpan = Math.min(cell.rowSpan, rows.length - at, spanMax)
      cell.columnSpan = Math.min(cell.columnSpan, spanMax)
      for (let below = 0; below < cell.rowSpan; below += 1)
        widths[at + below] = (widths[at + below] ?? 0) + cell.columnSpan
    }
  })
  const width = Math.max(...widths)
  return {
    type: "table",
    rows: rows.map((row, at): TableRow => {
      const cells = row.map((cell) => cellOf(cell, boldHead && at === 0))
      for (let missing = width - (widths[at] ?? 0); missing > 0; missing -= 1) cells.push({ blocks: [emptyParagraph] })
      return { cells }
    }),
  }
}

const emptyParagraph: Paragraph = { type: "paragraph", content: [] }

function cellOf(cell: ReadCell, headsColumn: boolean): TableCell {
  const header = cell.header ?? (headsColumn ? "column" : undefined)
  const blocks = header === undefined ? cell.blocks : cell.blocks.map(withoutBold)
  return {
    ...(header === undefined ? {} : { header }),
    ...(cell.columnSpan > 1 ? { columnSpan: cell.columnSpan } : {}),
    ...(cell.rowSpan > 1 ? { rowSpan: cell.rowSpan } : {}),
    blocks: blocks.length === 0 ? [emptyParagraph] : blocks,
  }
}

/** A header is bold by being one. */
function withoutBold(block: Block): Block {
  return block.type === "paragraph" && isAll(block.content, "bold")
    ? { ...block, content: withoutFormat(block.content, "bold") }
    : block
}

/** Spreadsheets and documents mark no header row; people do, by making it bold, and none of the others. */
function hasBoldHead(rows: readonly ReadCell[][]): boolean {
  const [first = [], ...others] = rows
  if (others.length === 0 || rows.some((row) => row.some((cell) => cell.header !== undefined))) return false
  const isBold = (row: readonly ReadCell[]) => {
    const filled = row.filter((cell) => cell.blocks.length > 0)
    return filled.length > 0 && filled.every((cell) => cell.blocks.every(isBoldBlock))
  }
  return isBold(first) && !others.some(isBold)
}

function isBoldBlock(block: Block): boolean {
  return block.type === "paragraph" && isAll(block.content, "bold")
}

/** Tables have no place where these blocks go: each row becomes a line, its cells apart by tabs. */
export function withoutTables(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type !== "table") return [block]
    const lines = block.rows.map((row): Block => ({ type: "paragraph", content: row.cells.flatMap(inCellLine) }))
    return block.caption === undefined ? lines : [{ ...block.caption, type: "paragraph" }, ...lines]
  })
}

/** All of it as one paragraph, what were blocks apart by line breaks. */
export function asOneLine(blocks: readonly Block[]): Paragraph {
  const lines = withoutTables(blocks).map(inlineOf)
  return {
    type: "paragraph",
    content: lines.flatMap((line, at): Inline[] => (at === 0 ? line : [{ type: "break" }, ...line])),
  }
}

function inCellLine(cell: TableCell, at: number): Inline[] {
  const line = cell.blocks.flatMap((block, order) => {
    const content = inlineOf(block)
    return order > 0 && content.length > 0 ? [{ type: "text" as const, text: " " }, ...content] : content
  })
  return at === 0 ? line : [{ type: "text", text: "\t" }, ...line]
}

function inlineOf(block: Block): Inline[] {
  if (block.type === "table") return withoutTables([block]).flatMap(inlineOf)
  if (block.type === "list") {
    return block.items.flatMap((item) => [...item.content, ...(item.lists ?? []).flatMap(inlineOf)])
  }
  return "content" in block ? [...block.content] : []
}
