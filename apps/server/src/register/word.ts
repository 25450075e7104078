import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from "docx"
import { printable, runsLeft, type Sheet, type SheetGroup, type SheetRow } from "./sheet.ts"
import { groupTitle } from "./table.ts"
import { type SheetWords, sheetWords } from "./words.ts"

/** A4, in twentieths of a point; landscape, so that the long side is across. */
const page = { width: 11_906, height: 16_838, margin: 850, top: 1_050 }
/** Paragraph, text, organisation, comment, targets, response, outcome: together what the margins leave. */
const columnWidths = [1_350, 3_000, 1_850, 3_850, 1_100, 2_688, 1_300]

/** The table that is handed round: a Word file of real headings, tables and fields. */
export async function wordFileOf(sheet: Sheet): Promise<Uint8Array<ArrayBuffer>> {
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
          ...sheet.groups.flatMap((group) => [heading(words, group), tableOf(words, group)]),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toBuffer(document))
}

function heading(words: SheetWords, group: SheetGroup): Paragraph {
  const isLeft = group.isThere && group.section?.dir === "rtl"
  const language = group.isThere ? group.section?.language : undefined
  return new Paragraph({
    heading: HeadingLevel.HEADING_1,
    keepNext: true,
    bidirectional: isLeft,
    children: [run(groupTitle(words, group), language, isLeft)],
  })
}

function tableOf(words: SheetWords, group: SheetGroup): Table {
  const { columns } = words
  const names = [
    columns.paragraph,
    columns.text,
    columns.organization,
    columns.comment,
    columns.targets,
    columns.response,
    columns.outcome,
  ]
  const head = new TableRow({
    tableHeader: true,
    cantSplit: true,
    children: names.map((name, index) => cell(index, [line("RegisterHead", name)], true)),
  })
  return new Table({
    columnWidths,
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    margins: { top: 50, bottom: 50, left: 80, right: 80 },
    borders: { top: rule, bottom: rule, left: rule, right: rule, insideHorizontal: rule, insideVertical: rule },
    rows: [head, ...group.rows.map((row) => rowOf(words, group, row))],
  })
}

const rule = { style: BorderStyle.SINGLE, size: 4, color: "A6B1BC" }

/** A longer row may go over to the next page. */
const rowCharactersMax = 1_500

function rowOf(words: SheetWords, group: SheetGroup, row: SheetRow): TableRow {
  const outcome = row.outcome === null ? words.states[row.state] : words.outcomes[row.outcome]
  const cells = [
    lines(row.paragraph),
    quoted(words, group, row),
    [...lines(row.organization), line("RegisterNote", [row.author, row.date].filter(Boolean).join(", "))],
    [...lines(row.comment), line("RegisterNote", row.kind)],
    lines(row.targets),
    lines(row.response),
    lines(outcome),
  ]
  const characters = row.comment.length + row.response.length + (row.text?.length ?? 0)
  const cantSplit = characters <= rowCharactersMax
  return new TableRow({ cantSplit, children: cells.map((children, index) => cell(index, children, false)) })
}

function quoted(words: SheetWords, { section }: SheetGroup, { text, isRemoved }: SheetRow): Paragraph[] {
  const note = isRemoved ? words.removed : text === null && section !== null ? words.onSection : null
  return [
    ...(note === null ? [] : [line("RegisterNote", note)]),
    ...(text === null ? [] : lines(text, section ?? undefined)),
  ]
}

function cell(index: number, children: Paragraph[], isHead: boolean): TableCell {
  return new TableCell({
    width: { size: columnWidths[index] ?? 1_000, type: WidthType.DXA },
    // A cell without a paragraph is no cell for Word.
    children: children.length === 0 ? [line("RegisterCell", "")] : children,
    ...(isHead ? { shading: { type: ShadingType.CLEAR, fill: "E8EDF2", color: "auto" } } : {}),
  })
}

/** What somebody wrote, its lines as paragraphs; each runs as its own words do. */
function lines(text: string, of?: { language: string }): Paragraph[] {
  if (text === "") return []
  return text.split("\n").map((words) => {
    const isLeft = runsLeft(words)
    return new Paragraph({ style: "RegisterCell", bidirectional: isLeft, children: [run(words, of?.language, isLeft)] })
  })
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
