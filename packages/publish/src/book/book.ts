import type { Direction, ImageFile } from "@codraft/document/canonical"

/**
 * A version laid out for print: every number counted, every reference said, every note in its place, in reading order. What
 * renders it (PDF, Word, HTML) decides how things look and nothing of what they say.
 */
export interface Book {
  readonly language: string
  readonly dir: Direction
  readonly cover: Cover
  readonly imprint: Imprint
  readonly abbreviations: readonly Abbreviation[]
  readonly parts: readonly BookPart[]
  /** What fixed words of the page are called in the language of the book. */
  readonly words: BookWords
}

export interface Cover {
  readonly series: string
  /** "No. 26", or empty. */
  readonly seriesNumber: string
  readonly title: string
  readonly subtitle: string
  readonly symbol: string
  readonly versionTitle: string
  /** "4 November 2016" in the language of the book; `isoDate` is the same day. */
  readonly date: string
  readonly isoDate: string
  readonly distribution: string
  readonly originalLanguage: string
}

export interface Imprint {
  /** On names and frontiers, views of authors, and what a sample is; a paragraph each. */
  readonly notices: readonly string[]
}

export interface Abbreviation {
  readonly short: string
  readonly full: string
  readonly language: string
}

/** A section. Its depth and number are those of the outline. */
export interface BookPart {
  /** Unique in the book; a place to link to. */
  readonly id: string
  readonly number: string
  readonly depth: number
  readonly isAnnex: boolean
  readonly title: string
  readonly language: string
  readonly dir: Direction
  /** "[to follow]" stands in the place of the text. */
  readonly isToFollow: boolean
  /** Whose views a contributor's text gives, by name; null for other texts, and where the text is to follow. */
  readonly viewsOf: string | null
  readonly blocks: readonly BookBlock[]
  readonly notes: readonly BookNote[]
}

/** `language` and `dir` are absent where they are those of what is around. */
export interface BookHead {
  /** Absent where nothing can link to it. */
  readonly id?: string
  readonly language?: string
  readonly dir?: Direction
}

export type BookBlock = BookParagraph | BookHeading | BookQuote | BookList | BookTable | BookFigure

export interface BookParagraph extends BookHead {
  readonly type: "paragraph"
  /** "12.", or absent. */
  readonly number?: string
  readonly content: readonly BookInline[]
}

export interface BookHeading extends BookHead {
  readonly type: "heading"
  /** As the writers chose it, which may leave out levels. */
  readonly level: 1 | 2 | 3 | 4
  /** How deep it stands in the book: a part's own title is at `depth` + 1, and no heading goes more than one below that before it. */
  readonly rank: number
  /** "II.", or absent. */
  readonly number?: string
  readonly content: readonly BookInline[]
}

export interface BookQuote extends BookHead {
  readonly type: "quote"
  readonly content: readonly BookInline[]
}

export interface BookList extends BookHead {
  readonly type: "list"
  readonly ordered: boolean
  readonly items: readonly BookItem[]
}

export interface BookItem extends BookHead {
  /** "(a)", "1.", or a bullet's "•". */
  readonly mark: string
  readonly content: readonly BookInline[]
  readonly lists: readonly BookList[]
}

export interface BookTable extends BookHead {
  readonly type: "table"
  /** "Table 3.", or absent. */
  readonly number?: string
  readonly caption?: BookHead & { readonly content: readonly BookInline[] }
  /** How many columns the grid has; every row fills it. */
  readonly columns: number
  /** Parts of the whole width that add up to 1; one for each column. */
  readonly widths: readonly number[]
  /** The first rows, which repeat on each page. */
  readonly headRows: number
  readonly rows: readonly BookRow[]
  readonly notes: readonly BookNote[]
}

export interface BookRow extends BookHead {
  readonly cells: readonly BookCell[]
}

export interface BookCell extends BookHead {
  readonly header?: "column" | "row" | "both"
  readonly columnSpan: number
  readonly rowSpan: number
  /** `end` where a column is one of numbers. */
  readonly align: "start" | "end"
  readonly blocks: readonly BookBlock[]
}

export interface BookFigure extends BookHead {
  readonly type: "figure"
  /** Absent where nobody knows what the image was. */
  readonly file?: ImageFile
  /** Empty for an image that is decoration. */
  readonly alt: string
  readonly isDecorative: boolean
  /** Part of the width of the text, above 0 and up to 1. */
  readonly width: number
  readonly number?: string
  readonly caption?: BookHead & { readonly content: readonly BookInline[] }
  readonly credit?: string
}

export type BookInline =
  | BookText
  | { readonly type: "break" }
  | {
      readonly type: "link"
      readonly url: string
      readonly content: readonly (BookText | { readonly type: "break" })[]
    }
  /** `note` is the index among the notes of the part, or of the table. */
  | { readonly type: "note"; readonly of: "part" | "table"; readonly note: number; readonly label: string }
  /** `to` is the id of a part or block of the book; absent where the reference leads nowhere. */
  | { readonly type: "reference"; readonly words: string; readonly to?: string }

export interface BookText {
  readonly type: "text"
  readonly text: string
  readonly bold?: true
  readonly italic?: true
  readonly underline?: true
  readonly strikethrough?: true
  readonly subscript?: true
  readonly superscript?: true
  /** Of a passage that differs from what is around it, with how it runs. */
  readonly language?: string
  readonly dir?: Direction
}

export interface BookNote extends BookHead {
  /** "12" for a footnote, "a" for a note of a table. */
  readonly label: string
  readonly content: readonly BookInline[]
}

export interface BookWords {
  readonly contents: string
  readonly abbreviations: string
  readonly toFollow: string
  /** "(continued)", behind the caption of a table that goes on on another page. */
  readonly continued: string
  readonly distribution: string
  readonly originalLanguage: string
  /** Leads past what stands before the text. */
  readonly skipToText: string
  /** The footnotes of a part, where they stand behind it. */
  readonly notes: string
  /** From a note to the place that refers to it. */
  readonly backToText: string
}
