import type { ImageFile } from "@codraft/document/canonical"
import type { Book } from "../book/index.ts"
import { withOwnFonts } from "./drawing.ts"
import { type Font, textFamilies } from "./fonts.ts"
import { ruler } from "./measures.ts"
import { whyNotPrintable } from "./missing.ts"
import { sheetOf } from "./sheet.ts"
import type { TableHeads } from "./tags.ts"
import { familiesOf, PdfError, type Typeset, typeset } from "./typeset.ts"

export interface PdfOptions {
  /** The bytes of an image of the book. */
  readonly images: (file: ImageFile) => Uint8Array
  /** No other font is used, whatever fonts the machine has. */
  readonly fonts: readonly Font[]
}

export interface PrintedBook extends Typeset {
  readonly heads: readonly TableHeads[]
}

/**
 * The book as tagged PDF (PDF/UA-1). The same book, images and fonts give the same bytes. It computes for a while and keeps
 * nothing: call it where nobody waits for the thread.
 */
export function pdfOf(book: Book, options: PdfOptions): Uint8Array {
  return pdfPagesOf(book, options).bytes
}

/** The same, with how many pages it has and what the cells of its tables head: `compactPdf` tags these. */
export function pdfPagesOf(book: Book, options: PdfOptions): PrintedBook {
  return printedAs("book.typ", book, options)
}

/** A book by another template than that of books. */
export function printedAs(
  template: "book.typ" | "corrigendum.typ",
  book: Book,
  { images, fonts }: PdfOptions,
): PrintedBook {
  const reason = whyNotPrintable(book, fonts)
  if (reason !== null) throw new PdfError(reason)
  const [, sans] = textFamilies
  const sheet = sheetOf(book, { families: familiesOf(fonts), widthOf: ruler(fonts, sans) })
  const printed = [...sheet.images].map(([path, { file, said }]) => {
    return [path, { bytes: printableImage(images(file), file, said, fonts), said }] as const
  })
  return { ...typeset({ template, json: sheet.json, images: new Map(printed), fonts }), heads: sheet.heads }
}

function printableImage(bytes: Uint8Array, { mediaType }: ImageFile, said: string, fonts: readonly Font[]): Uint8Array {
  if (mediaType !== "image/svg+xml") return bytes
  const drawing = withOwnFonts(bytes, fonts)
  if (drawing === null) throw new PdfError(`The PDF cannot be made: no font has all characters of the drawing ${said}.`)
  return drawing
}
