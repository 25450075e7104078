import { columnWords, type ImportColumn, lettersOf } from "./words.ts"

/** A table as a file has it: every row as wide as the widest, merged cells filled. */
export interface FileTable {
  /** What stands above it: its section, as a rule. */
  heading: string
  rows: FileCell[][]
}

export interface FileCell {
  text: string
  /** It goes on from the row above, or from the cell before. */
  isMerged: boolean
}

/** Which column holds what, by place. null: nobody has said, or nothing that a comment is made of. */
export type ColumnMap = (ImportColumn | null)[]

/** What a heading says that its column holds; null for a heading that says nothing known. */
export function columnOf(heading: string): ImportColumn | "ignored" | null {
  const bare = heading.replace(/\([^)]*\)|\[[^\]]*\]|\*/g, " ")
  // "Comment / Commentaire", or one language below the other.
  for (const part of [bare, ...bare.split(/[/|\n–—]/)]) {
    const column = columnWords.get(lettersOf(part))
    if (column !== undefined) return column
  }
  return null
}

/** The headings are among the first rows: people put a title above them. */
const headRowsMax = 15

export interface Head {
  /** Which row it is. */
  row: number
  columns: ColumnMap
  /** Headings of which nobody knows what they mean. */
  unknown: string[]
}

/** The row of headings; null where no row has a column of comments. */
export function headOf({ rows }: FileTable): Head | null {
  for (const [row, cells] of rows.slice(0, headRowsMax).entries()) {
    const named = cells.map(({ text, isMerged }) => (isMerged ? null : columnOf(text)))
    const columns = onceEach(named.map((column) => (column === "ignored" ? null : column)))
    const isHead = columns.includes("comment") && new Set(named.filter((one) => one !== null)).size > 1
    if (!isHead) continue
    const unknown = cells.flatMap(({ text }, at) => (named[at] === null && text !== "" ? [text] : []))
    return { row, columns, unknown }
  }
  return null
}

/** The first column of a name is the one; a second of the same name holds something else. */
function onceEach(columns: ColumnMap): ColumnMap {
  return columns.map((column, at) => (columns.indexOf(column) === at ? column : null))
}
