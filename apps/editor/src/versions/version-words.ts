import type { Version, VersionKind } from "@codraft/publication"
import { intlLocale, m } from "../language/language.ts"

const kinds: Record<VersionKind, () => string> = {
  draft: m.version_draft,
  revision: m.version_revision,
  submission: m.version_submission,
  "printed-edition": m.version_printed_edition,
  corrigendum: m.version_corrigendum,
  addendum: m.version_addendum,
}

export const versionKinds = Object.keys(kinds) as VersionKind[]
export const kindWords = (kind: VersionKind): string => kinds[kind]()

/** "Version 2, IDM/2016/1/Rev.1: Comments of reviewers" */
export function versionWords({ number, symbol, title }: Pick<Version, "number" | "symbol" | "title">): string {
  const name = m.version_number({ number })
  return symbol === "" ? `${name}: ${title}` : `${name}, ${symbol}: ${title}`
}

const files: Record<string, () => string> = {
  "corrigendum.pdf": m.version_file_corrigendum_pdf,
  "corrigendum.docx": m.version_file_corrigendum_docx,
  "publication.pdf": m.version_file_pdf,
  "publication.docx": m.version_file_docx,
  "publication.html": m.version_file_html,
  "cover-note.pdf": m.version_file_note_pdf,
  "cover-note.docx": m.version_file_note_docx,
  "codraft.zip": m.version_file_zip,
  "publication.json": m.version_file_json,
  "manifest.json": m.version_file_manifest,
  "register.docx": m.version_file_register_docx,
  "register.xlsx": m.version_file_register_xlsx,
}

/** What most people come for is first; what is not known here is last. */
export function inOrder<T extends { name: string }>(list: readonly T[]): T[] {
  const known = Object.keys(files)
  const place = ({ name }: T) => (known.includes(name) ? known.indexOf(name) : known.length)
  return list.toSorted((a, b) => place(a) - place(b))
}

/** What a file is; one that is not known here is called by its name alone. */
export const fileWords = (name: string): string | null => files[name]?.() ?? null

/** "1.4 MB", with a thousand bytes to the kilobyte, as file managers count. */
export function sizeWords(bytes: number, locale = intlLocale()): string {
  const [unit, size] =
    bytes < 1000
      ? (["byte", bytes] as const)
      : bytes < 1e6
        ? (["kilobyte", bytes / 1000] as const)
        : (["megabyte", bytes / 1e6] as const)
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit,
    unitDisplay: unit === "byte" ? "long" : "short",
    maximumFractionDigits: unit === "megabyte" ? 1 : 0,
  }).format(size)
}
