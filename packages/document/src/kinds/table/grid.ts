/** What the grid of a table needs to know of a cell. */
interface Spans {
  readonly columnSpan?: number
  readonly rowSpan?: number
}

export interface Grid {
  readonly columns: number
  /** For each row how many places have no cell: people added rows and columns at the same time. */
  readonly missing: readonly number[]
}

export interface CellPlaces<C> {
  readonly columns: number
  /** The column in which each cell begins. */
  readonly columnOf: Map<C, number>
}

/** Lays cells out as HTML does: each in the next place of its row that no cell from above reaches into. */
export function gridOf(rows: readonly (readonly Spans[])[]): Grid {
  const { columns, taken } = laidOut(rows)
  return { columns, missing: taken.map((places) => columns - places.size) }
}

export function cellPlaces<C extends Spans>(rows: readonly (readonly C[])[]): CellPlaces<C> {
  const { columns, columnOf } = laidOut(rows)
  return { columns, columnOf }
}

function laidOut<C extends Spans>(rows: readonly (readonly C[])[]): CellPlaces<C> & { taken: Set<number>[] } {
  const taken = rows.map(() => new Set<number>())
  const columnOf = new Map<C, number>()
  let columns = 0
  rows.forEach((cells, row) => {
    let column = 0
    for (const cell of cells) {
      const { columnSpan = 1, rowSpan = 1 } = cell
      while (taken[row]?.has(column) === true) column++
      columnOf.set(cell, column)
      for (let down = row; down < Math.min(row + rowSpan, rows.length); down++)
        for (let across = column; across < column + columnSpan; across++) taken[down]?.add(across)
      column += columnSpan
      columns = Math.max(columns, column)
    }
  })
  return { columns, columnOf, taken }
}
