import { cellPlaces, isOfNumbers, plainText, type Table, type TableCell, tailOf } from "@codraft/document/canonical"
import type { BookTable } from "./book.ts"
import type { SectionPrinter } from "./print-section.ts"

export function printTable(table: Table, language: string, printer: SectionPrinter): BookTable {
  const { caption, rows, notes = [] } = table
  const { columns, columnOf } = cellPlaces(rows.map(({ cells }) => cells))
  const headRows = headRowsOf(table)
  const ofNumbers = numberColumns(table, headRows, columnOf, language)
  return {
    type: "table",
    ...printer.head(table),
    ...printer.number(table),
    ...(caption === undefined
      ? {}
      : {
          caption: {
            ...printer.head(caption),
            content: printer.inline(caption.content, caption.language ?? language),
          },
        }),
    columns,
    widths: widthsOf(table, columns),
    headRows,
    rows: rows.map((row) => ({
      ...printer.head(row),
      cells: row.cells.map((cell) => {
        const { header, columnSpan = 1, rowSpan = 1, blocks } = cell
        const isNumber = columnSpan === 1 && ofNumbers.has(columnOf.get(cell) ?? -1)
        return {
          ...printer.head(cell),
          ...(header === undefined ? {} : { header }),
          columnSpan,
          rowSpan,
          align: isNumber ? ("end" as const) : ("start" as const),
          blocks: printer.blocks(blocks, cell.language ?? row.language ?? language),
        }
      }),
    })),
    notes: printer.notes(notes, "tablenote", language),
  }
}

/** The rows from the first on of which every cell heads its column; none where that would be all of them. */
function headRowsOf({ rows }: Table): number {
  const first = rows.findIndex(({ cells }) => cells.some(({ header }) => header !== "column" && header !== "both"))
  return Math.max(first, 0)
}

/** Columns without a width of their own share what the others leave, as if each were as wide as the mean of those. */
function widthsOf({ columnWidths = [] }: Table, columns: number): number[] {
  const mean = columnWidths.length === 0 ? 1 : sum(columnWidths) / columnWidths.length
  const all = Array.from({ length: columns }, (_, column) => columnWidths[column] ?? mean)
  return all.map((width) => width / sum(all))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}

function numberColumns(
  { rows }: Table,
  headRows: number,
  columnOf: ReadonlyMap<TableCell, number>,
  language: string,
): Set<number> {
  const texts = new Map<number, string[]>()
  for (const { cells } of rows.slice(headRows)) {
    for (const cell of cells) {
      const column = columnOf.get(cell)
      if (column === undefined || (cell.columnSpan ?? 1) > 1) continue
      texts.set(column, [...(texts.get(column) ?? []), wordsIn(cell)])
    }
  }
  const found = [...texts].filter(([, words]) =>
    isOfNumbers(
      words.map((text) => tailOf(text, language)),
      words,
    ),
  )
  return new Set(found.map(([column]) => column))
}

function wordsIn({ blocks }: TableCell): string {
  return blocks.map((block) => ("content" in block ? plainText(block.content) : "")).join(" ")
}
