import type { Block, Table, TableRow } from "../canonical/index.ts"
import type {
  CellChange,
  ChangeCounts,
  ChangedTable,
  JoinedLines,
  NoteChange,
  PassageChange,
  RowChange,
  SplitLine,
} from "./comparison.ts"
import type { Passage } from "./passages.ts"

/** How many paragraphs came, went, changed and moved. */
export function countsIn(passages: readonly PassageChange[], footnotes: readonly NoteChange[]): ChangeCounts {
  const count = new Count()
  count.passages(passages)
  count.notes(footnotes)
  const { added, removed, changed, moved } = count
  return { added, removed, changed, moved }
}

class Count {
  added = 0
  removed = 0
  changed = 0
  moved = 0

  passages(changes: readonly PassageChange[]): void {
    for (const change of changes) {
      if ("move" in change && change.kind !== "left") this.moved++
      if (change.kind === "added") this.added += paragraphsIn(change.after)
      else if (change.kind === "removed") this.removed += paragraphsIn(change.before)
      else if (change.kind === "split" || change.kind === "joined") this.#divided(change)
      else if (change.kind === "changed" && change.type === "table") this.#table(change)
      else if (change.kind === "changed") this.changed++
    }
  }

  /** One change, and what has no words of the divided line came or went by itself. */
  #divided(change: SplitLine | JoinedLines): void {
    const own = change.lines.filter(({ line }) => line.every(({ kind }) => kind === "added" || kind === "removed"))
    this.changed++
    if (change.kind === "split") this.added += own.length
    else this.removed += own.length
  }

  notes(changes: readonly NoteChange[]): void {
    for (const { kind } of changes) if (kind !== "same") this[kind]++
  }

  #table({ caption, rows, notes }: ChangedTable): void {
    const before = this.#sum
    if (caption !== undefined && caption.kind !== "same") this[caption.kind]++
    this.notes(notes)
    for (const row of rows) this.#row(row)
    // What changed is the table itself, such as its widths.
    if (this.#sum === before) this.changed++
  }

  #row(row: RowChange): void {
    if ("move" in row && row.kind !== "left") this.moved++
    if (row.kind === "added") this.added += inRow(row.after)
    else if (row.kind === "removed") this.removed += inRow(row.before)
    else if (row.kind === "changed") {
      const before = this.#sum
      for (const cell of row.cells) this.#cell(cell)
      if (this.#sum === before) this.changed++
    }
  }

  #cell(cell: CellChange): void {
    if (cell.kind === "added") this.added += inBlocks(cell.after.blocks)
    else if (cell.kind === "removed") this.removed += inBlocks(cell.before.blocks)
    else if (cell.kind === "changed") {
      const before = this.#sum
      this.passages(cell.passages)
      if (this.#sum === before) this.changed++
    }
  }

  get #sum(): number {
    return this.added + this.removed + this.changed + this.moved
  }
}

function paragraphsIn(passage: Passage): number {
  return passage.type === "table" ? inTable(passage) : 1
}

function inTable({ caption, rows, notes = [] }: Table): number {
  return (caption === undefined ? 0 : 1) + notes.length + rows.reduce((sum, row) => sum + inRow(row), 0)
}

function inRow({ cells }: TableRow): number {
  return cells.reduce((sum, { blocks }) => sum + inBlocks(blocks), 0)
}

/** At least one: a cell without blocks is an empty one. */
function inBlocks(blocks: readonly Block[]): number {
  return Math.max(
    1,
    blocks.reduce((sum, block) => {
      if (block.type === "table") return sum + inTable(block)
      return sum + (block.type === "list" ? linesIn(block.items) : 1)
    }, 0),
  )
}

function linesIn(items: readonly { readonly lists?: readonly { readonly items: readonly object[] }[] }[]): number {
  return items.reduce(
    (sum, { lists = [] }) => sum + 1 + lists.reduce((deeper, { items }) => deeper + linesIn(items), 0),
    0,
  )
}
