import { fileURLToPath } from "node:url"
import type { ImageFile } from "@codraft/document/canonical"
import { NodeCompiler, type NodeTypstDocument, PdfStandard } from "@myriaddreamin/typst-ts-node-compiler"
import type { Book } from "../book/index.ts"
import { withOwnFonts } from "./drawing.ts"
import { type Font, textFamilies } from "./fonts.ts"
import { ruler } from "./measures.ts"
import { whyNotPrintable } from "./missing.ts"
import { privateFamily, withPrivateFamily } from "./private-family.ts"
import { type Sheet, sheetOf } from "./sheet.ts"

export interface PdfOptions {
  /** The bytes of an image of the book. */
  readonly images: (file: ImageFile) => Uint8Array
  /** No other font is used, whatever fonts the machine has. */
  readonly fonts: readonly Font[]
}

/** Why there is no PDF; the message is for people. */
export class PdfError extends Error {
  override readonly name = "PdfError"
}

/**
 * The book as tagged PDF (PDF/UA-1). The same book, images and fonts give the same bytes. It computes for a while and keeps
 * nothing: call it where nobody waits for the thread.
 */
export function pdfOf(book: Book, options: PdfOptions): Uint8Array {
  return printedAs("book.typ", book, options)
}

/** A book by another template than that of books. */
export function printedAs(main: "book.typ" | "corrigendum.typ", book: Book, { images, fonts }: PdfOptions): Uint8Array {
  const reason = whyNotPrintable(book, fonts)
  if (reason !== null) throw new PdfError(reason)
  const [serif, sans, arabic] = textFamilies
  const others = [...new Set(fonts.map(({ family }) => family))].filter((family) => !isTextFamily(family))
  const sheet = sheetOf(book, {
    families: {
      serif: [serif, arabic, sans, ...others].map(privateFamily),
      sans: [sans, arabic, serif, ...others].map(privateFamily),
      arabic: privateFamily(arabic),
    },
    widthOf: ruler(fonts, sans),
  })
  const compiler = NodeCompiler.create({
    workspace: template,
    fontArgs: [{ fontBlobs: fonts.map(({ bytes }) => Buffer.from(withPrivateFamily(bytes).buffer)) }],
  })
  try {
    compiler.mapShadow(`${template}/book.json`, Buffer.from(sheet.json))
    for (const [path, { file, said }] of sheet.images) {
      compiler.mapShadow(`${template}${path}`, Buffer.from(printableImage(images(file), file, said, fonts)))
    }
    return print(compiler, sheet, main)
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

function isTextFamily(family: string): boolean {
  return textFamilies.some((name) => name === family)
}

/** Nothing outside of it can be read by what is compiled. */
const template = fileURLToPath(new URL("../../typst", import.meta.url))

function printableImage(bytes: Uint8Array, { mediaType }: ImageFile, said: string, fonts: readonly Font[]): Uint8Array {
  if (mediaType !== "image/svg+xml") return bytes
  const drawing = withOwnFonts(bytes, fonts)
  if (drawing === null) throw new PdfError(`The PDF cannot be made: no font has all characters of the drawing ${said}.`)
  return drawing
}

function print(compiler: NodeCompiler, { images }: Sheet, main: string): Uint8Array {
  const compiled = compiler.compile({ mainFilePath: `${template}/${main}` })
  if (compiled.result !== null) return exported(compiler, compiled.result)
  const errors = compiled.takeDiagnostics()
  const cause = errors === null ? undefined : compiler.fetchDiagnostics(errors)
  const broken = [...images].filter(([path]) => !canSet(compiler, `#image(${JSON.stringify(path)})`))
  const reason =
    broken.length === 0
      ? "the pages could not be set"
      : `no image can be read from the file of ${broken.map(([, { said }]) => said).join(", ")}`
  throw new PdfError(`The PDF cannot be made: ${reason}.`, { cause })
}

/** `source` is ours: nothing that people wrote goes into it. */
function canSet(compiler: NodeCompiler, source: string): boolean {
  return compiler.compile({ mainFileContent: source }).result !== null
}

function exported(compiler: NodeCompiler, document: NodeTypstDocument): Uint8Array {
  try {
    return new Uint8Array(compiler.pdf(document, { pdfStandard: PdfStandard.UA_1 }))
  } catch (cause) {
    throw new PdfError("The PDF cannot be made: it would not be accessible (PDF/UA-1).", { cause })
  }
}
