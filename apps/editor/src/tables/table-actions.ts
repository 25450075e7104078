import { $isFootnotesNode } from "@codraft/document"
import {
  $createTableNode,
  $createTableRowNode,
  $createTableSelectionFrom,
  type TableCellNode,
  type TableNode,
} from "@lexical/table"
import {
  $createParagraphNode,
  $getPreviousSelection,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  $setSelection,
  type LexicalEditor,
  type LexicalNode,
} from "lexical"
import { $captionOf, $enterCaption } from "./caption.ts"
import {
  type Area,
  $emptyCell,
  type Grid,
  inHeaderColumn,
  inHeaderRow,
  isHeaderColumn,
  isHeaderRow,
  $mend,
  meets,
  type Selected,
  $selected,
  $tableAt,
} from "./grid.ts"
import { canMerge, canSplit, $merge, $split } from "./merging.ts"
import {
  canMoveColumns,
  canMoveRows,
  $deleteColumns,
  $deleteRows,
  $deleteTable,
  $insertColumns,
  $insertRows,
  $moveColumns,
  $moveRows,
} from "./rows-and-columns.ts"

/** What can be asked of the table at the selection. Before and after go by the direction of reading. */
export type TableAction =
  | "rowAbove"
  | "rowBelow"
  | "columnBefore"
  | "columnAfter"
  | "moveRowUp"
  | "moveRowDown"
  | "moveColumnBack"
  | "moveColumnOn"
  | "deleteRow"
  | "deleteColumn"
  | "deleteTable"
  | "merge"
  | "split"
  | "headerRow"
  | "headerColumn"
  | "selectRow"
  | "selectColumn"
  | "selectTable"
  | "caption"

/** What the tools show of the table at the selection. */
export interface TableFacts {
  readonly tableKey: string
  readonly rowCount: number
  readonly columnCount: number
  readonly area: Area
  readonly isHeaderRow: boolean
  readonly isHeaderColumn: boolean
  readonly hasCaption: boolean
  readonly unavailable: ReadonlySet<TableAction>
}

/** What a table may be made with; it can grow beyond. */
export const tableSizeMax = { rows: 200, columns: 20 }

export function $tableFacts(): TableFacts | null {
  const selected = $selected()
  if (selected === null) return null
  const { grid, area } = selected
  const unavailable = new Set<TableAction>()
  const needs = (action: TableAction, isPossible: boolean) => void (isPossible || unavailable.add(action))
  needs("merge", canMerge(grid, area))
  needs("split", canSplit(grid, area))
  needs("moveRowUp", canMoveRows(grid, area, -1))
  needs("moveRowDown", canMoveRows(grid, area, 1))
  needs("moveColumnBack", canMoveColumns(grid, area, -1))
  needs("moveColumnOn", canMoveColumns(grid, area, 1))
  return {
    tableKey: grid.table.getKey(),
    rowCount: grid.rows.length,
    columnCount: grid.columnCount,
    area,
    isHeaderRow: isHeaderRow(grid, 0),
    isHeaderColumn: isHeaderColumn(grid, 0),
    hasCaption: $captionOf(grid.table) !== null,
    unavailable,
  }
}

/** Does it in one step. The keys go to the text first: a selection of cells does not bring them there. */
export function performOnTable(editor: LexicalEditor, action: TableAction): void {
  if (!editor.isEditable()) return
  editor.getRootElement()?.focus({ preventScroll: true })
  editor.update(() => $performOnTable(action))
}

export function $performOnTable(action: TableAction): void {
  const found = $selected()
  if (found === null) return
  if (!selecting.has(action)) $mend(found.grid.table)
  const selected = $selected()
  if (selected) $perform(action, selected)
}

const selecting: ReadonlySet<TableAction> = new Set(["selectRow", "selectColumn", "selectTable", "caption"])

