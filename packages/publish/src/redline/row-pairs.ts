import type { CellChange, RowChange } from "@codraft/document/compare"
import type { Sides } from "./sides.ts"

/** A row of one table or of both, by its place in either. */
export interface RowPair extends Sides<number> {
  readonly change?: KeptRow
  /** The other place of one that moved, and what became of it on its way. */
  readonly moved?: MovedRow
}

export interface MovedRow {
  readonly before: number
  readonly after: number
  readonly change: KeptRow
}

export type KeptRow = Extract<RowChange, { kind: "same" | "changed" }>

/** The rows of both tables in one order that is that of either; one that moved stands in both places. */
export function rowPairs(changes: readonly RowChange[]): RowPair[] {
  const moves = movedRows(changes)
  let [before, after] = [0, 0]
  return changes.map((change): RowPair => {
    if (change.kind === "removed") return { before: before++, after: null }
    if (change.kind === "added") return { before: null, after: after++ }
    const moved = change.move === undefined ? undefined : moves.get(change.move)
    const said = moved === undefined ? {} : { moved }
    if (change.kind === "left") return { before: before++, after: null, ...said }
    if (change.move !== undefined) return { before: null, after: after++, ...said }
    return { before: before++, after: after++, change }
  })
}

function movedRows(changes: readonly RowChange[]): ReadonlyMap<number, MovedRow> {
  const left = new Map<number, number>()
  const came = new Map<number, { after: number; change: KeptRow }>()
  let [before, after] = [0, 0]
  for (const change of changes) {
    if (change.kind === "left") left.set(change.move, before)
    else if (isMoved(change)) came.set(change.move, { after, change })
    if (change.kind !== "added" && !isMoved(change)) before++
    if (change.kind !== "removed" && change.kind !== "left") after++
  }
  return new Map([...came].map(([move, row]) => [move, { ...row, before: left.get(move) ?? 0 }]))
}

function isMoved(change: RowChange): change is KeptRow & { readonly move: number } {
  return change.kind !== "left" && "move" in change && change.move !== undefined
}

/** A cell that both rows have, by its place in either. */
export interface CellPair {
  readonly before: number
  readonly after: number
  /** Null where it is the same. */
  readonly change: CellChange | null
}

/** Which cells of two rows are each other's. */
export function cellPairs(change: KeptRow): CellPair[] {
  if (change.kind === "same") return change.after.cells.map((_, at) => ({ before: at, after: at, change: null }))
  let [before, after] = [0, 0]
  return change.cells.flatMap((cell): CellPair[] => {
    if (cell.kind === "removed") before++
    else if (cell.kind === "added") after++
    else return [{ before: before++, after: after++, change: cell }]
    return []
  })
}
