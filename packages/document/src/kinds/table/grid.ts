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

/** Lays cells out as HTML does: each in the next place of its row that no cell from above reaches into. */
export function gridOf(rows: readonly (readonly Spans[])[]): Grid {
  const taken = rows.map(() => new Set<number>())
  let columns = 0
  rows.forEach((cells, row) => {
    let column = 0
    for (const { columnSpan = 1, rowSpan = 1 } of cells) {
      while (taken[row]?.has(column) === true) column++
      for (let down = row; down < Math.min(row + rowSpan, rows.length); down++)
        for (let across = column; across < column + columnSpan; across++) taken[down]?.add(across)
      column += columnSpan
      columns = Math.max(columns, column)
    }
  })
  return { columns, missing: taken.map((places) => columns - places.size) }
}
