import type { Table, TableCell, TableRow } from "../canonical/index.ts"
import { cellPlaces } from "../kinds/table/grid.ts"
import type { CellChange, ChangedCell, ChangedRow, ChangedTable, RowChange, Same } from "./comparison.ts"
import { keyOf, textsIn } from "./keys.ts"
import { NotePairing } from "./note-pairing.ts"
import { type Pair, pairUnits } from "./pairing.ts"
import { passagesOf } from "./passages.ts"
import type { Scope } from "./scope.ts"
import { same, sequenceOf } from "./sequence.ts"

export function compareTables(before: Table, after: Table, around: Scope): ChangedTable {
  const { caption: captionBefore, rows: rowsBefore, notes: notesBefore = [], ...looksBefore } = before
  const { caption: captionAfter, rows: rowsAfter, notes: notesAfter = [], ...looksAfter } = after
  const notes = new NotePairing(notesBefore, notesAfter, around.isReversed)
  const [names, namesAfter] = notes.names
  const scope = around.within(before, after, [
    { ...around.names[0], tablenotes: names },
    { ...around.names[1], tablenotes: namesAfter },
  ])
  const caption = scope.caption(captionBefore, captionAfter)
  const { rows, columns } = new TableComparison(rowsBefore, rowsAfter, scope)
  return {
    kind: "changed",
    type: "table",
    before: looksBefore,
    after: looksAfter,
    ...(caption === null ? {} : { caption }),
    columns,
    rows,
    notes: scope.notes(notes),
  }
}

class TableComparison {
  readonly rows: RowChange[]
  readonly columns: ChangedTable["columns"]
  readonly #scope: Scope
  readonly #columnOf: readonly [before: Map<TableCell, number>, after: Map<TableCell, number>]

