import type { Format } from "../form/index.ts"
import type { Written } from "./author-run.ts"
import type { Caption } from "../kinds/caption/canonical.ts"
import type { CrossReference } from "../kinds/crossreference/canonical.ts"
import type { FootnoteReference, Note, TableNoteReference } from "../kinds/footnote/canonical.ts"
import type { Heading } from "../kinds/heading/canonical.ts"
import type { Image } from "../kinds/image/canonical.ts"
import type { LineBreak } from "../kinds/linebreak/canonical.ts"
import type { Link } from "../kinds/link/canonical.ts"
import type { List } from "../kinds/list/canonical.ts"
import type { Paragraph } from "../kinds/paragraph/canonical.ts"
import type { Quote } from "../kinds/quote/canonical.ts"
import type { Table } from "../kinds/table/canonical.ts"
import type { TargetChip } from "../kinds/target/canonical.ts"

/**
 * The canonical form of a section's text: what is in it, without how it came to be. FORMAT.md documents it; a change
 * of this shape is a new `formatVersion`.
 */
export interface CanonicalContent {
  readonly format: "codraft.section"
  readonly formatVersion: 1 | 2 | 3
  readonly language: string
  readonly dir: Direction
  readonly blocks: readonly Block[]
  /** In the order in which the text first refers to them. */
  readonly footnotes?: readonly Note[]
}

export type Direction = "ltr" | "rtl"

export type Block = Paragraph | Heading | Quote | Caption | List | Table | Image | UnknownBlock

/** What every block may say of itself; `language` and `dir` only where they differ from the section's. */
export interface BlockHead {
  readonly id?: string
  readonly language?: string
  readonly dir?: Direction
}

/** A block that this build cannot read, as the words in it. */
export interface UnknownBlock extends BlockHead {
  readonly type: "unknown"
  readonly text: string
}

export type Inline = TextRun | LineBreak | Link | FootnoteReference | TableNoteReference | TargetChip | CrossReference

export interface TextRun extends Written {
  readonly type: "text"
  readonly text: string
  /** In the order of `formats`; absent for plain text. */
  readonly formats?: readonly Format[]
  /** Of a passage that differs from its line. */
  readonly language?: string
}
