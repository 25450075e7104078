import type { ThreadVersion } from "@codraft/publication"
import type { SheetWords } from "./words.ts"

export type PlaceInVersion = Pick<ThreadVersion, "kind" | "paragraph" | "sectionNumber"> & {
  /** What the version is called for short. */
  readonly label: string
}

/** "Rev.1, para. 12" */
export function placeWords(
  { placeInVersion }: SheetWords,
  { label, kind, paragraph, sectionNumber }: PlaceInVersion,
): string {
  if (paragraph === "") return `${label}, ${placeInVersion.section} ${sectionNumber}`
  // A table and a figure say themselves what they are.
  if (kind === "table" || kind === "figure") return `${label}, ${paragraph}`
  const name = kind === "heading" || kind === "note" ? placeInVersion[kind] : placeInVersion.paragraph
  return `${label}, ${name} ${paragraph}`
}
