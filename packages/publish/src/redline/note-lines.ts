import type { NoteChange } from "@codraft/document/compare"
import type { Note } from "@codraft/document/canonical"
import type { BookNote } from "../book/index.ts"
import { type Around, within } from "../docx/inline.ts"
import type { Sides } from "./sides.ts"
import { LineReading, type PrintedLine, sameWords, type Word, wordsOn } from "./words.ts"

/** A note, by its numbers in either text. */
export interface NotePlace {
  readonly numbers: Sides<number>
  readonly change: NoteChange | null
}

/** Notes in one order that is that of either text: one that changed its place went, and came anew. */
export function notesInOrder(changes: readonly NoteChange[]): NotePlace[] {
  const came: NotePlace[] = []
  const gone: NotePlace[] = []
  let last = -1
  for (const change of changes) {
    if (change.kind === "removed") gone.push({ numbers: { before: change.number, after: null }, change: null })
    else if (change.kind === "added") came.push({ numbers: { before: null, after: change.number }, change: null })
    else if (change.numbers.before > last) {
      last = change.numbers.before
      came.push({ numbers: change.numbers, change })
    } else {
      gone.push({ numbers: { before: change.numbers.before, after: null }, change: null })
      came.push({ numbers: { before: null, after: change.numbers.after }, change: null })
    }
  }
  const left = gone.toSorted((a, b) => (a.numbers.before ?? 0) - (b.numbers.before ?? 0))
  const ordered = came.flatMap((place) => {
    const { before } = place.numbers
    const to = before === null ? 0 : left.findIndex(({ numbers }) => (numbers.before ?? 0) > before)
    return [...left.splice(0, to === -1 ? left.length : to), place]
  })
  return [...ordered, ...left]
}

/** The notes of a section or table in either text. */
export interface PrintedNotes {
  readonly notes: readonly Note[]
  readonly printed: readonly BookNote[]
  readonly around: Around
}

export function noteWords({ before, after }: Sides<PrintedLine>, change: NoteChange | null): Word[] {
  if (before === null || after === null) {
    return [...(before === null ? [] : wordsOn("before", before)), ...(after === null ? [] : wordsOn("after", after))]
  }
  return change?.kind === "changed" ? new LineReading([before], [after]).words(change.line) : sameWords(before, after)
}

export function printedNote(
  notes: PrintedNotes | null,
  number: number | null,
): (PrintedLine & { label: string }) | null {
  const [note, printed] = number === null ? [] : [notes?.notes[number], notes?.printed[number]]
  if (notes === null || note === undefined || printed === undefined) return null
  const around = within(printed, notes.around)
  return { content: note.content, printed: printed.content, around, label: printed.label }
}
