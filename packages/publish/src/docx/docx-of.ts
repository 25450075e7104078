import { Document, Packer } from "docx"
import type { ImageFile } from "@codraft/document/canonical"
import { type Book, type BookBlock, type BookPart, contentsOf } from "../book/index.ts"
import { BlockWriter } from "./blocks.ts"
import type { Footnotes } from "./footnotes.ts"
import { abbreviationsOf, contentsField, coverOf, frontHeading, imprintOf } from "./front-matter.ts"
import { wordImagesOf } from "./images.ts"
import { packed } from "./pack.ts"
import { pageNumbering } from "./page-numbers.ts"
import { lineWidth, type PageKind, Pages } from "./pages.ts"
import { stylesOf } from "./styles.ts"
import { surveyOf } from "./survey.ts"
import { columnsUprightMax } from "./tables.ts"

export interface DocxOptions {
  /** The bytes of an image of the book. */
  readonly images: (file: ImageFile) => Uint8Array
}

/** A book as a Word file. The same book and images give the same bytes. */
export async function docxOf(book: Book, { images }: DocxOptions): Promise<Uint8Array> {
  const around = { language: book.language, dir: book.dir }
  const writer = new BlockWriter(around, await wordImagesOf(book, images), surveyOf(book).goals)
  const pages = new Pages(writer.footnotes, writer.inline)
  writeFront(book, writer, pages)
  let isFirst = true
  let hasNotes = false
  for (const part of book.parts) {
    const own = { language: part.language, dir: part.dir }
    if (part.depth === 0) {
      const odd = part.number === "" ? part.title : `${part.number}  ${part.title}`
      pages.openPart({ even: book.cover.title, odd, around: own, foot: footOf(book) }, isFirst)
      hasNotes = false
      isFirst = false
    } else if (hasNotes && part.notes.length > 0 && pages.kind === "upright") pages.openNotes()
    else pages.turn("upright")
    hasNotes ||= part.notes.length > 0
    writePart(book, part, writer, pages)
  }
  return wordFile({ book, writer, pages, footnotes: writer.footnotes })
}

export interface Written {
  readonly book: Book
  /** What of it stands in the file besides, as deleted. */
  readonly older?: Book
  readonly writer: Pick<BlockWriter, "bookmarks">
  readonly pages: Pages
  readonly footnotes: Pick<Footnotes, "texts" | "labels">
  readonly mend?: (xml: string) => string
}

export async function wordFile({ book, older, writer, pages, footnotes, mend }: Written): Promise<Uint8Array> {
  const goals = contentsOf(book).map(({ id }) => writer.bookmarks.nameOf(id))
  const surveys = [book, ...(older === undefined ? [] : [older])].map(surveyOf)
  const characters = Math.max(...surveys.map((survey) => survey.characters))
  const wordWork = Math.max(...surveys.map((survey) => survey.wordWork))
  const numbering = pageNumbering({ characters, wordWork }, goals)
  const document = new Document({
    title: book.cover.title,
    evenAndOddHeaderAndFooters: true,
    pageNumbers: numbering.estimator,
    // Else a line that its writer broke would be stretched to the margin.
    compatibility: { version: 15, doNotExpandShiftReturn: true },
    defaultTabStop: 567,
    styles: stylesOf(book),
    footnotes: footnotes.texts,
    sections: pages.sections,
  })
  const made = new Uint8Array(await Packer.toBuffer(document))
  return packed(made, {
    book,
    noteLabels: footnotes.labels,
    hasToCount: numbering.isIncomplete(),
    ...(mend === undefined ? {} : { mend }),
  })
}

function writeFront(book: Book, writer: BlockWriter, pages: Pages): void {
  const around = { language: book.language, dir: book.dir }
  const { words, cover, abbreviations } = book
  pages.openCover()
  pages.push(...coverOf(book, around, writer))
  pages.openImprint()
  pages.push(...imprintOf(book, around, writer))
  const foot = footOf(book)
  pages.openFront({ even: cover.title, odd: words.contents, around, foot })
  pages.push(frontHeading(words.contents, around, writer), ...contentsField(book, writer))
  if (abbreviations.length === 0) return
  pages.openFront({ even: cover.title, odd: words.abbreviations, around, foot })
  pages.push(frontHeading(words.abbreviations, around, writer), ...abbreviationsOf(book, around, writer))
}

/** Which version it is. */
function footOf({ cover }: Book): string {
  return [cover.symbol || cover.versionTitle, cover.date].filter((words) => words !== "").join(" \u00B7 ")
}

function writePart(book: Book, part: BookPart, writer: BlockWriter, pages: Pages): void {
  const around = writer.openPart(part)
  pages.push(writer.title(part, around))
  if (part.viewsOf !== null) pages.push(writer.paragraph("Byline", around, [writer.inline.text(part.viewsOf, around)]))
  if (part.isToFollow) {
    const own = { language: book.language, dir: book.dir }
    pages.push(writer.paragraph("ToFollow", own, [writer.inline.text(book.words.toFollow, own)]))
  }
  part.blocks.forEach((block, i) => {
    const kind = kindOf(part.blocks, i)
    pages.turn(kind)
    pages.push(...writer.block(block, around, { width: lineWidth[kind] }))
  })
}

/** A wide table lies across the page, and with it the headings right before it. */
export function kindOf(blocks: readonly BookBlock[], at: number): PageKind {
  const first = blocks.slice(at).find(({ type }) => type !== "heading")
  return first?.type === "table" && first.columns > columnsUprightMax ? "across" : "upright"
}
