import { $isTableCellNode, $isTableRowNode, TableCellNode, TableNode, TableRowNode } from "@lexical/table"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $dropLooks, $wrapInline } from "../../nodes/normalize.ts"
import { columnWidth, columnWidthsMax, spanMax } from "./form.ts"

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
  const widths = node.getColWidths()
  if (widths === undefined) return
  const allowed = widths.slice(0, columnWidthsMax).map(clampWidth)
  if (widths.length !== allowed.length || widths.some((width, i) => width !== allowed[i])) node.setColWidths(allowed)
}

function clampWidth(width: number): number {
  return Number.isFinite(width)
    ? Math.min(Math.max(Math.round(width), columnWidth.min), columnWidth.max)
    : columnWidth.min
}

function $normalizeRow(node: TableRowNode): void {
  $dropLooks(node)
  for (const child of node.getChildren()) if (!$isTableCellNode(child)) child.remove()
  if (node.isEmpty()) $dropRow(node)
}

/** A row whose every place a merged cell has taken stands for nothing: it goes, and the cells that reached into it shrink. */
function $dropRow(row: TableRowNode): void {
  row.getPreviousSiblings().forEach((above, index, rows) => {
    for (const cell of $isTableRowNode(above) ? above.getChildren() : []) {
      if ($isTableCellNode(cell) && index + cell.getRowSpan() > rows.length) cell.setRowSpan(cell.getRowSpan() - 1)
    }
  })
  row.remove()
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
