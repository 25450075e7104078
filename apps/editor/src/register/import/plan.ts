import type { CommentKind, OrgId, Outcome, SectionId, ThreadId, ThreadVersion } from "@codraft/publication"
import { type FileRow, importBounds, type ImportedRow, inVersion } from "@codraft/publication/import"

/** Words that a comment can be put on, as the server found them. */
export interface WordsOffered {
  quote: { exact: string; prefix: string; suffix: string }
  start: unknown
  end: unknown
  number: string | null
  heading: string | null
  /** Of the version that the table comments on; absent: of the draft. */
  version?: ThreadVersion
}

/** What the server says that importing a row would come to. */
export interface RowPreview {
  sectionId: SectionId | null
  isSectionUnknown: boolean
  words:
    | { kind: "whole" | "none" | "too-long" }
    /** `paragraph`: in the version that has its number; its words, if the table has any, are not in it. */
    | { kind: "found"; by: "exact" | "alike" | "paragraph"; words: WordsOffered }
    | { kind: "often"; hits: number; places: WordsOffered[] }
  targets: NonNullable<ImportedRow["targets"]>
  targetsUnknown: string[]
  kind: CommentKind | null
  outcome: Outcome | null
  organization: OrgId | null
  known: string | null
}

/** A row of a file on its way into the register. */
export interface PlannedRow {
  threadId: ThreadId
  file: FileRow
  preview: RowPreview
  /** Whether the person wants it. */
  isChosen: boolean
  /** Which of several places is meant, of words that stand more than once; null: none, it is on the section as a whole. */
  place: number | null
}

/** Whose table it is: one organisation's, or each row says. */
export type WhoseTable = OrgId | null

export function planned(file: FileRow, preview: RowPreview, threadId: ThreadId): PlannedRow {
  return { threadId, file, preview, isChosen: preview.known === null, place: null }
}

/** Why a row cannot be imported as it is. */
export function blockOf({ preview }: PlannedRow, whose: WhoseTable): "no-section" | "no-organization" | null {
  if (preview.isSectionUnknown) return "no-section"
  return whose === null && preview.organization === null ? "no-organization" : null
}

export function isGoing(row: PlannedRow, whose: WhoseTable): boolean {
  return row.isChosen && blockOf(row, whose) === null
}

/** The words that the comment goes on; null: on the whole. */
export function wordsOf({ preview, place }: PlannedRow): WordsOffered | null {
  const { words } = preview
  if (words.kind === "found") return words.words
  return words.kind === "often" && place !== null ? (words.places[place] ?? null) : null
}

export interface Totals {
  all: number
  going: number
  known: number
  /** Going, but not on the words that the table names. */
  onWhole: number
  /** Cannot go as they are. */
  blocked: number
  /** With a response or an outcome. */
  answered: number
}

export function totalsOf(rows: readonly PlannedRow[], whose: WhoseTable): Totals {
  const going = rows.filter((row) => isGoing(row, whose))
  return {
    all: rows.length,
    going: going.length,
    known: rows.filter(({ preview }) => preview.known !== null).length,
    onWhole: going.filter((row) => row.file.text !== "" && !isOnWords(row)).length,
    blocked: rows.filter((row) => row.preview.known === null && blockOf(row, whose) !== null).length,
    answered: going.filter(hasAnswer).length,
  }
}

export function hasAnswer({ file, preview }: PlannedRow): boolean {
  return file.response !== "" || preview.outcome !== null
}

/** Whether it goes on the words that the table names. */
function isOnWords(row: PlannedRow): boolean {
  const { words } = row.preview
  return wordsOf(row) !== null && !(words.kind === "found" && words.by === "paragraph")
}

export interface Importing {
  whose: WhoseTable
  keepsAnswers: boolean
  /** What the version that the table comments on is called; null: it comments on the draft. */
  version: string | null
}

/**
 * As the command takes it. Words that the text has not got stand before the comment, and where in the version it was, for what that
 * has not got: nothing of the table is lost.
 */
export function importedRow(row: PlannedRow, { whose, keepsAnswers, version }: Importing): ImportedRow {
  const { threadId, file, preview } = row
  const { sectionId, targets, kind, organization, outcome } = preview
  const words = wordsOf(row)
  const isLost = file.text !== "" && !isOnWords(row)
  const isBeside = version !== null && words?.version === undefined
  return {
    threadId,
    ...placeOf(sectionId, words),
    body: [
      [isBeside ? inVersion(version, file.paragraph) : "", isLost ? `“${file.text}”` : ""].filter(Boolean).join(": "),
      file.comment,
    ]
      .filter(Boolean)
      .join("\n\n"),
    targets,
    ...(kind === null ? {} : { kind }),
    ...(whose === null && organization !== null ? { organization } : {}),
    ...(keepsAnswers && file.response !== "" ? { response: file.response } : {}),
    ...(keepsAnswers && outcome !== null ? { outcome } : {}),
  }
}

function placeOf(sectionId: SectionId | null, words: WordsOffered | null) {
  if (words?.version !== undefined) {
    const { number, sectionId, block, quote } = words.version
    return { version: { number, sectionId, block, ...(quote === null ? {} : { quote }) } }
  }
  return {
    ...(sectionId === null ? {} : { sectionId }),
    ...(words === null ? {} : { anchor: anchorOf(words) }),
  }
}

function anchorOf({ quote, start, end }: WordsOffered): NonNullable<ImportedRow["anchor"]> {
  return { quote, start, end } as NonNullable<ImportedRow["anchor"]>
}

/** Bytes of one request; the server takes 256 kB. */
const batchBytesMax = 150_000

/** Rows cut into requests, none with more than so many or with too many bytes. */
export function batchesOf<T>(rows: readonly T[], countMax: number = importBounds.rowsPerRequestMax): T[][] {
  const batches: T[][] = []
  let bytes = Number.POSITIVE_INFINITY
  for (const row of rows) {
    const size = new TextEncoder().encode(JSON.stringify(row)).length
    bytes += size
    const last = batches.at(-1)
    if (last === undefined || bytes > batchBytesMax || last.length >= countMax) {
      batches.push([row])
      bytes = size
    } else last.push(row)
  }
  return batches
}
