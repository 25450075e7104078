import assert from "node:assert/strict"
import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  TextRun,
} from "docx"
import { unzipSync, Zip, ZipDeflate } from "fflate"
import { printable, runsLeft, type Sheet } from "./sheet.ts"
import { wordTables } from "./word-tables.ts"
import { type SheetWords, sheetWords } from "./words.ts"

/** A4, in twentieths of a point; landscape, so that the long side is across. */
const page = { width: 11_906, height: 16_838, margin: 850, top: 1_050 }
/** Stands in the frame where the tables will. */
const tablesHere = "tables-here"

/** The table that is handed round: a Word file of real headings, tables and fields. */
export async function wordFileOf(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
  const parts = unzipSync(await frameOf(sheet))
  const text = new TextDecoder().decode(parts[textPart])
  // The last: a title may read the same.
  const at = text.lastIndexOf(tablesHere)
  const [start, end] = [text.lastIndexOf("<w:p>", at), text.indexOf("</w:p>", at) + "</w:p>".length]
  assert(at > 0 && start > 0, "the frame of a Word file has a place for its tables")
  return zipped(parts, textPart, [text.slice(0, start), wordTables(sheet), text.slice(end)])
}

const textPart = "word/document.xml"

/** All of the file but its tables: a library would make objects of each of their cells, a gigabyte for 10,000 rows. */
async function frameOf(sheet: Sheet): Promise<Uint8Array> {
  const words = sheetWords[sheet.language]
  const shown = sheet.groups.reduce((sum, { rows }) => sum + rows.length, 0)
  const { title, dir, language } = sheet.publication
  const document = new Document({
    title: `${words.title}: ${title}`,
    creator: "Codraft",
    styles: stylesOf(sheet),
    sections: [
      {
        properties: {
          titlePage: true,
          page: {
            size: { width: page.width, height: page.height, orientation: PageOrientation.LANDSCAPE },
            margin: { top: page.top, bottom: page.margin, left: page.margin, right: page.margin },
          },
        },
        headers: {
          default: new Header({ children: [line("RegisterNote", `${words.title} · ${title} · ${sheet.at}`)] }),
        },
        footers: {
          default: new Footer({ children: [pageNumber(words)] }),
          first: new Footer({ children: [pageNumber(words)] }),
        },
        children: [
          line("RegisterKind", words.title),
          new Paragraph({
            heading: HeadingLevel.TITLE,
            bidirectional: dir === "rtl",
            children: [run(title, language, dir === "rtl")],
          }),
          line("RegisterNote", `${sheet.at} · ${words.count(shown, sheet.total)}`),
          ...(shown === 0 ? [line("RegisterCell", words.none)] : []),
          line("RegisterCell", tablesHere),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

/** The parts as they are, but for one of them, which is taken piece by piece. */
function zipped(
  parts: Record<string, Uint8Array>,
  inPieces: string,
  pieces: readonly (string | Iterable<string>)[],
): Uint8Array<ArrayBuffer> {
  const out: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error) throw error
    out.push(chunk)
  })
  const encoder = new TextEncoder()
  for (const [name, bytes] of Object.entries(parts)) {
    const file = new ZipDeflate(name)
    zip.add(file)
    if (name === inPieces)
      for (const piece of pieces)
        for (const text of typeof piece === "string" ? [piece] : piece) file.push(encoder.encode(text))
    file.push(name === inPieces ? new Uint8Array() : bytes, true)
  }
  zip.end()
  const whole = new Uint8Array(out.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of out) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

function line(style: string, text: string): Paragraph {
  const isLeft = runsLeft(text)
  return new Paragraph({ style, bidirectional: isLeft, children: [run(text, undefined, isLeft)] })
}

function run(text: string, language: string | undefined, rightToLeft: boolean): TextRun {
  const tag =
    language === undefined ? {} : { language: rightToLeft ? { bidirectional: language } : { value: language } }
  return new TextRun({ text: printable(text), rightToLeft, ...tag })
}

function pageNumber({ page: [before, between] }: SheetWords): Paragraph {
  return new Paragraph({
    style: "RegisterNote",
    alignment: AlignmentType.RIGHT,
    children: [new TextRun({ children: [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES] })],
  })
}

const languageTags = { en: "en-GB", fr: "fr-FR", es: "es-ES" } as const

function stylesOf({ language }: Sheet): ConstructorParameters<typeof Document>[0]["styles"] & object {
  const ink = { color: "1D2B3A" }
  const style = (id: string, name: string, run: object, spacing: { before?: number; after?: number }) => ({
    id,
    name,
    basedOn: "Normal",
    quickFormat: true,
    run,
    paragraph: { spacing },
  })
  return {
    default: {
      document: {
        run: { font: "Calibri", size: 19, language: { value: languageTags[language], bidirectional: "ar-SA" } },
      },
      title: { run: { font: "Calibri", size: 36, bold: true, ...ink }, paragraph: { spacing: { after: 60 } } },
      heading1: {
        run: { font: "Calibri", size: 24, bold: true, ...ink },
        paragraph: { spacing: { before: 280, after: 100 }, keepNext: true },
      },
    },
    paragraphStyles: [
      style("RegisterKind", "Register kind", { size: 22, color: "4A5A6A" }, { after: 40 }),
      style("RegisterHead", "Register heading", { size: 18, bold: true, ...ink }, {}),
      style("RegisterCell", "Register cell", { size: 18 }, { after: 30 }),
      style("RegisterNote", "Register note", { size: 16, color: "4A5A6A" }, { after: 30 }),
    ],
  }
}
