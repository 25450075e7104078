import { AlignmentType, type IParagraphOptions } from "docx"
import type { ImageFile } from "@codraft/document/canonical"
import type { Book } from "../book/index.ts"
import type { PublicationContent } from "../content/index.ts"
import { BlockWriter, type Child } from "../docx/blocks.ts"
import { wordFile } from "../docx/docx-of.ts"
import { wordImagesOf } from "../docx/images.ts"
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

export interface CorrigendumOptions {
  /** The corrigenda that were issued to the same version before this one, in order. */
  readonly earlier?: readonly PublicationContent[]
  /** The bytes of an image of the corrigendum's own version. */
  readonly images?: (file: ImageFile) => Uint8Array
  readonly fonts?: readonly Font[]
}

/** The corrigendum of `after` to the version that it corrects. The same versions give the same bytes. */
export async function corrigendumFiles(
  before: PublicationContent,
  after: PublicationContent,
  { earlier = [], images = noImage, fonts = shippedFonts() }: CorrigendumOptions = {},
): Promise<CorrigendumFile[]> {
  const book = corrigendumBook(before, after, earlier)
  const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
  return [
    { name: "corrigendum.docx", mediaType: docx, bytes: await corrigendumDocx(book, images) },
    { name: "corrigendum.pdf", mediaType: "application/pdf", ...(await corrigendumPdf(book, images, fonts)) },
  ]
}

type Images = NonNullable<CorrigendumOptions["images"]>

/** Of a `corrigendumBook`. */
export async function corrigendumPdf(
  book: Book,
  images: Images = noImage,
  fonts: readonly Font[] = shippedFonts(),
): Promise<Typeset> {
  const { bytes, pages, heads } = printedAs("corrigendum.typ", book, { images, fonts })
  return { bytes: await compactPdf(bytes, heads), pages }
}

function noImage(): never {
  throw new TypeError("A corrigendum with images is given their bytes.")
}

/** Of a `corrigendumBook`. */
export async function corrigendumDocx(book: Book, images: Images = noImage): Promise<Uint8Array> {
  const around = { language: book.language, dir: book.dir }
  const writer = new BlockWriter(around, await wordImagesOf(book, images), new Set())
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
