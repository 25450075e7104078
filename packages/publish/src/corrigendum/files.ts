import { AlignmentType, type IParagraphOptions } from "docx"
import type { Book } from "../book/index.ts"
import type { PublicationContent } from "../content/index.ts"
import { BlockWriter, type Child } from "../docx/blocks.ts"
import { wordFile } from "../docx/docx-of.ts"
import { lineWidth, Pages } from "../docx/pages.ts"
import type { Font } from "../pdf/fonts.ts"
import type { Typeset } from "../pdf/typeset.ts"
import { printedAs } from "../pdf/pdf-of.ts"
import { compactPdf, shippedFonts } from "../pdf/index.ts"
import { corrigendumBook } from "./corrigendum-book.ts"

export interface CorrigendumFile {
  readonly name: "corrigendum.docx" | "corrigendum.pdf"
  readonly mediaType: string
  readonly bytes: Uint8Array
  /** Of the PDF. */
  readonly pages?: number
}

/** The corrigendum of `after` to the version that it corrects. The same two versions give the same bytes. */
export async function corrigendumFiles(
  before: PublicationContent,
  after: PublicationContent,
): Promise<CorrigendumFile[]> {
  const book = corrigendumBook(before, after)
  const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  return [
    { name: "corrigendum.docx", mediaType: docx, bytes: await corrigendumDocx(book) },
    { name: "corrigendum.pdf", mediaType: "application/pdf", ...(await corrigendumPdf(book)) },
  ]
}

/** Of a `corrigendumBook`. */
export async function corrigendumPdf(book: Book, fonts: readonly Font[] = shippedFonts()): Promise<Typeset> {
  const { bytes, pages } = printedAs("corrigendum.typ", book, { images: noImage, fonts })
  return { bytes: await compactPdf(bytes), pages }
}

function noImage(): never {
  throw new TypeError("A corrigendum has no images.")
}

/** Of a `corrigendumBook`. */
export async function corrigendumDocx(book: Book): Promise<Uint8Array> {
  const around = { language: book.language, dir: book.dir }
  const writer = new BlockWriter(around, new Map(), new Set())
  const pages = new Pages(writer.footnotes, writer.inline)
  const [part] = book.parts
  const { series, seriesNumber, symbol, date, distribution, originalLanguage, title } = book.cover
  const line = (style: string, words: string, options: IParagraphOptions = {}): Child =>
    writer.paragraph(style, around, [writer.inline.text(words, around)], options)
  const facts = [
    symbol,
    `${book.words.distribution}: ${distribution}`,
    date,
    `${book.words.originalLanguage}: ${originalLanguage}`,
  ].filter((fact) => fact !== "")
  const behind = (i: number) => (i === facts.length - 1 ? { spacing: { after: 480 } } : {})
  pages.openPart({ even: title, odd: title, around }, true)
  pages.push(
    line("CoverSeries", [series, seriesNumber].filter((part) => part !== "").join(" \u00B7 ")),
    ...facts.map((fact, i) => line("CoverLine", fact, { alignment: AlignmentType.END, ...behind(i) })),
  )
  if (part !== undefined) {
    writer.openPart(part)
    pages.push(writer.title(part, around), ...writer.blocks(part.blocks, around, { width: lineWidth.upright }))
  }
  return wordFile({ book: { ...book, parts: [] }, writer, pages, footnotes: writer.footnotes })
}
