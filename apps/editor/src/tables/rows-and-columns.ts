import { $isFootnotesNode } from "@codraft/document"
import { $createTableRowNode, type TableCellNode, type TableNode } from "@lexical/table"
import { $createParagraphNode, $isElementNode } from "lexical"
import { $captionOf } from "./caption.ts"
import {
  type Area,
  $emptyCell,
  $enterCell,
  type Grid,
  headerColumnCount,
  headerRowCount,
  inHeaderColumn,
  inHeaderRow,
  $insertCell,
  isHeaderColumn,
  isHeaderRow,
  $mend,
  type Place,
} from "./grid.ts"

/*
 * Each of these expects a whole table (`$mend`) and leaves one. They touch no more cells than they must: what is not touched
 * keeps what others write in it meanwhile.
 */

/** As many rows as are selected, before row `at`; a row above a header row is one too. The caret goes into the first. */
export function $insertRows(grid: Grid, at: number, count: number, column: number): void {
  const rowBit = at < grid.rows.length && isHeaderRow(grid, at) ? inHeaderRow : 0
  const headerColumns = headerColumnCount(grid)
  const [above, below] = [grid.rows[at - 1], grid.rows[at]]
  for (const place of crossing(grid, "row", at)) place.cell.setRowSpan(place.rowSpan + count)
  let first: TableCellNode | undefined
  let caret: TableCellNode | undefined
  let last = above
  for (let made = 0; made < count; made += 1) {
    const row = $createTableRowNode()
    for (let index = 0; index < grid.columnCount; index += 1) {
      const over = at > 0 ? grid.at(at - 1, index) : null
      if (over !== null && over === grid.at(at, index)) continue
      const cell = $emptyCell(rowBit | (index < headerColumns ? inHeaderColumn : 0))
      row.append(cell)
      first ??= cell
      if (caret === undefined && index >= column) caret = cell
    }
    if (last) last.insertAfter(row)
    else below?.insertBefore(row)
    last = row
  }
  $enterCell(caret ?? first)
}

/** As many columns as are selected, before column `at`. The caret goes into the first, in the row where it was. */
export function $insertColumns(grid: Grid, at: number, count: number, row: number): void {
  const columnBit = at < grid.columnCount && isHeaderColumn(grid, at) ? inHeaderColumn : 0
  const headerRows = headerRowCount(grid)
  for (const place of crossing(grid, "column", at)) place.cell.setColSpan(place.columnSpan + count)
  let caret: TableCellNode | undefined
  for (let index = 0; index < grid.rows.length; index += 1) {
    const before = at > 0 ? grid.at(index, at - 1) : null
    if (before !== null && before === grid.at(index, at)) continue
    for (let made = 0; made < count; made += 1) {
      const cell = $emptyCell(columnBit | (index < headerRows ? inHeaderRow : 0))
      $insertCell(grid, index, at, cell)
      if (index <= row) caret = cell
    }
  }
  $changeWidths(grid.table, (widths) => {
    const like = widths[Math.min(at, widths.length - 1)] ?? 0
    widths.splice(at, 0, ...Array.from({ length: count }, () => like))
  })
  $enterCell(caret)
}

export function $deleteRows(grid: Grid, { top, bottom, left }: Area): void {
  if (bottom - top + 1 >= grid.rows.length) return $deleteTable(grid.table)
  // From the last to the first: `$insertCell` counts on the places before the one at hand.
  for (const place of grid.places.toReversed()) {
    const end = place.row + place.rowSpan - 1
    if (end < top || place.row > bottom) continue
    const lost = Math.min(end, bottom) - Math.max(place.row, top) + 1
    if (lost === place.rowSpan) continue
    place.cell.setRowSpan(place.rowSpan - lost)
    // What begins in a row that goes and reaches below it begins one row later.
    if (place.row >= top) $insertCell(grid, bottom + 1, place.column, place.cell)
  }
  for (let row = top; row <= bottom; row += 1) grid.rows[row]?.remove()
  $enterNear(grid.table, top, left)
}

