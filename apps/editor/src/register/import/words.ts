import type { Publication } from "@codraft/publication"
import type { ImportColumn } from "@codraft/publication/import"
import { versionPlaceWords } from "../../comments/version-place.tsx"
import { m } from "../../language/language.ts"
import { blockOf, type PlannedRow, type WhoseTable, type WordsOffered } from "./plan.ts"
import type { FileProblem } from "./read-file.ts"

export const fileProblemWords: Record<FileProblem, () => string> = {
  "too-large": m.import_problem_too_large,
  "old-word": m.import_problem_old_word,
  "old-excel": m.import_problem_old_excel,
  locked: m.import_problem_locked,
  "not-known": m.import_problem_not_known,
  broken: m.import_problem_broken,
  "no-table": m.import_problem_no_table,
}

export const columnNames: Record<ImportColumn, () => string> = {
  section: m.import_column_section,
  paragraph: m.import_column_paragraph,
  text: m.import_column_text,
  organization: m.import_column_organization,
  comment: m.import_column_comment,
  targets: m.import_column_targets,
  kind: m.import_column_kind,
  response: m.import_column_response,
  outcome: m.import_column_outcome,
}

/** Where the comment of a row would stand, and with which words. */
export function placeWords(publication: Publication, row: PlannedRow, version: string | null): string {
  const { words } = row.preview
  const place = words.kind === "found" ? words.words.version : undefined
  if (version === null || words.kind === "often") return draftWords(row)
  if (place === undefined) return `${m.import_words_beside({ version })} ${draftWords(row)}`
  const where = versionPlaceWords(publication, place)
  if (words.kind === "found" && words.by !== "paragraph") return `${where}: ${draftWords(row)}`
  return row.file.text === "" ? where : `${where}: ${m.import_words_none()}`
}

function draftWords({ file, preview }: PlannedRow): string {
  const { words, sectionId } = preview
  if (words.kind === "often") return m.import_words_often({ count: words.hits })
  if (words.kind === "too-long") return m.import_words_long()
  if (words.kind === "found") {
    return words.by === "exact"
      ? m.import_words_exact()
      : m.import_words_alike({ words: shortly(words.words.quote.exact) })
  }
  if (file.text !== "") return m.import_words_none()
  return sectionId === null ? m.import_words_general() : m.import_words_whole()
}

/** A place among several with the same words: its number and what is around it. */
export function offeredWords(publication: Publication, { number, heading, quote, version }: WordsOffered): string {
  const where = version === undefined ? (number ?? heading ?? "") : versionPlaceWords(publication, version)
  if (quote.exact === "") return where
  const around = `…${quote.prefix}[${shortly(quote.exact)}]${quote.suffix}…`.replace(/\s+/g, " ")
  return where === "" ? around : `${where} ${around}`
}

const shortCharacters = 90

export function shortly(text: string): string {
  return text.length <= shortCharacters ? text : `${text.slice(0, shortCharacters)}…`
}

/** What somebody should look at before a row is imported. */
export function doubtsOf(publication: Publication, row: PlannedRow, whose: WhoseTable): string[] {
  const { file, preview } = row
  if (preview.known !== null && !row.isChosen) return []
  const doubts: string[] = []
  const block = blockOf(row, whose)
  const section = file.section.split("\n").at(-1) ?? ""
  if (block === "no-section")
    doubts.push(section === "" ? m.import_section_missing() : m.import_section_unknown({ name: shortly(section) }))
  const { organization, targetsUnknown } = preview
  if (organization === null && file.organization !== "" && whose === null)
    doubts.push(m.import_organization_unknown({ name: file.organization }))
  else if (organization === null && whose === null) doubts.push(m.import_organization_missing())
  if (whose !== null && organization !== null && organization !== whose)
    doubts.push(m.import_organization_other({ name: publication.organizations[organization]?.name ?? organization }))
  if (targetsUnknown.length > 0) doubts.push(m.import_targets_unknown({ words: targetsUnknown.join(", ") }))
  return doubts
}

/** Rows that a person is led to: those with doubts, and those whose words are not as they were. */
export function isToLookAt(
  publication: Publication,
  row: PlannedRow,
  whose: WhoseTable,
  version: string | null,
): boolean {
  if (row.preview.known !== null) return false
  const { words } = row.preview
  const isWhole = words.kind === "found" && words.by === "paragraph" && row.file.text === ""
  const isPlain = words.kind === "whole" || (words.kind === "found" && words.by === "exact") || isWhole
  if (version !== null && (words.kind !== "found" || words.words.version === undefined)) return true
  return !isPlain || doubtsOf(publication, row, whose).length > 0
}
