import type { Paragraph } from "docx"
import { LevelFormat } from "docx"
import type { BookNote } from "../book/index.ts"
import { shownMark } from "./marks.ts"

export interface Referred {
  readonly id: number
  readonly isFirst: boolean
  /** Word's own count, which begins anew in each of its sections, gives the label. */
  readonly isCounted: boolean
}

/** The footnotes of the document, by the numbers that Word's file has for them. */
export class Footnotes {
  readonly texts: Record<string, { children: Paragraph[] }> = {}
  /** The marks of those that Word does not count, by id. */
  readonly labels = new Map<number, string>()
  readonly #write: (note: BookNote) => Paragraph[]
  #notes: readonly BookNote[] = []
  #idOf = new Map<number, number>()
  #ids = 0
  #countInSection = 0

  constructor(write: (note: BookNote) => Paragraph[]) {
    this.#write = write
  }

  get countInSection(): number {
    return this.#countInSection
  }

  openPart(notes: readonly BookNote[]): void {
    this.#notes = notes
    this.#idOf = new Map()
  }

  openWordSection(): void {
    this.#countInSection = 0
  }

  refer(index: number, label: string): Referred {
    const known = this.#idOf.get(index)
    if (known !== undefined) return { id: known, isFirst: false, isCounted: false }
    const id = ++this.#ids
    this.#idOf.set(index, id)
    const isCounted = shownMark(plain, this.#countInSection + 1) === label
    if (isCounted) this.#countInSection++
    else this.labels.set(id, label)
    const note = this.#notes[index]
    this.texts[id] = { children: note === undefined ? [] : this.#write(note) }
    return { id, isFirst: true, isCounted }
  }
}

const plain = { format: LevelFormat.DECIMAL, before: "", after: "" }
