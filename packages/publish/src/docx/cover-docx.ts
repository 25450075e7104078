import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  type IParagraphOptions,
  type IRunOptions,
  Packer,
  PageNumber,
  Paragraph,
  type ParagraphChild,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx"
import { type CoverLetter, directionIn, type EnclosedRow } from "../cover/index.ts"
import { printable } from "./inline.ts"
import { wordTag } from "./languages.ts"
import { letterStylesOf } from "./letter-styles.ts"
import { packed } from "./pack.ts"
import { ink } from "./styles.ts"

/** A4, in twentieths of a point. */
const sheet = { width: 11_906, height: 16_838 }
const margin = { top: 1_250, bottom: 1_250, left: 1_418, right: 1_418, header: 600, footer: 600 }
const lineWidth = sheet.width - margin.left - margin.right

/** A cover note as a Word file. The same letter gives the same bytes. */
export async function coverDocxOf(letter: CoverLetter): Promise<Uint8Array> {
  const write = new LetterWriter(letter)
  const document = new Document({
    title: letter.title,
    compatibility: { version: 15, doNotExpandShiftReturn: true },
    styles: letterStylesOf(letter),
    sections: [
      {
        properties: { titlePage: true, page: { size: sheet, margin } },
        // Who has one page needs no number on it.
        footers: { first: new Footer({ children: [new Paragraph({ style: "Footer" })] }), default: pageNumber(letter) },
        children: [...write.head(), ...write.words(), ...write.files(), ...write.signature()],
      },
    ],
  })
  const made = new Uint8Array(await Packer.toBuffer(document))
  const cover = {
    title: letter.title,
    series: "",
    seriesNumber: "",
    symbol: letter.reference?.value ?? "",
    versionTitle: "",
    isoDate: letter.isoDate,
  }
  return packed(made, { book: { language: letter.language, cover }, noteLabels: new Map(), hasToCount: false })
}

function pageNumber({ dir }: CoverLetter): Footer {
  const children = [PageNumber.CURRENT, " / ", PageNumber.TOTAL_PAGES]
  return new Footer({
    children: [new Paragraph({ style: "Footer", bidirectional: dir === "rtl", children: [new TextRun({ children })] })],
  })
}

class LetterWriter {
  readonly #letter: CoverLetter

  constructor(letter: CoverLetter) {
    this.#letter = letter
  }

