import {
  $createTableCellNode,
  $isTableCellNode,
  $isTableNode,
  $isTableRowNode,
  $isTableSelection,
  type TableCellNode,
  type TableNode,
  type TableRowNode,
} from "@lexical/table"
import { $findMatchingParent } from "@lexical/utils"
import { $createParagraphNode, $getNodeByKey, $getSelection, $isRangeSelection, type LexicalNode } from "lexical"

/** Lexical's bits of a cell: it stands in a header row and so heads its column; it stands in a header column. */
export const inHeaderRow = 1
export const inHeaderColumn = 2

/** A cell with what it covers; what reaches below the last row is cut off. */
export interface Place {
  readonly cell: TableCellNode
  readonly row: number
  readonly column: number
  readonly rowSpan: number
  readonly columnSpan: number
}

/** Rows and columns from and to, both ends included. */
export interface Area {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

/**
 * Which cell covers what. Two people's changes can leave a table with holes (`at` is null there) or with cells that reach into
 * each other (the first one has the ground).
 */
export interface Grid {
  readonly table: TableNode
  readonly rows: readonly TableRowNode[]
  readonly columnCount: number
  readonly places: readonly Place[]
  at(row: number, column: number): Place | null
}

export function $gridOf(table: TableNode): Grid {
  const rows = table.getChildren().filter($isTableRowNode)
  const ground: (Place | undefined)[][] = rows.map(() => [])
  const places: Place[] = []
  let columnCount = 0
  for (const [row, node] of rows.entries()) {
    let column = 0
    for (let cell = node.getFirstChild(); cell !== null; cell = cell.getNextSibling()) {
      if (!$isTableCellNode(cell)) continue
      while (ground[row]?.[column]) column += 1
      const place: Place = {
        cell,
        row,
        column,
        rowSpan: Math.min(Math.max(cell.getRowSpan(), 1), rows.length - row),
        columnSpan: Math.max(cell.getColSpan(), 1),
      }
      places.push(place)
      for (let down = 0; down < place.rowSpan; down += 1) {
        const line = ground[row + down] ?? []
        for (let along = 0; along < place.columnSpan; along += 1) line[column + along] ??= place
      }
      column += place.columnSpan
      columnCount = Math.max(columnCount, column)
    }
  }
  return { table, rows, columnCount, places, at: (row, column) => ground[row]?.[column] ?? null }
}

export function $tableAt(node: LexicalNode): TableNode | null {
  return $findMatchingParent(node, $isTableNode)
}

export function $cellAt(node: LexicalNode | null): TableCellNode | null {
  return node && $findMatchingParent(node, $isTableCellNode)
}

/** What is selected of the innermost table around the selection; null where that is in no table. */
export interface Selected {
  readonly grid: Grid
  readonly area: Area
  /** Whether whole cells are selected, or there is a caret or some words in one. */
  readonly isOfCells: boolean
}

export function $selected(): Selected | null {
  const ends = $selectedCells()
  if (ends === null) return null
  const table = $tableAt(ends.anchor)
  if (table === null) return null
  const grid = $gridOf(table)
  const anchor = grid.places.find(({ cell }) => cell.is(ends.anchor))
  const focus = grid.places.find(({ cell }) => cell.is(ends.focus))
  return anchor && focus ? { grid, area: around(grid, [anchor, focus]), isOfCells: ends.isOfCells } : null
}

/** The cells in which the selection begins and ends; cheap enough for every change. */
export function $selectedCells(): { anchor: TableCellNode; focus: TableCellNode; isOfCells: boolean } | null {
  const selection = $getSelection()
  const isOfCells = $isTableSelection(selection)
  if (!isOfCells && !$isRangeSelection(selection)) return null
  // Somebody else may have taken away the cells that are selected here.
  const anchor = $cellAt($getNodeByKey(selection.anchor.key))
  const focus = isOfCells ? $cellAt($getNodeByKey(selection.focus.key)) : anchor
  return anchor === null || focus === null ? null : { anchor, focus, isOfCells }
}

/** The smallest area that holds these cells and cuts through none. */
export function around(grid: Grid, cells: readonly Place[]): Area {
  let area = boundsOf(cells)
  for (;;) {
    const wider = boundsOf(grid.places.filter((place) => meets(place, area)))
    if (sizeOf(wider) === sizeOf(area)) return area
    area = wider
  }
}

function boundsOf(cells: readonly Place[]): Area {
  return {
    top: Math.min(...cells.map(({ row }) => row)),
    bottom: Math.max(...cells.map(({ row, rowSpan }) => row + rowSpan - 1)),
    left: Math.min(...cells.map(({ column }) => column)),
    right: Math.max(...cells.map(({ column, columnSpan }) => column + columnSpan - 1)),
  }
}

const sizeOf = ({ top, bottom, left, right }: Area) => (bottom - top + 1) * (right - left + 1)

export function meets(place: Place, { top, bottom, left, right }: Area): boolean {
  return (
    place.row <= bottom &&
    place.row + place.rowSpan - 1 >= top &&
    place.column <= right &&
    place.column + place.columnSpan - 1 >= left
  )
}

export function $emptyCell(bits = 0): TableCellNode {
  return $createTableCellNode(bits).append($createParagraphNode())
}

/** Puts a cell into a row, behind the last of the row's own cells that begin before `column`. */
export function $insertCell(grid: Grid, row: number, column: number, cell: TableCellNode): void {
  const before = grid.places.findLast((place) => place.row === row && place.column < column)
  const first = grid.rows[row]?.getFirstChild()
  if (before) before.cell.insertAfter(cell)
  else if (first) first.insertBefore(cell)
  else grid.rows[row]?.append(cell)
}

export function isHeaderRow(grid: Grid, row: number): boolean {
  return all(grid.columnCount, (column) => hasBit(grid.at(row, column), inHeaderRow))
}

export function isHeaderColumn(grid: Grid, column: number): boolean {
  return all(grid.rows.length, (row) => hasBit(grid.at(row, column), inHeaderColumn))
}

/** How many rows from the top are header rows; a table of nothing else has none. */
export function headerRowCount(grid: Grid): number {
  let count = 0
  while (count < grid.rows.length && isHeaderRow(grid, count)) count += 1
  return count
}

export function headerColumnCount(grid: Grid): number {
  let count = 0
  while (count < grid.columnCount && isHeaderColumn(grid, count)) count += 1
  return count
}

const hasBit = (place: Place | null, bit: number) => place !== null && (place.cell.getHeaderStyles() & bit) !== 0

function all(count: number, holds: (index: number) => boolean): boolean {
  for (let index = 0; index < count; index += 1) if (!holds(index)) return false
  return count > 0
}

/**
 * Makes a table whole again before something is done to it: no span reaches below the last row, every hole has an empty cell,
 * no row or column exists only as ground that cells from elsewhere cover.
 */
export function $mend(table: TableNode): Grid {
  let grid = $gridOf(table)
  for (const place of grid.places) {
    if (place.cell.getRowSpan() !== place.rowSpan) place.cell.setRowSpan(place.rowSpan)
  }
  for (let row = 0; row < grid.rows.length; row += 1) {
    if (
      grid.places.every((place) => place.row !== row) &&
      all(grid.columnCount, (column) => grid.at(row, column) !== null)
    ) {
      for (const place of grid.places) {
        if (place.row < row && place.row + place.rowSpan > row) place.cell.setRowSpan(place.rowSpan - 1)
      }
      grid.rows[row]?.remove()
      return $mend(table)
    }
  }
  for (let column = 1; column < grid.columnCount; column += 1) {
    if (grid.places.some((place) => place.column === column)) continue
    if (!all(grid.rows.length, (row) => grid.at(row, column) !== null)) continue
    for (const place of grid.places) {
      if (place.column < column && place.column + place.columnSpan > column) place.cell.setColSpan(place.columnSpan - 1)
    }
    return $mend(table)
  }
  for (let row = 0; row < grid.rows.length; row += 1) {
    for (let column = 0; column < grid.columnCount; column += 1) {
      if (grid.at(row, column) !== null) continue
      const bits =
        (hasBit(grid.at(row, column - 1), inHeaderRow) ? inHeaderRow : 0) |
        (hasBit(grid.at(row - 1, column), inHeaderColumn) ? inHeaderColumn : 0)
      $insertCell(grid, row, column, $emptyCell(bits))
      grid = $gridOf(table)
    }
  }
  return grid
}

/** Puts the caret at the end of a cell. */
export function $enterCell(cell: TableCellNode | undefined, side: "start" | "end" = "end"): void {
  if (side === "start") cell?.selectStart()
  else cell?.selectEnd()
}
