import type { Version, VersionKind } from "@codraft/publication"
import { fileNameIn } from "@codraft/publish/files"
import { intlLocale, m } from "../language/language.ts"
import { getLocale } from "../paraglide/runtime.js"

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

/** What a file of a version is, as it is called wherever it is listed; one that is not known is called by its name alone. */
export const fileWords = (name: string): string => fileNameIn(getLocale(), name) ?? name

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
