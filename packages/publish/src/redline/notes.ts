import { LevelFormat, type Paragraph } from "docx"
import type { NoteChange } from "@codraft/document/compare"
import type { Referred } from "../docx/footnotes.ts"
import { shownMark } from "../docx/marks.ts"
import { noteWords, printedNote, type PrintedNotes } from "./note-lines.ts"
import { type On, onOf, type Side, type Sides, sides } from "./sides.ts"
import type { Word } from "./words.ts"

export interface NoteReference {
  readonly note: number
  readonly label: string
}

export interface TrackedReference {
  readonly on: On
  readonly referred: Referred
  readonly labels: Sides<string>
}

type WriteNote = (words: readonly Word[], notes: Sides<Pick<PrintedNotes, "around">>) => Paragraph[]

/**
 * The footnotes of a redline. Word counts those that came and those that went; what each text calls a note is what Word counts to
 * when the others are gone, or else a label of its own.
 */
export class TrackedNotes {
  readonly texts: Record<string, { children: Paragraph[] }> = {}
  /** The marks of those that Word does not count, where both texts have the same. */
  readonly labels = new Map<number, string>()
  readonly changedLabels = new Map<number, Sides<string>>()
  readonly #write: WriteNote
  #notes: Sides<PrintedNotes> = { before: null, after: null }
  #changes = new Map<number, NoteChange>()
  #known = { before: new Map<number, number>(), after: new Map<number, number>() }
  #ids = 0
  #counts = { before: 0, after: 0 }

  constructor(write: WriteNote) {
    this.#write = write
  }

  openPart(notes: Sides<PrintedNotes>, changes: readonly NoteChange[]): void {
    this.#notes = notes
    this.#changes = new Map(changes.flatMap((change) => ("numbers" in change ? [[change.numbers.after, change]] : [])))
    this.#known = { before: new Map(), after: new Map() }
  }

  openWordSection(): void {
    this.#counts = { before: 0, after: 0 }
  }

  refer(references: Sides<NoteReference>): TrackedReference[] {
    const { before, after } = references
    if (before === null || after === null) return [this.#refer(references)]
    const [was, now] = [this.#known.before.get(before.note), this.#known.after.get(after.note)]
    const isSame = was === now && (was === undefined || before.label === after.label)
    if (isSame) return [this.#refer(references)]
    return [this.#refer({ before, after: null }), this.#refer({ before: null, after })]
  }

  #refer({ before, after }: Sides<NoteReference>): TrackedReference {
    const on = onOf({ before, after })
    const labels = { before: before?.label ?? null, after: after?.label ?? null }
    const known =
      on === "before" ? this.#known.before.get(before?.note ?? -1) : this.#known.after.get(after?.note ?? -1)
    if (known !== undefined) return { on, labels, referred: { id: known, isFirst: false, isCounted: false } }
    const id = ++this.#ids
    const references = { before, after }
    const present = sides.filter((side) => references[side] !== null)
    const isCounted = present.every((side) => shownMark(plain, this.#counts[side] + 1) === labels[side])
    for (const side of present) {
      if (isCounted) this.#counts[side]++
      this.#known[side].set(references[side]?.note ?? -1, id)
    }
    if (!isCounted && labels.before !== null && labels.after !== null && labels.before !== labels.after)
      this.changedLabels.set(id, labels)
    else if (!isCounted) this.labels.set(id, labels.after ?? labels.before ?? "")
    this.texts[id] = { children: this.#text(before?.note ?? null, after?.note ?? null) }
    return { on, labels, referred: { id, isFirst: true, isCounted } }
  }

  #text(before: number | null, after: number | null): Paragraph[] {
    const line = (side: Side, number: number | null) => printedNote(this.#notes[side], number)
    const lines = { before: line("before", before), after: line("after", after) }
    const change = before === null || after === null ? null : (this.#changes.get(after) ?? null)
    return this.#write(noteWords(lines, change), lines)
  }
}

const plain = { format: LevelFormat.DECIMAL, before: "", after: "" }
