import type { MovedPassage, NoteChange } from "@codraft/document/compare"
import { createContext, use } from "react"
import type { NumberCells } from "./number-cells.ts"

export type Side = "before" | "after"

/** What is around a passage of a comparison. */
export interface Around {
  /** Both texts in one, or what one of the two says. */
  side: Side | "both"
  /** What stands before each item of a list. */
  numbers: ReadonlyMap<object, string>
  /** The number that a block has on the page; null where it has none, or the page shows none. */
  numberOf: (id: string | undefined, side: Side) => string | null
  /** The number that a note has in the older text, by that which it has now. */
  noteBefore: ReadonlyMap<number, number>
  /** The same of the notes of the table around. */
  tableNoteBefore: ReadonlyMap<number, number>
  /** Of the text, on each side. */
  languages: Readonly<Record<Side, string>>
  /** Those of the table around that stand under each other. */
  numberCells: NumberCells
  imageUrl: (blob: string, side: Side) => string
  /** Begins the names of the two places of what moved, which lead to each other. */
  places: string
  /** What went into another text or came from one, by the change that says here that it was removed or added. */
  elsewhere: ReadonlyMap<object, Elsewhere>
  /** The level of the heading that the text stands under. */
  headingsUnder: number
  /** For who may write: what has one of these ids is to be as it was before. */
  onRestore: ((only: readonly string[]) => void) | null
}

/** The other place of what stands in two texts. */
export interface Elsewhere {
  readonly is: "here" | "left"
  readonly change: MovedPassage
  /** The names of this place and of the other one. */
  readonly id: string
  readonly other: string
  /** The number and title of the section that it went into, or came from. */
  readonly section: string
}

/** As it is for the text of a section by itself. */
export function aroundSection(sectionId: string, language: string): Around {
  return {
    side: "both",
    numbers: new Map(),
    numberOf: () => null,
    noteBefore: new Map(),
    tableNoteBefore: new Map(),
    languages: { before: language, after: language },
    numberCells: new Map(),
    imageUrl: (blob) => `/api/sections/${encodeURIComponent(sectionId)}/images/${blob}`,
    places: "moved",
    elsewhere: new Map(),
    headingsUnder: 0,
    onRestore: null,
  }
}

/** The numbers that notes had before, by those which they have. */
export function notesBefore(notes: readonly NoteChange[]): ReadonlyMap<number, number> {
  return new Map(notes.flatMap((note) => ("numbers" in note ? [[note.numbers.after, note.numbers.before]] : [])))
}

const Context = createContext<Around>(aroundSection("", "en"))
export const Shown = Context.Provider
export const useAround = (): Around => use(Context)
