import type { Block, BlockHead } from "../../canonical/content.ts"
import { type BlockKind, headOf } from "../../canonical/kind.ts"
import type { Reading } from "../../canonical/reading.ts"
import type { SourceElement } from "../../canonical/source.ts"
import type { OwnCaption } from "../caption/canonical.ts"
import type { Note } from "../footnote/canonical.ts"
import { gridOf } from "./grid.ts"
import { headsColumn, html, lines, text } from "./print.ts"

export interface Table extends BlockHead {
  readonly type: "table"
  readonly caption?: OwnCaption
  /** In CSS px, from the first column on; columns beyond have no width of their own. */
  readonly columnWidths?: readonly number[]
  readonly rows: readonly TableRow[]
  /** In the order in which the table first refers to them. */
  readonly notes?: readonly Note[]
}

export interface TableRow extends BlockHead {
  readonly cells: readonly TableCell[]
}

export interface TableCell extends BlockHead {
  /** What the cell heads: its column, its row, or both. */
  readonly header?: "column" | "row" | "both"
  readonly columnSpan?: number
  readonly rowSpan?: number
  readonly blocks: readonly Block[]
}

export const table: BlockKind<Table> = {
  build: (source, reading) => buildTable(source, null, reading),
  html,
  text,
  lines,
}

/** A table with the caption that stands before it. */
export function buildTable(source: SourceElement, caption: SourceElement | null, reading: Reading): Table {
  const { table: read, notes } = reading.notes.inTable(() => readTable(source, caption, reading), reading)
  return { ...read, ...(notes.length === 0 ? {} : { notes }) }
}

function readTable(source: SourceElement, caption: SourceElement | null, reading: Reading): Table {
  const own = caption === null ? null : { ...headOf(caption), content: reading.inline(caption.children) }
  const rows = source.children.flatMap((row): TableRow[] => {
    if (row.kind !== "element") return []
    const cells = row.children.flatMap((cell) => (cell.kind === "element" ? [buildCell(cell, reading)] : []))
    return cells.length === 0 ? [] : [{ ...headOf(row), cells }]
  })
  const { columns, missing } = gridOf(rows.map(({ cells }) => cells))
  const columnWidths = widthsOf(source, columns)
  if (columnWidths.length > 0) reading.needs(2)
  return {
    type: "table",
    ...headOf(source),
    ...(own === null ? {} : { caption: own }),
    ...(columnWidths.length === 0 ? {} : { columnWidths }),
    rows: padded(rows, missing),
  }
}

function widthsOf({ attributes }: SourceElement, columns: number): number[] {
  const widths: unknown = attributes["__colWidths"]
  return Array.isArray(widths) ? (widths as number[]).slice(0, columns) : []
}

/**
 * Gives every place a cell, at the end of its row: it reads so for everybody, though nobody has written it. Where more is
 * missing than there is, the table was not made by people, and stays as it is.
 */
function padded(rows: readonly TableRow[], missing: readonly number[]): readonly TableRow[] {
  const present = rows.reduce((sum, { cells }) => sum + cells.length, 0)
  const absent = missing.reduce((sum, count) => sum + count, 0)
  if (absent === 0 || absent > present) return rows
  return rows.map((row, i) => {
    const last = row.cells.at(-1)
    const blank: TableCell = { ...(last !== undefined && headsColumn(last) ? { header: "column" } : {}), blocks: [] }
    return { ...row, cells: [...row.cells, ...Array.from({ length: missing[i] ?? 0 }, () => blank)] }
  })
}

/** Lexical's header bits: 1 stands in a header row and so heads its column, 2 the other way round. */
const headers = [undefined, "column", "row", "both"] as const

function buildCell(source: SourceElement, reading: Reading): TableCell {
  const { __headerState: state, __colSpan: columnSpan, __rowSpan: rowSpan } = source.attributes
  const header = typeof state === "number" ? headers[state] : undefined
  return {
    ...headOf(source),
    ...(header === undefined ? {} : { header }),
    ...(typeof columnSpan === "number" && columnSpan !== 1 ? { columnSpan } : {}),
    ...(typeof rowSpan === "number" && rowSpan !== 1 ? { rowSpan } : {}),
    blocks: reading.blocks(source.children),
  }
}
