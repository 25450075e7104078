import { cellPlaces } from "@codraft/document/canonical"
import type { BookCell, BookRow } from "../book/index.ts"
import type { Side, Sides } from "./sides.ts"

/** What a row has in its columns: a cell of its own, or one that reaches down into it. */
export interface Slot {
  readonly cell: BookCell
  /** The cells of its row that stand before it; of one that reaches down, those of the row that it is from. */
  readonly at: number
  readonly column: number
  readonly span: number
  readonly merge: Merge
}

/** Whether a cell goes on in the row below, or is the rest of one above. */
export type Merge = "none" | "begins" | "goes on"

/** A column that one table has or both. */
export type Column = Sides<number>

/** A cell that one row has or both. */
export type WovenSlot = Sides<Slot>

export function slotsOf(rows: readonly BookRow[]): Slot[][] {
  const { columnOf } = cellPlaces(rows.map(({ cells }) => cells))
  const slots = rows.map((): Slot[] => [])
  rows.forEach(({ cells }, row) => {
    const end = (cell: BookCell) => Math.min(row + cell.rowSpan, rows.length)
    cells.forEach((cell, at) => {
      const slot = { cell, at, column: columnOf.get(cell) ?? 0, span: cell.columnSpan }
      for (let down = row; down < end(cell); down++)
        slots[down]?.push({ ...slot, merge: down > row ? "goes on" : end(cell) > row + 1 ? "begins" : "none" })
    })
  })
  return slots.map((row) => row.toSorted((a, b) => a.column - b.column))
}

/** The columns of both tables as those of one: what went stands where it stood, before what came there. */
export function columnsOf(
  counts: Readonly<Record<Side, number>>,
  kept: readonly (readonly [before: number, after: number])[],
): Column[] {
  const columns: Column[] = []
  let [before, after] = [0, 0]
  for (const [was, now] of [...kept, [counts.before, counts.after] as const]) {
    while (before < was) columns.push({ before: before++, after: null })
    while (after < now) columns.push({ before: null, after: after++ })
    if (was < counts.before && now < counts.after) columns.push({ before: before++, after: after++ })
  }
  return columns
}

/**
 * The cells of two rows as those of one; null where cells were merged or divided, so that no row has both. Without what came it
 * is the one row, without what went the other.
 */
export function woven(columns: readonly Column[], before: readonly Slot[], after: readonly Slot[]): WovenSlot[] | null {
  const kept = columns.filter((column): column is KeptColumn => column.before !== null && column.after !== null)
  const wasIn = before.map(keptIn(kept, "before"))
  const isIn = after.map(keptIn(kept, "after"))
  const cells: WovenSlot[] = []
  let from = 0
  after.forEach((slot, j) => {
    const at = isIn[j] === "" ? -1 : wasIn.indexOf(isIn[j] ?? "", from)
    const to = at === -1 ? from : at
    for (const gone of before.slice(from, to)) cells.push({ before: gone, after: null })
    cells.push({ before: at === -1 ? null : (before[at] ?? null), after: slot })
    from = at === -1 ? from : at + 1
  })
  for (const gone of before.slice(from)) cells.push({ before: gone, after: null })
  const alone = cells.filter((cell) => cell.before === null || cell.after === null)
  const isOfOne = alone.every(
    (cell) => (cell.before ? wasIn[before.indexOf(cell.before)] : isIn[after.indexOf(cell.after as Slot)]) === "",
  )
  const both = cells.filter((cell) => cell.before !== null && cell.after !== null)
  const isEven = both.every((cell) => (cell.before?.merge === "goes on") === (cell.after?.merge === "goes on"))
  return isOfOne && isEven && both.length > 0 ? cells : null
}

type KeptColumn = Readonly<Record<Side, number>>

/** Which of the columns that both tables have a cell lies in. */
function keptIn(kept: readonly KeptColumn[], side: Side): (slot: Slot) => string {
  return ({ column, span }) =>
    kept.flatMap((each, i) => (each[side] >= column && each[side] < column + span ? [i] : [])).join()
}
