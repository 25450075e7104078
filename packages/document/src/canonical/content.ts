import type { Format } from "../form/index.ts"

/**
 * The canonical form of a section's text: what is in it, without how it came to be. CANONICAL.md documents it; a change
 * of this shape is a new `formatVersion`.
 */
export interface CanonicalContent {
  readonly format: "codraft.section"
  readonly formatVersion: 1
  readonly language: string
  readonly dir: Direction
  readonly blocks: readonly Block[]
}

export type Direction = "ltr" | "rtl"

export type Block = Paragraph | Heading | Quote | Caption | List | Table | UnknownBlock

/** What every block may say of itself; `language` and `dir` only where they differ from the section's. */
export interface BlockHead {
  readonly id?: string
  readonly language?: string
  readonly dir?: Direction
}

export interface Paragraph extends BlockHead {
  readonly type: "paragraph"
  readonly content: readonly Inline[]
}

export type HeadingLevel = 1 | 2 | 3 | 4

export interface Heading extends BlockHead {
  readonly type: "heading"
  readonly level: HeadingLevel
  readonly content: readonly Inline[]
}

export interface Quote extends BlockHead {
  readonly type: "quote"
  readonly content: readonly Inline[]
}

/** A caption with no table behind it. */
export interface Caption extends BlockHead {
  readonly type: "caption"
  readonly content: readonly Inline[]
}

export interface List extends BlockHead {
  readonly type: "list"
  readonly ordered: boolean
  /** Number of the first item, where it is not 1. */
  readonly start?: number
  readonly items: readonly ListItem[]
}

export interface ListItem extends BlockHead {
  readonly content: readonly Inline[]
  /** The lists one level deeper. */
  readonly lists?: readonly List[]
}

export interface Table extends BlockHead {
  readonly type: "table"
  readonly caption?: TableCaption
  readonly rows: readonly TableRow[]
}

export interface TableCaption extends BlockHead {
  readonly content: readonly Inline[]
}

export interface TableRow extends BlockHead {
  readonly cells: readonly TableCell[]
}

export interface TableCell extends BlockHead {
  /** What the cell heads: its column, its row, or both. */
  readonly header?: "column" | "row" | "both"
  readonly columnSpan?: number
  readonly rowSpan?: number
  readonly blocks: readonly Block[]
}

/** A block that this build cannot read, as the words in it. */
export interface UnknownBlock extends BlockHead {
  readonly type: "unknown"
  readonly text: string
}

export type Inline = TextRun | LineBreak | Link

export interface TextRun {
  readonly type: "text"
  readonly text: string
  /** In the order of `formats`; absent for plain text. */
  readonly formats?: readonly Format[]
}

export interface LineBreak {
  readonly type: "break"
}

export interface Link {
  readonly type: "link"
  readonly url: string
  readonly content: readonly (TextRun | LineBreak)[]
}
