import type { Outcome, ThreadState } from "@codraft/publication"
import type { SheetLanguage } from "./words.ts"

/** The register as it is handed round: plain data, which goes into the worker that makes a file of it. */
export interface Sheet {
  language: SheetLanguage
  publication: { title: string; language: string; dir: "ltr" | "rtl" }
  /** Date, hour and zone, in words. */
  at: string
  /** How many comments there are without the filter. */
  total: number
  /** In the order of the publication, the general comments first. */
  groups: SheetGroup[]
  /** Columns that a register of this kind does not have. */
  omits?: readonly ("author" | "assignee" | "due" | "link")[]
}

export interface SheetGroup {
  /** null: comments on the publication as a whole. */
  section: { number: string; title: string; language: string; dir: "ltr" | "rtl" } | null
  /** Whether the section is still in the outline. */
  isThere: boolean
  rows: SheetRow[]
}

export interface SheetRow {
  /** Number of the paragraph or of what else the words are in; or the heading that they stand under. */
  paragraph: string
  /** Of a comment on a version: which, and where in it. */
  version: string
  /** The words now; of words that are gone, those that were commented on. null: on the whole. */
  text: string | null
  isRemoved: boolean
  organization: string
  author: string
  /** As `2016-11-30 14:05`, in the zone of the publication. */
  date: string
  comment: string
  targets: string
  kind: string
  state: ThreadState
  outcome: Outcome | null
  response: string
  assignee: string
  due: string
  link: string
}

export const sheetFormats = ["docx", "xlsx", "csv"] as const
export type SheetFormat = (typeof sheetFormats)[number]

/** Comments that a file holds. Word takes minutes to lay out longer tables. */
export const sheetRowsMax: Record<SheetFormat, number> = { docx: 10_000, xlsx: 50_000, csv: 50_000 }

/** Whether what somebody wrote begins as a text that runs from right to left. */
export function runsLeft(text: string): boolean {
  return /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)
}

/** Without halves of pairs, and what XML has no way to say: Word and Excel refuse a whole file for one of them. */
export function printable(text: string): string {
  return text.replace(unprintable, "")
}

const unprintable =
  // oxlint-disable-next-line no-control-regex -- those are what is looked for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g
