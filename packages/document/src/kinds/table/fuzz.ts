import {
  $createTableNodeWithDimensions,
  $deleteTableColumnAtSelection,
  $deleteTableRowAtSelection,
  $insertTableColumnAtSelection,
  $insertTableRowAtSelection,
  $isTableCellNode,
  $isTableNode,
  $isTableRowNode,
  $mergeCells,
  $moveTableColumn,
  $moveTableRow,
  $setTableColumnIsHeader,
  $setTableRowIsHeader,
  $unmergeCell,
  type TableCellNode,
  type TableNode,
} from "@lexical/table"
import { $getRoot, type LexicalNode } from "lexical"
import type { Chance } from "../../testing/chance.ts"
import { $caretAnywhere, $lines, type Edit, edit, isInCell, type } from "../../testing/places.ts"
import { $editTable } from "./edit.ts"

const typeInCell: Edit = (writer, chance) =>
  edit(writer, () => {
    const cells = $lines().filter(isInCell)
    const selection = cells.length === 0 ? null : $caretAnywhere(chance, cells)
    selection?.insertText(type(writer, chance.between(1, 3)))
    return selection !== null
  })

/** With the caret in a cell of some table. */
function editTable(change: (table: TableNode, chance: Chance) => void): Edit {
  return (writer, chance) =>
    edit(writer, () => {
      const lines = $lines().filter(isInCell)
      if (lines.length === 0 || $caretAnywhere(chance, lines) === null) return false
      return $editTable((table) => change(table, chance))
    })
}

const rowsOf = (table: TableNode) => table.getChildren().filter($isTableRowNode)
const cellsOf = (row: LexicalNode): TableCellNode[] =>
  $isTableRowNode(row) ? row.getChildren().filter($isTableCellNode) : []

const insertRow = editTable((_table, chance) => void $insertTableRowAtSelection(chance.isLucky(0.5)))
const insertColumn = editTable((_table, chance) => void $insertTableColumnAtSelection(chance.isLucky(0.5)))
const deleteRow = editTable((table) => {
  if (rowsOf(table).length > 1) $deleteTableRowAtSelection()
})
const deleteColumn = editTable((table) => {
  if (table.getColumnCount() > 1) $deleteTableColumnAtSelection()
})
const moveRow = editTable((table, chance) => {
  const rows = rowsOf(table).length
  $moveTableRow(table, chance.below(rows), chance.below(rows))
})
const moveColumn = editTable((table, chance) => {
  const columns = table.getColumnCount()
  $moveTableColumn(table, chance.below(columns), chance.below(columns))
})
const mergeCells = editTable((table, chance) => {
  const rows = rowsOf(table)
  const from = chance.below(rows.length)
  const column = chance.below(table.getColumnCount())
  const cells = rows.slice(from, from + 2).flatMap((row) => cellsOf(row).slice(column, column + 2))
  if (cells.length > 1) $mergeCells(cells)
})
const splitCell = editTable(() => $unmergeCell())
const setHeader = editTable((table, chance) => {
  if (chance.isLucky(0.5)) $setTableRowIsHeader(table, 0, chance.isLucky(0.7))
  else $setTableColumnIsHeader(table, 0, chance.isLucky(0.7))
})
const setWidths = editTable((table, chance) =>
  table.setColWidths(Array.from({ length: table.getColumnCount() }, () => chance.between(20, 300))),
)

const insertTable: Edit = (writer, chance) =>
  edit(writer, () => {
    if ($getRoot().getChildren().filter($isTableNode).length > 2) return false
    const block = chance.pick($getRoot().getChildren())
    block?.insertBefore($createTableNodeWithDimensions(2, 3, { rows: true, columns: chance.isLucky(0.5) }))
    return block !== undefined
  })

export const tableEdits = {
  typeInCell: [typeInCell, 4],
  insertRow: [insertRow, 2],
  insertColumn: [insertColumn, 2],
  deleteRow: [deleteRow, 1.5],
  deleteColumn: [deleteColumn, 1],
  moveRow: [moveRow, 1],
  moveColumn: [moveColumn, 1],
  mergeCells: [mergeCells, 1.5],
  splitCell: [splitCell, 1],
  setHeader: [setHeader, 1],
  setWidths: [setWidths, 1],
  insertTable: [insertTable, 0.5],
} as const satisfies Record<string, readonly [Edit, number]>
