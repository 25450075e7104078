import { cellPlaces } from "@codraft/document/canonical"
import { type BookCell, type BookTable, plainText } from "../book/index.ts"

/**
 * How wide the columns are, in twentieths of a point: as the writers set them. Columns that nobody set apart from one another are
 * as wide as what stands in them asks for, by letters: only Word knows how wide these are.
 */
export function columnWidths(table: BookTable, room: number): number[] {
  const isEven = table.widths.every((part) => Math.abs(part - 1 / table.columns) < 0.001)
  const parts = isEven && table.columns > 1 ? partsByWords(table, room / letterWidth) : table.widths
  return parts.map((part) => Math.round(part * room))
}

/** Of letters in the size of tables, about. */
const letterWidth = 92
/** What stands beside words in a cell, in letters. */
const air = 3.5
/** What stands behind numbers besides. */
const numberAir = 2.5
/** Longer words may be broken, and longer lines are. */
const wordMax = 16
const lineMax = 44

function partsByWords(table: BookTable, lettersInRow: number): number[] {
  const { columnOf } = cellPlaces(table.rows.map(({ cells }) => cells))
  const needs = table.widths.map(() => ({ word: 1, line: 1 }))
  for (const cell of table.rows.flatMap(({ cells }) => cells)) {
    const need = needs[columnOf.get(cell) ?? -1]
    if (need === undefined || cell.columnSpan > 1) continue
    const behind = cell.align === "end" ? numberAir : 0
    for (const line of linesOf(cell)) {
      need.line = Math.max(need.line, Math.min(line.length, lineMax) + behind)
      for (const word of line.split(/[\s/-]/)) need.word = Math.max(need.word, Math.min(word.length, wordMax) + behind)
    }
  }
  const least = needs.map(({ word }) => word + air)
  const wished = needs.map(({ line, word }) => Math.max(line, word) + air)
  const spare = Math.max(0, lettersInRow - sum(least))
  const beyond = wished.map((wish, i) => wish - (least[i] ?? 0))
  const share = sum(beyond) <= spare ? 1 : spare / Math.max(sum(beyond), 1)
  const widths = least.map((one, i) => one + (beyond[i] ?? 0) * share)
  return widths.map((one) => one / sum(widths))
}

function linesOf({ blocks }: BookCell): string[] {
  return blocks.flatMap((block) => {
    if ("content" in block) return [plainText(block.content)]
    return block.type === "list" ? block.items.map(({ content }) => `${plainText(content)}  `) : []
  })
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
