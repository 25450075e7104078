import type { Table } from "@codraft/document"
import { cellPlaces, isOfNumbers, plainText, roomsBehind, tailOf } from "@codraft/document/canonical"
import type { RowChange } from "@codraft/document/compare"
import type { Side } from "./shown.ts"

type Cell = Table["rows"][number]["cells"][number]
/** A cell as it looks on one side; `changed` ones have words of both texts in them. */
type Looks = Omit<Cell, "blocks"> & Partial<Pick<Cell, "blocks">>

/** How the cells of the columns of numbers stand: what a number lacks behind its units digit, or null for what is over them. */
export type NumberCells = ReadonlyMap<object, string | null>

/** The columns of numbers of a compared table, each side by itself. */
export function numberCells(rows: readonly RowChange[], languages: Readonly<Record<Side, string>>): NumberCells {
  const found = new Map<object, string | null>()
  for (const side of ["before", "after"] as const) {
    const grid = rows.map((row) => cellsOf(row, side)).filter((cells) => cells.length > 0)
    const { columnOf } = cellPlaces(grid)
    const columns = new Map<number, Looks[]>()
    for (const cell of grid.flat()) {
      const column = columnOf.get(cell) ?? 0
      if ((cell.columnSpan ?? 1) === 1) columns.set(column, [...(columns.get(column) ?? []), cell])
    }
    for (const cells of columns.values()) {
      const [heads, body] = [cells.filter(isHead), cells.filter((cell) => !isHead(cell))]
      const texts = body.map(wordsIn)
      const tails = texts.map((text) => tailOf(text, languages[side]))
      if (!isOfNumbers(tails, texts)) continue
      const rooms = roomsBehind(tails, texts)
      for (const [index, cell] of body.entries()) {
        const room = cell.blocks === undefined ? null : rooms[index]
        if (room !== undefined && (room !== null || cell.blocks === undefined)) found.set(cell, room)
      }
      for (const cell of heads) found.set(cell, null)
    }
  }
  return found
}

function cellsOf(row: RowChange, side: Side): readonly Looks[] {
  if (row.kind === "changed") {
    return row.cells.flatMap((cell): Looks[] => {
      if (cell.kind === "changed") return [cell[side]]
      if (cell.kind === "same") return [side === "before" ? (cell.before ?? cell.after) : cell.after]
      return cell.kind === (side === "before" ? "removed" : "added") && side in cell ? [sideOf(cell, side)] : []
    })
  }
  if (row.kind === "same") return (side === "before" ? (row.before ?? row.after) : row.after).cells
  if (row.kind === "added") return side === "after" ? row.after.cells : []
  return side === "before" ? row.before.cells : []
}

function sideOf(cell: { before?: Cell; after?: Cell }, side: Side): Looks {
  const found = cell[side]
  if (found === undefined) throw new Error("a cell that came has one side")
  return found
}

function isHead({ header }: Looks): boolean {
  return header === "column" || header === "both"
}

function wordsIn({ blocks = [] }: Looks): string {
  return blocks.map((block) => ("content" in block ? plainText(block.content) : "")).join(" ")
}
