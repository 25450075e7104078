import { intlTag } from "@codraft/publication/languages"
import type { BookCell, BookTable } from "../book/index.ts"
import { measures, textWidth } from "./measures.ts"
import { inLine } from "./texts.ts"

/** How a table lies on the page. */
export interface TableLayout {
  /** On pages that are turned by a quarter. */
  readonly isTurned: boolean
  readonly size: number
  /** In points; they fill the width of the text. */
  readonly widths: readonly number[]
  /** The head rows that can repeat: no cell of theirs reaches below them. */
  readonly headRows: number
  /** Those that are not divided between pages. */
  readonly wholeRows: ReadonlySet<number>
  /** How much of it stands together where it begins, about, in points: all of a short one, else its head and some rows. */
  readonly room: number
  /** What each cell of a column of numbers lacks behind its digits, so that decimal signs stand below one another. */
  readonly padding: ReadonlyMap<BookCell, string>
}

export interface CellInGrid {
  readonly cell: BookCell
  readonly row: number
  readonly column: number
  /** Of rows that there are. */
  readonly rowSpan: number
}

/** Where the cells of a table lie, row after row; spans end with the table, as they do on screen. */
export function cellsInGrid({ rows, columns }: Pick<BookTable, "rows" | "columns">): CellInGrid[] {
  const takenUntil = Array.from({ length: columns }, () => 0)
  return rows.flatMap(({ cells }, row) => {
    let column = 0
    return cells.map((cell) => {
      while (column < columns && (takenUntil[column] ?? 0) > row) column++
      const rowSpan = Math.min(cell.rowSpan, rows.length - row)
      const placed = { cell, row, column, rowSpan }
      for (let i = 0; i < cell.columnSpan && column < columns; i++, column++) takenUntil[column] = row + rowSpan
      return placed
    })
  })
}

export function layOut(table: BookTable, widthOf: (text: string) => number, language: string): TableLayout {
  const placed = cellsInGrid(table)
  const padding = decimalPadding(table, placed, language)
  const needs = columnNeeds(table, placed, padding, widthOf)
  const upright = fit(needs, textWidth(false))
  const isTurned = table.columns > measures.uprightColumnsMax || upright === null
  const width = textWidth(isTurned)
  const size = (isTurned ? fit(needs, width) : upright) ?? measures.tableSizes.at(-1) ?? measures.small
  const widths = columnWidths(table, needs, size, width)
  const heights = rowHeights(table, placed, widths, (text) => widthOf(text) * size).map((lines) => lines * size * 1.4)
  return {
    isTurned,
    size,
    widths,
    headRows: headRowsThatRepeat(table, placed, heights),
    room: roomToBegin(heights, table.headRows),
    wholeRows: new Set(heights.flatMap((height, row) => (height < wholeHeightMax ? [row] : []))),
    padding,
  }
}

/** In points: a table that is no higher is on one page. */
const shortHeightMax = 190
const rowsToBegin = 3

function roomToBegin(heights: readonly number[], headRows: number): number {
  const known = heights.map((height) => Math.min(height, wholeHeightMax) + 2 * measures.cellInset.y)
  const all = sum(known)
  return all <= shortHeightMax ? all : Math.min(sum(known.slice(0, headRows + rowsToBegin)), beginHeightMax)
}

/** In points: no more is left empty at the foot of a page. */
const beginHeightMax = 150

/** In points: what is higher is divided between pages, and does not repeat. */
const wholeHeightMax = 180

/** How many lines each row needs, about; infinitely many where a cell holds more than words, or reaches into other rows. */
function rowHeights(
  table: BookTable,
  placed: readonly CellInGrid[],
  widths: readonly number[],
  lengthOf: (text: string) => number,
): number[] {
  const heights = table.rows.map(() => 1)
  for (const { cell, row, column, rowSpan } of placed) {
    const width = sum(widths.slice(column, column + cell.columnSpan)) - 3 * measures.cellInset.x
    const isOfWords = rowSpan === 1 && cell.blocks.every(({ type }) => type === "paragraph" || type === "list")
    const lines = linesOf(cell).map((line) => Math.ceil((lengthOf(line) * 1.15) / Math.max(width, 1)))
    heights[row] = Math.max(heights[row] ?? 1, isOfWords ? sum(lines) : Infinity)
  }
  return heights
}

interface ColumnNeed {
  /** The widest word, and the widest line, at size 1. */
  word: number
  line: number
}

/** The largest size at which no word of the table is too wide for its column. */
function fit(needs: readonly ColumnNeed[], width: number): number | null {
  const sizes: readonly number[] = measures.tableSizes
  return sizes.find((size) => sum(needs.map(({ word }) => narrowest(word, size))) <= width) ?? null
}

function narrowest(word: number, size: number): number {
  return word * size + 2 * measures.cellInset.x
}