function $perform(action: TableAction, { grid, area }: Selected): void {
  const rows = area.bottom - area.top + 1
  const columns = area.right - area.left + 1
  switch (action) {
    case "rowAbove":
      return $insertRows(grid, area.top, rows, area.left)
    case "rowBelow":
      return $insertRows(grid, area.bottom + 1, rows, area.left)
    case "columnBefore":
      return $insertColumns(grid, area.left, columns, area.top)
    case "columnAfter":
      return $insertColumns(grid, area.right + 1, columns, area.top)
    case "moveRowUp":
    case "moveRowDown": {
      const step = action === "moveRowUp" ? -1 : 1
      return canMoveRows(grid, area, step) ? $moveRows(grid, area, step) : undefined
    }
    case "moveColumnBack":
    case "moveColumnOn": {
      const step = action === "moveColumnBack" ? -1 : 1
      return canMoveColumns(grid, area, step) ? $moveColumns(grid, area, step) : undefined
    }
    case "deleteRow":
      return $deleteRows(grid, area)
    case "deleteColumn":
      return $deleteColumns(grid, area)
    case "deleteTable":
      return $deleteTable(grid.table)
    case "merge":
      return canMerge(grid, area) ? $merge(grid, area) : undefined
    case "split":
      return canSplit(grid, area) ? $split(grid, area) : undefined
    case "headerRow":
      return $setHeader(grid, inHeaderRow, !isHeaderRow(grid, 0), area.top === 0 ? area.bottom : 0)
    case "headerColumn":
      return $setHeader(grid, inHeaderColumn, !isHeaderColumn(grid, 0), area.left === 0 ? area.right : 0)
    case "selectRow":
      return $select(grid, { ...area, left: 0, right: grid.columnCount - 1 })
    case "selectColumn":
      return $select(grid, { ...area, top: 0, bottom: grid.rows.length - 1 })
    case "selectTable":
      return $select(grid, { top: 0, left: 0, bottom: grid.rows.length - 1, right: grid.columnCount - 1 })
    case "caption":
      return $enterCaption(grid.table)
    default:
      action satisfies never
  }
}

/** Headers begin with the first row or column: on up to `last`, off everywhere. */
function $setHeader(grid: Grid, bit: number, isOn: boolean, last: number): void {
  for (const { cell, row, column } of grid.places) {
    const isMeant = isOn && (bit === inHeaderRow ? row : column) <= last
    const bits = isMeant ? cell.getHeaderStyles() | bit : cell.getHeaderStyles() & ~bit
    if (bits !== cell.getHeaderStyles()) cell.setHeaderStyles(bits)
  }
}

/** Selects every cell of an area that stands in the table. */
export function $select(grid: Grid, area: Area): void {
  const inside = grid.places.filter((place) => meets(place, area))
  const [first, last] = [inside[0], inside.at(-1)]
  if (first && last) $setSelection($createTableSelectionFrom(grid.table, first.cell, last.cell))
}

export interface TableSize {
  rows: number
  columns: number
  hasHeaderRow: boolean
  hasHeaderColumn: boolean
}

export function insertTable(editor: LexicalEditor, size: TableSize): void {
  editor.update(() => $insertTable(size))
  editor.focus()
}

/** A table before or behind the block at the caret, never through the middle of it. The caret goes into its first cell. */
export function $insertTable(size: TableSize): void {
  const selection = $getSelection() ?? $getPreviousSelection()
  const at = $isRangeSelection(selection) ? selection.anchor.getNode() : ($getRoot().getLastDescendant() ?? $getRoot())
  if ($tableAt(at) !== null) return
  const { table, first } = $newTable(size)
  const block = $blockAt(at)
  const isBefore =
    $isFootnotesNode(block) ||
    (block !== null && ($isBlank(block) || ($isRangeSelection(selection) && $isAtStart(selection.anchor, block))))
  if (block === null) $getRoot().append(table)
  else if (isBefore) block.insertBefore(table)
  else block.insertAfter(table)
  // There is always a line to go on with.
  if (isEndOfText(table.getNextSibling())) table.insertAfter($createParagraphNode())
  first.selectStart()
}

function $newTable(size: TableSize): { table: TableNode; first: TableCellNode } {
  const table = $createTableNode()
  let first: TableCellNode | null = null
  for (let row = 0; row < size.rows; row += 1) {
    const node = $createTableRowNode()
    for (let column = 0; column < size.columns; column += 1) {
      const bits =
        (row === 0 && size.hasHeaderRow ? inHeaderRow : 0) | (column === 0 && size.hasHeaderColumn ? inHeaderColumn : 0)
      const cell = $emptyCell(bits)
      first ??= cell
      node.append(cell)
    }
    table.append(node)
  }
  if (first === null) throw new Error("A table has at least one cell")
  return { table, first }
}

function $blockAt(node: LexicalNode): LexicalNode | null {
  const root = $getRoot()
  return root.is(node) ? root.getLastChild() : node.getTopLevelElement()
}

/** Notes come after the text, whatever is written last. */
export const isEndOfText = (block: LexicalNode | null) => block === null || $isFootnotesNode(block)

const $isBlank = (block: LexicalNode) => $isParagraphNode(block) && block.getTextContentSize() === 0

function $isAtStart(point: { offset: number; getNode(): LexicalNode }, block: LexicalNode): boolean {
  if (point.offset !== 0 || !$isElementNode(block)) return false
  const node = point.getNode()
  return node.is(block) || node.is(block.getFirstDescendant())
}