  constructor(before: readonly TableRow[], after: readonly TableRow[], scope: Scope) {
    this.#scope = scope
    const pairs = pairUnits(
      before.map((row) => this.#unit(row, 0)),
      after.map((row) => this.#unit(row, 1)),
      scope.isReversed,
    )
    const places = [cellPlaces(before.map(({ cells }) => cells)), cellPlaces(after.map(({ cells }) => cells))] as const
    this.#columnOf = [places[0].columnOf, places[1].columnOf] as [Map<TableCell, number>, Map<TableCell, number>]
    const paired = pairs.flatMap(([i, j]): [TableRow, TableRow][] => {
      const [was, now] = [before[i], after[j]]
      return was === undefined || now === undefined ? [] : [[was, now]]
    })
    const columns = this.#pairColumns(paired, places[0].columns, places[1].columns)
    const [was, now] = [places[0].columns, places[1].columns]
    this.columns = { added: now - columns.length, removed: was - columns.length, kept: columns }
    this.rows = sequenceOf<TableRow, ChangedRow>(before, after, pairs, (was, now) => this.#row(was, now))
  }

  #unit(row: TableRow, side: 0 | 1) {
    return { id: row.id, key: this.#key(row, side), sort: "row", text: textsIn(row.cells).join(" ") }
  }

  #key(value: TableRow | TableCell, side: 0 | 1): string {
    const names = this.#scope.names[side]
    return keyOf(value, names)
  }

  #row(was: TableRow, now: TableRow): Same<TableRow> | ChangedRow {
    if (this.#key(was, 0) === this.#key(now, 1)) return same(was, now)
    const { cells: cellsBefore, ...before } = was
    const { cells: cellsAfter, ...after } = now
    const cells: CellChange[] = []
    let from = 0
    cellsAfter.forEach((cell) => {
      const at = cellsBefore.findIndex((other, i) => i >= from && this.#haveColumn(other, cell))
      const counterpart = cellsBefore[at]
      if (counterpart === undefined) {
        cells.push({ kind: "added", after: cell })
        return
      }
      for (const gone of cellsBefore.slice(from, at)) cells.push({ kind: "removed", before: gone })
      from = at + 1
      cells.push(this.#cell(counterpart, cell))
    })
    for (const gone of cellsBefore.slice(from)) cells.push({ kind: "removed", before: gone })
    return { kind: "changed", before, after, cells }
  }

  /** Whether some column that both tables have goes through both cells. */
  #haveColumn(before: TableCell, after: TableCell): boolean {
    const [was, now] = [this.#columnOf[0].get(before) ?? 0, this.#columnOf[1].get(after) ?? 0]
    return this.columns.kept.some(
      ([i, j]) => i >= was && i < was + (before.columnSpan ?? 1) && j >= now && j < now + (after.columnSpan ?? 1),
    )
  }

  #cell(was: TableCell, now: TableCell): Same<TableCell> | ChangedCell {
    if (this.#key(was, 0) === this.#key(now, 1)) return same(was, now)
    const { blocks: blocksBefore, ...before } = was
    const { blocks: blocksAfter, ...after } = now
    const scope = this.#scope.within(was, now)
    return {
      kind: "changed",
      before,
      after,
      passages: scope.passages(passagesOf(blocksBefore), passagesOf(blocksAfter)),
    }
  }

  /**
   * Which columns are each other's: those whose cells are the same, or have the same ids, in the most rows. Where several cells of a
   * row are the same the last of one side counts, so the sides are taken as they would be the other way round.
   */
  #pairColumns(rows: readonly (readonly [TableRow, TableRow])[], before: number, after: number): Pair[] {
    if (!this.#scope.isReversed) return this.#heaviestColumns(rows, before, after, 0, 1)
    const reversed = rows.map(([was, now]) => [now, was] as const)
    return this.#heaviestColumns(reversed, after, before, 1, 0).map(([i, j]): Pair => [j, i])
  }

  #heaviestColumns(
    rows: readonly (readonly [TableRow, TableRow])[],
    before: number,
    after: number,
    first: 0 | 1,
    second: 0 | 1,
  ): Pair[] {
    const votes = Array.from({ length: before }, () => new Float64Array(after))
    let haveIds = false
    const vote = (i: number | undefined, j: number | undefined, weight: number): void => {
      const column = votes[i ?? -1]
      if (column !== undefined && j !== undefined) column[j] = (column[j] ?? 0) + weight
    }
    for (const [was, now] of rows) {
      const byId = new Map<string, number | undefined>()
      const byKey = new Map<string, number | undefined>()
      for (const cell of was.cells) {
        if (cell.id !== undefined) byId.set(cell.id, this.#columnOf[first].get(cell))
        byKey.set(this.#key(cell, first), this.#columnOf[first].get(cell))
      }
      for (const cell of now.cells) {
        const column = this.#columnOf[second].get(cell)
        if (cell.id !== undefined && byId.size > 0) haveIds = true
        if (cell.id !== undefined && byId.has(cell.id)) vote(byId.get(cell.id), column, idVote)
        else vote(byKey.get(this.#key(cell, second)), column, 1)
      }
    }
    // Without ids, a column of which nothing is left is taken to be rewritten, not replaced.
    return heaviestPairs(votes, before, after, haveIds ? 0 : rewrittenVote)
  }
}

const idVote = 4
const rewrittenVote = 0.01

/** The pairs in order that weigh most together. */
function heaviestPairs(weights: readonly Float64Array[], before: number, after: number, least: number): Pair[] {
  const best = Array.from({ length: before + 1 }, () => new Float64Array(after + 1))
  const at = (i: number, j: number): number => best[i]?.[j] ?? 0
  const weight = (i: number, j: number): number => (weights[i]?.[j] ?? 0) + least
  for (let i = before - 1; i >= 0; i--) {
    const row = best[i]
    if (row === undefined) continue
    for (let j = after - 1; j >= 0; j--) {
      row[j] = Math.max(at(i + 1, j), at(i, j + 1), weight(i, j) > 0 ? weight(i, j) + at(i + 1, j + 1) : 0)
    }
  }
  const pairs: Pair[] = []
  for (let [i, j] = [0, 0]; i < before && j < after; ) {
    if (weight(i, j) > 0 && at(i, j) === weight(i, j) + at(i + 1, j + 1)) pairs.push([i++, j++])
    else if (at(i, j) !== at(i + 1, j)) j++
    else i++
  }
  return pairs
}
