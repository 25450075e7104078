import { $isTableCellNode, $isTableRowNode, TableCellNode, TableNode, TableRowNode } from "@lexical/table"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $dropLooks, $wrapInline } from "../../nodes/normalize.ts"
import { spanMax } from "./form.ts"

export const tableNodes: NodeKind = {
  classes: [TableNode, TableRowNode, TableCellNode],
  normalizations: [
    normalized(TableNode, $normalizeTable),
    normalized(TableRowNode, $normalizeRow),
    normalized(TableCellNode, $normalizeCell),
  ],
}

function $normalizeTable(node: TableNode): void {
  $dropLooks(node)
  for (const child of node.getChildren()) if (!$isTableRowNode(child)) child.remove()
}

function $normalizeRow(node: TableRowNode): void {
  $dropLooks(node)
  for (const child of node.getChildren()) if (!$isTableCellNode(child)) child.remove()
}

function $normalizeCell(node: TableCellNode): void {
  $dropLooks(node)
  if (node.getBackgroundColor() !== null) node.setBackgroundColor(null)
  const columns = clampSpan(node.getColSpan())
  if (columns !== node.getColSpan()) node.setColSpan(columns)
  const rows = clampSpan(node.getRowSpan())
  if (rows !== node.getRowSpan()) node.setRowSpan(rows)
  const header = node.getHeaderStyles()
  if (header < 0 || header > 3) node.setHeaderStyles(0)
  $wrapInline(node)
}

function clampSpan(span: number): number {
  return Number.isInteger(span) ? Math.min(Math.max(span, 1), spanMax) : 1
}
