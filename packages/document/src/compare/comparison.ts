import type {
  CanonicalContent,
  Image,
  Inline,
  Note,
  OwnCaption,
  Table,
  TableCell,
  TableRow,
} from "../canonical/index.ts"
import type { ItemPassage, LinePassage, Passage } from "./passages.ts"

/**
 * What has become of one text in another, in the order in which both are read. It holds both: without what was added it is
 * the one, without what was removed the other.
 */
export interface Comparison extends TextHead {
  /** Where it differs: another language or direction, or a form that has less. */
  readonly before?: TextHead
  readonly passages: readonly PassageChange[]
  readonly footnotes: readonly NoteChange[]
  readonly counts: ChangeCounts
}

/** What is said of a text as a whole; here of the text after. */
export type TextHead = Omit<CanonicalContent, "blocks" | "footnotes">

/** In paragraphs: lines of text, images, and whatever else is one thing to a reader. Who moved and changed counts as both. */
export interface ChangeCounts {
  readonly added: number
  readonly removed: number
  readonly changed: number
  readonly moved: number
}

export interface Added<T> {
  readonly kind: "added"
  readonly after: T
}

export interface Removed<T> {
  readonly kind: "removed"
  readonly before: T
}

/** The same to a reader; `before` where it differs in what no reader sees, such as its id. */
export interface Same<T> {
  readonly kind: "same"
  readonly after: T
  readonly before?: T
}

export type Came<T> = Same<T> | Added<T> | Removed<T>

/** What has moved stands at its new place under a number, and `left` says at its old place under which. */
export type Moving<T, C> =
  | Added<T>
  | Removed<T>
  | { readonly kind: "left"; readonly before: T; readonly move: number }
  | ((Same<T> | C) & { readonly move?: number })

export type PassageChange = Moving<Passage, LineChange | ChangedTable | ChangedImage | ChangedUnknown>
/** What became of a passage that is in both texts. */
export type MovedPassage = Same<Passage> | ChangedLine | ChangedTable | ChangedImage | ChangedUnknown
export type LineChange = ChangedLine | SplitLine | JoinedLines

/** A line that was divided: what became of its words in each of the lines that stand there now. */
export interface SplitLine {
  readonly kind: "split"
  readonly before: LineLooks
  readonly lines: readonly { readonly after: LineLooks; readonly line: readonly LinePart[] }[]
}

/** Lines that were made one. */
export interface JoinedLines {
  readonly kind: "joined"
  readonly after: LineLooks
  readonly lines: readonly { readonly before: LineLooks; readonly line: readonly LinePart[] }[]
}

/** The words of a line, and what is said of it, apart. */
export interface ChangedLine {
  readonly kind: "changed"
  readonly type: "line"
  readonly before: LineLooks
  readonly after: LineLooks
  readonly line: readonly LinePart[]
}

export type LineLooks = DistributiveOmit<LinePassage | ItemPassage, "content">
type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never

/** A stretch of a line. A reference to a note is `kept` if the note is: `content` then has it as it is after. */
export type LinePart =
  | { readonly kind: "kept"; readonly content: readonly Inline[] }
  | { readonly kind: "added"; readonly content: readonly Inline[] }
  | { readonly kind: "removed"; readonly content: readonly Inline[] }
  /** The same words with other formats or another link. */
  | { readonly kind: "restyled"; readonly before: readonly Inline[]; readonly after: readonly Inline[] }

export type CaptionChange = Came<OwnCaption> | ChangedWords<Omit<OwnCaption, "content">>

export interface ChangedWords<L> {
  readonly kind: "changed"
  readonly before: L
  readonly after: L
  readonly line: readonly LinePart[]
}

/** Notes in the order of their numbers after; those that went are last. The numbers are indexes. */
export type NoteChange =
  | (Same<Note> & { readonly numbers: NoteNumbers })
  | (Added<Note> & { readonly number: number })
  | (Removed<Note> & { readonly number: number })
  | (ChangedWords<Omit<Note, "content">> & { readonly numbers: NoteNumbers })

export interface NoteNumbers {
  readonly before: number
  readonly after: number
}

export interface ChangedImage {
  readonly kind: "changed"
  readonly type: "image"
  readonly before: Omit<Image, "caption">
  readonly after: Omit<Image, "caption">
  readonly caption?: CaptionChange
}

export interface ChangedUnknown {
  readonly kind: "changed"
  readonly type: "unknown"
  readonly before: Passage
  readonly after: Passage
}

export interface ChangedTable {
  readonly kind: "changed"
  readonly type: "table"
  readonly before: TableLooks
  readonly after: TableLooks
  readonly caption?: CaptionChange
  /** How many columns came and went, and which of those that stayed are each other's, in order. */
  readonly columns: {
    readonly added: number
    readonly removed: number
    readonly kept: readonly (readonly [before: number, after: number])[]
  }
  readonly rows: readonly RowChange[]
  readonly notes: readonly NoteChange[]
}

export type TableLooks = Omit<Table, "caption" | "rows" | "notes">

export type RowChange = Moving<TableRow, ChangedRow>

export interface ChangedRow {
  readonly kind: "changed"
  readonly before: Omit<TableRow, "cells">
  readonly after: Omit<TableRow, "cells">
  readonly cells: readonly CellChange[]
}

export type CellChange = Came<TableCell> | ChangedCell

export interface ChangedCell {
  readonly kind: "changed"
  readonly before: Omit<TableCell, "blocks">
  readonly after: Omit<TableCell, "blocks">
  readonly passages: readonly PassageChange[]
}
