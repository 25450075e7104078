import type { Sheet, SheetGroup, SheetRow } from "./sheet.ts"
import { type SheetWords, sheetWords } from "./words.ts"

export type Column = keyof SheetWords["columns"]

const columns: readonly Column[] = [
  "section",
  "paragraph",
  "version",
  "text",
  "organization",
  "author",
  "date",
  "comment",
  "targets",
  "kind",
  "response",
  "outcome",
  "state",
  "assignee",
  "due",
  "link",
]

/** All that a sheet says, the names of its columns first. */
export function tableOf(sheet: Sheet): string[][] {
  const words = sheetWords[sheet.language]
  const shown = columnsOf(sheet)
  const lines = sheet.groups.flatMap((group) =>
    group.rows.map((row) => shown.map((column) => cellOf(words, group, row, column))),
  )
  return [shown.map((column) => words.columns[column]), ...lines]
}

export function columnsOf({ omits = [] }: Sheet): Column[] {
  const left: readonly Column[] = omits
  return columns.filter((column) => !left.includes(column))
}

function cellOf(words: SheetWords, group: SheetGroup, row: SheetRow, column: Column): string {
  if (column === "section") return groupTitle(words, group)
  if (column === "text") return textOf(words, group, row)
  if (column === "state") return words.states[row.state]
  if (column === "outcome") return row.outcome === null ? "" : words.outcomes[row.outcome]
  return row[column]
}

export function groupTitle(words: SheetWords, { section, isThere }: SheetGroup): string {
  if (!isThere) return words.noSection
  return section === null ? words.general : `${section.number} ${section.title}`.trim()
}

function textOf(words: SheetWords, { section }: SheetGroup, { text, isRemoved }: SheetRow): string {
  if (isRemoved) return text === null ? words.removed : `[${words.removed}] ${text}`
  return text ?? (section === null ? "" : words.onSection)
}
