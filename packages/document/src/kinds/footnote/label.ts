import type { NoteKind } from "./form.ts"

/** What stands for a note: footnotes are 1, 2, 3 through a section, notes of a table a, b, … z, aa, ab. */
export function noteLabel(kind: NoteKind, index: number): string {
  if (kind === "footnote") return String(index + 1)
  let label = ""
  for (let rest = index; rest >= 0; rest = Math.floor(rest / 26) - 1)
    label = String.fromCharCode(97 + (rest % 26)) + label
  return label
}
