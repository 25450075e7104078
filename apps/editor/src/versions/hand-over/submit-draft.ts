import { type Artefact, dayIn, type Publication, type PublicationId, type SubmitCommand } from "@codraft/publication"
import type { Closing } from "./use-closing.ts"

/** What somebody fills in before a version is marked as submitted. */
export interface SubmitDraft {
  readonly to: string
  /** As in "2016-12-10". */
  readonly on: string
  readonly files: readonly string[]
  readonly note: string
  /** That sections close though their text has changed. */
  readonly isConfirmed: boolean
}

/** What usually goes: the document as Word and as PDF, and the note with it. */
const usualFiles: ReadonlySet<string> = new Set([
  "publication.docx",
  "publication.pdf",
  "corrigendum.docx",
  "corrigendum.pdf",
  "cover-note.pdf",
])

/** Today, with the files that usually go. */
export function beganWith(
  { timeZone }: Pick<Publication, "timeZone">,
  files: readonly Pick<Artefact, "name">[],
  now: number,
): SubmitDraft {
  const names = files.map(({ name }) => name)
  return {
    to: "",
    on: dayIn(timeZone, now),
    files: names.filter((name) => usualFiles.has(name)),
    note: "",
    isConfirmed: false,
  }
}

/** The first thing that is missing, where the server would refuse. */
export type Missing = "to" | "on" | "files" | "confirmation"

export function missingIn(
  { to, on, files, isConfirmed }: SubmitDraft,
  { days, closing }: { days: { from: string; to: string }; closing: Closing | undefined },
): Missing | null {
  if (to.trim() === "") return "to"
  if (on === "" || on < days.from || on > days.to) return "on"
  if (files.length === 0) return "files"
  return (closing?.changed.length ?? 0) > 0 && !isConfirmed ? "confirmation" : null
}

/** What the server is asked: of what was confirmed, the sections that were shown. */
export function submitCommand(
  publicationId: PublicationId,
  version: number,
  { to, on, files, note }: SubmitDraft,
  { changed }: Closing,
): SubmitCommand {
  return {
    type: "submitVersion",
    publicationId,
    version,
    to: to.trim(),
    on,
    files: [...files],
    note: note.trim(),
    changed: [...changed],
  }
}
