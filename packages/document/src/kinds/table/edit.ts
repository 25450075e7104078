import {
  $computeTableMapSkipCellCheck,
  $createTableCellNode,
  $findTableNode,
  $isTableCellNode,
  $isTableRowNode,
  TableCellHeaderStates,
  type TableNode,
} from "@lexical/table"
import { $createParagraphNode, $getSelection } from "lexical"

/**
 * Runs a change of rows, columns or cells by Lexical's own functions on the table of the selection. They take for granted
 * that a table is a rectangle; after what two people did at once it may be none, so it is made one before and after.
 * Answers false outside a table.
 */
export function $editTable(change: (table: TableNode) => void): boolean {
  const [point] = $getSelection()?.getStartEndPoints() ?? []
  const table = point === undefined ? null : $findTableNode(point.getNode())
  if (table === null) return false
  $square(table)
  change(table)
  if (table.isAttached()) $square(table)
  return true
}

/** Gives every place of a table a cell, and ends cells where the table ends. */
export function $square(table: TableNode): void {
  const [map] = $computeTableMapSkipCellCheck(table, null, null)
  const columns = map.reduce((most, row) => Math.max(most, row.length), 0)
  const rows = table.getChildren().filter($isTableRowNode)
  rows.forEach((row, index) => {
    const last = row.getLastChild()
    const header = $isTableCellNode(last) ? last.getHeaderStyles() & TableCellHeaderStates.ROW : 0
    const places = (map[index] ?? []).reduce((count, place) => (place ? count + 1 : count), 0)
    for (let missing = columns - places; missing > 0; missing--)
      row.append($createTableCellNode(header).append($createParagraphNode()))
    for (const cell of row.getChildren()) {
      if (!$isTableCellNode(cell)) continue
      if (index + cell.getRowSpan() > rows.length) cell.setRowSpan(rows.length - index)
    }
  })
}