/** A line with some air beside it. */
function comfortable(line: number, size: number): number {
  return narrowest(line + 1.5, size)
}

function columnNeeds(
  { columns }: BookTable,
  placed: readonly CellInGrid[],
  padding: ReadonlyMap<BookCell, string>,
  widthOf: (text: string) => number,
): ColumnNeed[] {
  const needs = Array.from({ length: columns }, () => ({ word: 0, line: 0 }))
  for (const { cell, column } of placed) {
    const need = needs[column]
    if (need === undefined || cell.columnSpan > 1) continue
    const behind = widthOf(padding.get(cell) ?? "") + (cell.align === "end" ? numberAir : 0)
    for (const line of linesOf(cell)) {
      need.line = Math.max(need.line, widthOf(line) + behind)
      for (const word of line.split(breakable))
        need.word = Math.max(need.word, Math.min(widthOf(word) + behind, wordMax))
    }
  }
  return needs
}

/** What stands between numbers and the next column beyond what stands between words, in parts of the smallest size. */
const numberAir = (measures.cellInset.numberEnd - measures.cellInset.x) / measures.tableSizes[4]

/** Where a line may end: at spaces that are not bound, and behind a hyphen. */
const breakable = /[ \t\n]|(?<=[-\u2010\u2013/])/u
/** Longer ones (addresses on the web) are broken. */
const wordMax = 14

/**
 * As the writers set them, widened where a word would not fit. Columns that nobody set apart from one another are as wide as
 * what stands in them asks for.
 */
function columnWidths(table: BookTable, needs: readonly ColumnNeed[], size: number, width: number): number[] {
  const least = needs.map(({ word }) => narrowest(word, size))
  const isEven = table.widths.every((part) => Math.abs(part - 1 / table.columns) < 0.001)
  const wished = isEven
    ? needs.map(({ line }, i) => Math.max(least[i] ?? 0, Math.min(comfortable(line, size), width / 2)))
    : table.widths.map((part, i) => Math.max(least[i] ?? 0, part * width))
  const spare = width - sum(least)
  if (spare <= 0) return least.map((one) => (one * width) / sum(least))
  const total = sum(wished)
  if (total <= width) return wished.map((one) => (one * width) / total)
  const beyond = wished.map((one, i) => Math.max(0, one - (least[i] ?? 0)))
  return beyond.map((one, i) => (least[i] ?? 0) + (one * spare) / sum(beyond))
}

function headRowsThatRepeat(
  { headRows, rows }: BookTable,
  placed: readonly CellInGrid[],
  heights: readonly number[],
): number {
  const head = placed.filter(({ row }) => row < headRows)
  const isOfWords = head.every(({ cell }) => cell.blocks.every(({ type }) => type === "paragraph"))
  const height = sum(heights.slice(0, headRows).map((one) => (one === Infinity ? 0 : one)))
  if (headRows >= rows.length || headRows > headRowsMax || !isOfWords || height > wholeHeightMax) return 0
  const reaches = (end: number) => head.some(({ row, rowSpan }) => row < end && row + rowSpan > end)
  let end = headRows
  while (end > 0 && reaches(end)) end--
  return end
}

/** More would leave no room for the rows below. */
const headRowsMax = 6

function decimalPadding(table: BookTable, placed: readonly CellInGrid[], language: string): Map<BookCell, string> {
  const sign =
    new Intl.NumberFormat(intlTag(language)).formatToParts(1.5).find(({ type }) => type === "decimal")?.value ?? "."
  const padding = new Map<BookCell, string>()
  for (let column = 0; column < table.columns; column++) {
    const numbers = placed
      .filter(({ cell, row, ...at }) => at.column === column && cell.align === "end" && row >= table.headRows)
      .map(({ cell }) => ({ cell, decimals: decimalsOf(linesOf(cell).join(" "), sign) }))
    const most = Math.max(0, ...numbers.map(({ decimals }) => decimals ?? 0))
    for (const { cell, decimals } of numbers) {
      if (decimals === null || decimals === most) continue
      padding.set(cell, (decimals === 0 ? sign : "") + "0".repeat(most - decimals))
    }
  }
  return padding
}

/** How many digits stand behind the decimal sign; null for what does not end in a digit. */
function decimalsOf(text: string, sign: string): number | null {
  const trimmed = text.trim()
  if (!/\p{Nd}$/u.test(trimmed)) return null
  const at = trimmed.lastIndexOf(sign)
  return at < 0 ? 0 : trimmed.length - at - sign.length
}

/** The lines of a cell's own words; what is nested deeper counts no further than that. */
function linesOf({ blocks }: Pick<BookCell, "blocks">): string[] {
  return blocks.flatMap((block) => {
    if ("content" in block) return [[...inLine(block.content)].join("")]
    if (block.type === "list") return block.items.map(({ mark, content }) => [mark, ...inLine(content)].join(" "))
    return []
  })
}

export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
