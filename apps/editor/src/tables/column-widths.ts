import { $isTableNode } from "@lexical/table"
import { $getNodeByKey, type LexicalEditor } from "lexical"
import { $gridOf } from "./grid.ts"

/** In CSS px. The form of a table allows more; a column narrower than this holds no word. */
export const columnWidth = { min: 48, max: 1000 }
/** What a column keeps that gives way to its neighbour. */
const yieldedMin = 64

const clamp = (px: number) => Math.min(Math.max(Math.round(px), columnWidth.min), columnWidth.max)

/**
 * The widths after one column has been given a width. The next one gives or takes what it can, so that the table stays as wide
 * as it is; behind the last column the table itself grows or shrinks.
 */
export function resized(widths: readonly number[], column: number, px: number): number[] {
  const next = widths.map(clamp)
  const before = next[column]
  if (before === undefined) return next
  const wanted = clamp(px)
  const neighbour = next[column + 1]
  next[column] = wanted
  if (neighbour !== undefined)
    next[column + 1] = clamp(Math.max(neighbour - (wanted - before), Math.min(neighbour, yieldedMin)))
  return next
}

/** How wide the columns of a table are now, as it is painted. */
export function paintedWidths(editor: LexicalEditor, tableKey: string): number[] {
  return editor.getEditorState().read(() => {
    const table = $getNodeByKey(tableKey)
    if (!$isTableNode(table)) return []
    const grid = $gridOf(table)
    const widths: number[] = Array.from({ length: grid.columnCount }, () => 0)
    // A cell over several columns tells nothing but where no other does.
    for (const { cell, column, columnSpan } of grid.places.toSorted((a, b) => a.columnSpan - b.columnSpan)) {
      if (widths.every((width) => width > 0)) break
      if ((widths[column] ?? 0) > 0) continue
      const width = editor.getElementByKey(cell.getKey())?.getBoundingClientRect().width ?? 0
      for (let along = column; along < column + columnSpan; along += 1) widths[along] ||= width / columnSpan
    }
    return widths.map(Math.round)
  })
}

/** One step for undo. Null: as wide as what is in them asks for. */
export function setColumnWidths(editor: LexicalEditor, tableKey: string, widths: readonly number[] | null): void {
  editor.update(() => {
    const table = $getNodeByKey(tableKey)
    if ($isTableNode(table)) table.setColWidths(widths === null ? undefined : widths.map(clamp))
  })
}
