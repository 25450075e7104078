import type { KeptCoverNote } from "@codraft/publication"
import { directionOf } from "@codraft/publication/direction"
import { intlTag } from "@codraft/publication/languages"
import type { PublicationContent } from "../content/content.ts"
import { datesOf } from "../book/dates.ts"
import { fileNameIn, filesInOrder } from "../files/index.ts"
import { organizationNameIn } from "./organization-names.ts"
import { coverWordsOf } from "./words.ts"

/** A file that goes with a note. */
export interface EnclosedFile {
  readonly name: string
  /** Absent before it is made. */
  readonly bytes?: number
  /** Of a PDF; of what is laid out anew by each program nobody knows them. */
  readonly pages?: number
}

/**
 * A cover note laid out: everything that it says, in its order. What renders it (Word, PDF) decides how it looks and nothing of
 * what it says.
 */
export interface CoverLetter {
  readonly language: string
  readonly dir: "ltr" | "rtl"
  /** The name of the file for who opens it. */
  readonly title: string
  readonly kindOfPaper: string
  /** The letterhead. */
  readonly sender: string
  readonly date: string
  readonly isoDate: string
  /** Lines. */
  readonly addressee: readonly string[]
  /** Null where the version has no symbol. */
  readonly reference: Named | null
  readonly subject: string
  readonly salutation: string
  /** Each of one or more lines. */
  readonly paragraphs: readonly (readonly string[])[]
  readonly files: {
    readonly title: string
    readonly columns: EnclosedRow
    readonly rows: readonly EnclosedRow[]
    readonly packed: string
  }
  readonly closing: string
  readonly contact: {
    readonly title: string
    readonly name: string
    readonly organization: string
    readonly email: string
  }
}

export interface Named {
  readonly name: string
  readonly value: string
}

export interface EnclosedRow {
  readonly name: string
  readonly contents: string
  readonly pages: string
  readonly size: string
}

/** What a note says of the version that it goes with. */
export interface VersionOfNote {
  readonly publication: Pick<PublicationContent["publication"], "originalLanguage" | "title" | "titleI18n">
  readonly version: Pick<PublicationContent["version"], "symbol" | "title" | "frozenAt" | "timeZone">
}

/** Lays a note out, in its language or that of the publication. The same note, version and files give the same letter. */
export function coverNoteOf(
  note: Omit<KeptCoverNote, "format" | "formatVersion">,
  { publication, version }: VersionOfNote,
  files: readonly EnclosedFile[],
): CoverLetter {
  const language = note.language ?? publication.originalLanguage
  const words = coverWordsOf(language)
  const title = publication.titleI18n[language] ?? publication.title
  const subject = [title, version.title].join(words.colon)
  return {
    language,
    dir: directionOf(language),
    title: [words.coverNote, subject].join(words.colon),
    kindOfPaper: words.coverNote,
    sender: organizationNameIn(language, note.sender),
    ...datesOf(version, language),
    addressee: linesOf(note.addressee),
    reference: version.symbol === "" ? null : { name: words.reference + words.colon, value: version.symbol },
    subject,
    salutation: note.salutation,
    paragraphs: paragraphsOf(note.body),
    files: {
      title: words.files,
      columns: words.columns,
      rows: filesInOrder(files).map(({ name, bytes, pages }) => ({
        name,
        contents: fileNameIn(language, name) ?? "",
        pages: pages === undefined ? "" : new Intl.NumberFormat(intlTag(language)).format(pages),
        size: bytes === undefined ? "" : sizeWords(bytes, language),
      })),
      packed: words.packed,
    },
    closing: note.closing,
    contact: { title: words.contact + words.colon, ...note.contact },
  }
}

function linesOf(text: string): string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "")
}

function paragraphsOf(body: string): string[][] {
  return body
    .split(/\n\s*\n/)
    .map(linesOf)
    .filter((lines) => lines.length > 0)
}

/** "1.4 MB", with a thousand bytes to the kilobyte, as file managers count. */
function sizeWords(bytes: number, language: string): string {
  const isLarge = bytes >= 999_500
  return new Intl.NumberFormat(intlTag(language), {
    style: "unit",
    unit: isLarge ? "megabyte" : "kilobyte",
    unitDisplay: "short",
    maximumFractionDigits: isLarge ? 1 : 0,
  }).format(isLarge ? bytes / 1e6 : Math.max(1, bytes / 1000))
}