  head(): Paragraph[] {
    const { sender, kindOfPaper, date, reference, addressee, subject } = this.#letter
    return [
      this.#written("Letterhead", sender),
      this.#line("LetterDate", [this.#run(kindOfPaper, { color: ink.quiet })]),
      this.#line("LetterDate", [this.#run(date)]),
      ...(reference === null
        ? []
        : [this.#line("LetterDate", [this.#run(reference.name, { color: ink.quiet }), this.#run(reference.value)])]),
      ...addressee.map((line, i) => this.#written(i === 0 ? "AddresseeFirst" : "Addressee", line)),
      new Paragraph({
        heading: HeadingLevel.HEADING_1,
        bidirectional: this.#letter.dir === "rtl",
        children: [this.#run(subject)],
      }),
    ]
  }

  words(): Paragraph[] {
    const { salutation, paragraphs } = this.#letter
    return [
      ...(salutation === "" ? [] : [this.#written("Salutation", salutation)]),
      ...paragraphs.map((lines) => this.#written("BodyText", ...lines)),
    ]
  }

  files(): (Paragraph | Table)[] {
    const { dir, files } = this.#letter
    const hasPages = files.rows.some(({ pages }) => pages !== "")
    const columns = columnsOf(hasPages)
    const row = (cells: EnclosedRow, isHead: boolean) =>
      new TableRow({
        tableHeader: isHead,
        cantSplit: true,
        children: columns.map(({ of, width, isNumber }) => this.#cell(cells[of], { width, isNumber, isHead })),
      })
    return [
      new Paragraph({
        heading: HeadingLevel.HEADING_2,
        bidirectional: dir === "rtl",
        children: [this.#run(files.title)],
      }),
      new Table({
        rows: [row(files.columns, true), ...files.rows.map((cells) => row(cells, false))],
        columnWidths: columns.map(({ width }) => width),
        width: { size: lineWidth, type: WidthType.DXA },
        layout: TableLayoutType.FIXED,
        margins: { top: 40, bottom: 40, left: 90, right: 90 },
        borders: { top: none, bottom: rule, left: none, right: none, insideHorizontal: rule, insideVertical: none },
        tableLook: {
          firstRow: true,
          firstColumn: false,
          lastRow: false,
          lastColumn: false,
          noHBand: true,
          noVBand: true,
        },
        ...(dir === "rtl" ? { visuallyRightToLeft: true } : {}),
      }),
      this.#line("Packed", [this.#run(files.packed)]),
    ]
  }

  signature(): Paragraph[] {
    const { closing, contact } = this.#letter
    const mail =
      contact.email === ""
        ? []
        : [
            this.#line(
              "Contact",
              [
                this.#run(contact.title, { color: ink.quiet }),
                new ExternalHyperlink({
                  link: `mailto:${contact.email}`,
                  children: [new TextRun({ style: "Hyperlink", text: contact.email })],
                }),
              ],
              { spacing: { before: 120 } },
            ),
          ]
    return [
      ...(closing === "" ? [] : [this.#written("Closing", closing)]),
      ...(contact.name === ""
        ? []
        : [this.#line("Contact", [this.#run(contact.name, { bold: true, boldComplexScript: true })])]),
      ...(contact.organization === "" ? [] : [this.#written("Contact", contact.organization)]),
      ...mail,
    ]
  }

  #cell(words: string, { width, isNumber, isHead }: { width: number; isNumber: boolean; isHead: boolean }): TableCell {
    const style = isHead ? "TableHead" : "TableText"
    return new TableCell({
      width: { size: width, type: WidthType.DXA },
      ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: ink.shade, color: "auto" } } : {}),
      children: [this.#line(style, [this.#run(words)], isNumber ? { alignment: AlignmentType.END } : {})],
    })
  }

  /** What somebody wrote: lines in their own direction, which begin where the letter begins its lines. */
  #written(style: string, ...lines: string[]): Paragraph {
    const dir = directionIn(lines.join(" "), this.#letter.dir)
    const runs = lines.flatMap((line, i) => [...(i === 0 ? [] : [new TextRun({ break: 1 })]), this.#run(line)])
    const options = dir === this.#letter.dir ? {} : { alignment: AlignmentType.END }
    return new Paragraph({ style, bidirectional: dir === "rtl", ...options, children: runs })
  }

  #line(style: string, children: readonly ParagraphChild[], options: IParagraphOptions = {}): Paragraph {
    return new Paragraph({ ...options, style, bidirectional: this.#letter.dir === "rtl", children })
  }

  #run(text: string, options: IRunOptions = {}): TextRun {
    const { language, dir } = this.#letter
    const isLeft = directionIn(text, dir) === "rtl"
    const tongue = isLeft
      ? { rightToLeft: true, language: { bidirectional: wordTag(dir === "rtl" ? language : "ar") } }
      : {}
    return new TextRun({ ...options, ...tongue, text: printable(text) })
  }
}

interface Column {
  readonly of: keyof EnclosedRow
  readonly width: number
  readonly isNumber: boolean
}

function columnsOf(hasPages: boolean): readonly Column[] {
  const [name, pages, size] = [2_050, 1_250, 1_400]
  const contents = lineWidth - name - size - (hasPages ? pages : 0)
  return [
    { of: "name", width: name, isNumber: false },
    { of: "contents", width: contents, isNumber: false },
    ...(hasPages ? [{ of: "pages" as const, width: pages, isNumber: true }] : []),
    { of: "size", width: size, isNumber: true },
  ]
}

const rule = { style: BorderStyle.SINGLE, size: 4, color: ink.rule }
const none = { style: BorderStyle.NONE, size: 0, color: "auto" }
