import type { BookCell, BookRow, BookTable } from "../book/index.ts"
import type { CellRoom } from "../docx/tables.ts"
import type { Around } from "../docx/inline.ts"
import type { Merge } from "./grid.ts"
import type { Look } from "./looks.ts"
import type { Sides } from "./sides.ts"
import type { Word } from "./words.ts"

/** Two texts as one, for Word: what is in a section, a cell or a note. */
export type Item = Line | Grid

/** Words, and the paragraphs of either text that end behind them. */
export interface Line {
  readonly type: "line"
  readonly words: readonly Word[]
  readonly looks: Sides<Look>
  /** The table that it is on one page with. */
  readonly staysWith?: "next" | "previous"
}

/** A table without its caption and notes, which are lines around it. */
export interface Grid {
  readonly type: "grid"
  readonly table: BookTable
  readonly around: Around
  /** In twentieths of a point. */
  readonly widths: readonly number[]
  /** Columns came or went: while rows have more of them than either text, they share the width. */
  readonly isCrowded: boolean
  readonly rows: readonly Row[]
}

export interface Row {
  readonly rows: Sides<BookRow>
  readonly isHead: boolean
  readonly cells: readonly Cell[]
}

export interface Cell {
  readonly looks: Sides<CellLooks>
  /** How a paragraph of it looks that has nothing in it. */
  readonly empty: Sides<Look>
  readonly items: readonly Item[]
}

export interface CellLooks {
  readonly cell: BookCell
  readonly room: CellRoom
  /** How many columns of the grid it takes. */
  readonly columns: number
  readonly merge: Merge
}
