import type { TableCellNode } from "@lexical/table"
import { $createParagraphNode, $isParagraphNode, $isTextNode } from "lexical"
import {
  $emptyCell,
  $enterCell,
  type Grid,
  inHeaderColumn,
  inHeaderRow,
  $insertCell,
  $mend,
  meets,
  type Area,
} from "./grid.ts"

/** What the form of a cell allows. */
const spanMax = 64

export function canMerge(grid: Grid, area: Area): boolean {
  if (area.bottom - area.top >= spanMax || area.right - area.left >= spanMax) return false
  const first = grid.at(area.top, area.left)
  return first !== null && grid.places.some((place) => place !== first && meets(place, area))
}

/** All words of the area go into its first cell, in reading order; rows and columns that then have no cell of their own go. */
export function $merge(grid: Grid, area: Area): void {
  const first = grid.at(area.top, area.left)
  if (first === null) return
  const { cell } = first
  for (const place of grid.places) {
    if (place === first || !meets(place, area)) continue
    if (!$isBlank(place.cell)) {
      if ($isBlank(cell)) cell.clear()
      cell.append(...place.cell.getChildren())
    }
    place.cell.remove()
  }
  if (cell.isEmpty()) cell.append($createParagraphNode())
  cell.setColSpan(area.right - area.left + 1).setRowSpan(area.bottom - area.top + 1)
  $mend(grid.table)
  $enterCell(cell)
}

export function canSplit(grid: Grid, area: Area): boolean {
  return grid.places.some((place) => (place.rowSpan > 1 || place.columnSpan > 1) && meets(place, area))
}

/** Each merged cell of the area becomes the cells it covered; its words stay in the first. */
export function $split(grid: Grid, area: Area): void {
  const merged = grid.places.filter((place) => (place.rowSpan > 1 || place.columnSpan > 1) && meets(place, area))
  // From the last to the first: `$insertCell` counts on the places before the one at hand.
  for (const place of merged.toReversed()) {
    const bits = place.cell.getHeaderStyles()
    for (let row = place.row; row < place.row + place.rowSpan; row += 1) {
      for (let along = 0; along < place.columnSpan; along += 1) {
        if (row === place.row && along === 0) continue
        const rowBit = row === place.row || $isAllInHeader(grid, row, place.column) ? bits & inHeaderRow : 0
        const columnBit = along === 0 ? bits & inHeaderColumn : 0
        const cell = $emptyCell(rowBit | columnBit)
        if (row === place.row) place.cell.insertAfter(cell)
        else $insertCell(grid, row, place.column, cell)
      }
    }
    place.cell.setColSpan(1).setRowSpan(1)
  }
  $mend(grid.table)
  $enterCell(merged[0]?.cell, "start")
}

/** Whether the rest of a row is a header row. */
function $isAllInHeader(grid: Grid, row: number, but: number): boolean {
  for (let column = 0; column < grid.columnCount; column += 1) {
    const place = grid.at(row, column)
    if (column !== but && place !== null && (place.cell.getHeaderStyles() & inHeaderRow) === 0) return false
  }
  return true
}

function $isBlank(cell: TableCellNode): boolean {
  return cell
    .getChildren()
    .every(
      (block) =>
        $isParagraphNode(block) &&
        block.getChildren().every((child) => $isTextNode(child) && child.getTextContentSize() === 0),
    )
}