export function $deleteColumns(grid: Grid, { left, right, top }: Area): void {
  if (right - left + 1 >= grid.columnCount) return $deleteTable(grid.table)
  for (const place of grid.places) {
    const end = place.column + place.columnSpan - 1
    if (end < left || place.column > right) continue
    const lost = Math.min(end, right) - Math.max(place.column, left) + 1
    if (lost === place.columnSpan) place.cell.remove()
    else place.cell.setColSpan(place.columnSpan - lost)
  }
  $changeWidths(grid.table, (widths) => widths.splice(left, right - left + 1))
  $enterNear(grid.table, top, left)
}

/** The table with its caption. The caret goes to what came after it, or before; there is always something. */
export function $deleteTable(table: TableNode): void {
  const caption = $captionOf(table)
  const after = table.getNextSibling()
  const before = (caption ?? table).getPreviousSibling()
  if ($isElementNode(after) && !$isFootnotesNode(after)) after.selectStart()
  else if ($isElementNode(before)) before.selectEnd()
  else {
    const paragraph = $createParagraphNode()
    table.insertAfter(paragraph)
    paragraph.select()
  }
  caption?.remove()
  table.remove()
}

/** Rows and columns move past their neighbour; nothing moves into or out of the headers, or through a merged cell. */
export function canMoveRows(grid: Grid, { top, bottom }: Area, step: 1 | -1): boolean {
  const neighbour = step < 0 ? top - 1 : bottom + 1
  if (neighbour < 0 || neighbour >= grid.rows.length) return false
  if (isHeaderRow(grid, neighbour) !== isHeaderRow(grid, step < 0 ? top : bottom)) return false
  const from = Math.min(top, neighbour)
  const to = Math.max(bottom, neighbour)
  return [from, step < 0 ? top : neighbour, to + 1].every((at) => crossing(grid, "row", at).length === 0)
}

export function canMoveColumns(grid: Grid, { left, right }: Area, step: 1 | -1): boolean {
  const neighbour = step < 0 ? left - 1 : right + 1
  if (neighbour < 0 || neighbour >= grid.columnCount) return false
  if (isHeaderColumn(grid, neighbour) !== isHeaderColumn(grid, step < 0 ? left : right)) return false
  const from = Math.min(left, neighbour)
  const to = Math.max(right, neighbour)
  return [from, step < 0 ? left : neighbour, to + 1].every((at) => crossing(grid, "column", at).length === 0)
}

/**
 * It is the neighbour that moves past the selected rows: moving takes out and puts in again, and what is selected is where
 * somebody is writing.
 */
export function $moveRows(grid: Grid, { top, bottom }: Area, step: 1 | -1): void {
  const [first, last] = [grid.rows[top], grid.rows[bottom]]
  const neighbour = grid.rows[step < 0 ? top - 1 : bottom + 1]
  if (!first || !last || !neighbour) return
  if (step < 0) last.insertAfter(neighbour)
  else first.insertBefore(neighbour)
}

export function $moveColumns(grid: Grid, { left, right }: Area, step: 1 | -1): void {
  const neighbour = step < 0 ? left - 1 : right + 1
  for (let row = 0; row < grid.rows.length; row += 1) {
    const moved = grid.at(row, neighbour)
    if (moved === null || moved.row !== row) continue
    // In a row whose selected cells all come from above, there is nothing to move past.
    const own = grid.places.filter((place) => place.row === row && place.column >= left && place.column <= right)
    if (step < 0) own.at(-1)?.cell.insertAfter(moved.cell)
    else own[0]?.cell.insertBefore(moved.cell)
  }
  $changeWidths(grid.table, (widths) => {
    const [width] = widths.splice(neighbour, 1)
    if (width !== undefined) widths.splice(step < 0 ? right : left, 0, width)
  })
}

/** The cells that the line before row or column `at` cuts through. */
function crossing(grid: Grid, along: "row" | "column", at: number): Place[] {
  return grid.places.filter((place) =>
    along === "row"
      ? place.row < at && place.row + place.rowSpan > at
      : place.column < at && place.column + place.columnSpan > at,
  )
}

function $enterNear(table: TableNode, row: number, column: number): void {
  const grid = $mend(table)
  const place = grid.at(Math.min(row, grid.rows.length - 1), Math.min(column, grid.columnCount - 1))
  $enterCell(place?.cell)
}

function $changeWidths(table: TableNode, change: (widths: number[]) => unknown): void {
  const widths = table.getColWidths()
  if (!widths) return
  const changed = [...widths]
  change(changed)
  table.setColWidths(changed)
}
