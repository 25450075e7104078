import type { ColumnMap, FileCell, FileTable } from "./columns.ts"
import { headOf } from "./columns.ts"
import {
  generalWords,
  importColumns,
  type ImportColumn,
  kindLines,
  lettersOf,
  removedWords,
  wholeWords,
} from "./words.ts"

/** One comment as the file says it, all in words. */
export type FileRow = Record<ImportColumn, string> & {
  /** In the file, counted from 1 through all tables; for people. */
  line: number
}

/** A longer cell is cut: no comment and no words to comment on are as long. */
export const cellCharactersMax = 12_000

export interface ReadRows {
  rows: FileRow[]
  /** Rows without a comment. */
  empty: number
  /** Tables that have no column of comments. */
  tablesLeftOut: number
  /** Rows beyond the bound, which were not read. */
  beyond: number
}

/**
 * The comments in the tables of a file. `columns` is what somebody said the columns hold, for every table of that width; without,
 * each table's own headings say it, and a table without headings goes on where the one before of its width ended.
 */
export function rowsIn(tables: readonly FileTable[], columns: ColumnMap | null, rowsMax: number): ReadRows {
  const read: ReadRows = { rows: [], empty: 0, tablesLeftOut: 0, beyond: 0 }
  let line = 0
  let before = null as ColumnMap | null
  for (const table of tables) {
    const head = headOf(table)
    const width = table.rows[0]?.length ?? 0
    const given = columns?.length === width ? columns : null
    const map: ColumnMap | null = given ?? head?.columns ?? (before?.length === width ? before : null)
    if (map === null || !map.includes("comment")) {
      read.tablesLeftOut += 1
      continue
    }
    before = map
    const first = head === null ? (given === null ? 0 : 1) : head.row + 1
    let section = table.heading
    let last: FileRow | null = null
    for (const cells of table.rows.slice(first)) {
      line += 1
      const alone = aloneIn(cells, map)
      if (alone !== null) {
        section = alone
        last = null
        continue
      }
      const row = rowOf(cells, map, line)
      const isBound = map.includes("section")
      if (isBound && row.section === "" && last !== null) continued(row, last)
      else if (row.section === "") row.section = section
      if (row.comment === "") {
        read.empty += 1
        continue
      }
      last = row
      if (read.rows.length < rowsMax) read.rows.push(row)
      else read.beyond += 1
    }
  }
  return read
}

/** What a row says that has but one cell, across the table: whose comments follow. */
function aloneIn(cells: readonly FileCell[], map: ColumnMap): string | null {
  const said = cells.filter(({ text, isMerged }) => text !== "" && !isMerged)
  const [only] = said
  if (only === undefined || said.length > 1 || cells.length < 2) return null
  const place = cells.indexOf(only)
  const isAcross = cells.slice(place + 1).every(({ isMerged }) => isMerged) && place === 0
  const isGeneral = place === 0 && map[0] !== "comment" && generalWords.has(lettersOf(only.text))
  return isAcross || isGeneral ? only.text : null
}

function rowOf(cells: readonly FileCell[], map: ColumnMap, line: number): FileRow {
  const row = { line } as FileRow
  for (const column of importColumns) {
    const cell = cells[map.indexOf(column)]
    // A comment that goes over several rows is one comment.
    const isSaid = cell !== undefined && !(cell.isMerged && (column === "comment" || column === "response"))
    row[column] = isSaid ? cell.text.trim().slice(0, cellCharactersMax) : ""
  }
  const { words, kind } = withoutKind(row.comment)
  if (row.kind === "" && kind !== "") Object.assign(row, { comment: words, kind })
  row.organization = row.organization.split("\n")[0] ?? ""
  row.text = wordsIn(row.text)
  return row
}

/** In a sheet the merged cells below the first are empty: a row that says not where it is goes on from the one above. */
function continued(row: FileRow, last: FileRow): void {
  row.section = last.section
  if (row.paragraph !== "" || row.text !== "") return
  row.paragraph = last.paragraph
  row.text = last.text
  if (row.organization === "") row.organization = last.organization
}

/** The register writes the kind as a last line of its own below the comment. */
function withoutKind(comment: string): { words: string; kind: string } {
  const lines = comment.split("\n")
  const kind = lines.at(-1) ?? ""
  return lines.length > 1 && kindLines.has(lettersOf(kind))
    ? { words: lines.slice(0, -1).join("\n").trim(), kind }
    : { words: comment, kind: "" }
}

/** The words that a comment is on, without what the register says about them; "" for a comment on the whole. */
function wordsIn(text: string): string {
  const bare = text.replace(/^\s*\[([^\]\n]*)\]\s*/, (all, note: string) =>
    removedWords.has(lettersOf(note)) ? "" : all,
  )
  const [first = "", ...rest] = bare.split("\n")
  const letters = lettersOf(first)
  const words = removedWords.has(letters) || wholeWords.has(letters) ? rest.join("\n") : bare
  return words.trim()
}
