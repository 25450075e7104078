import { printable, runsLeft, type Sheet, type SheetGroup, type SheetRow } from "./sheet.ts"
import { groupTitle } from "./table.ts"
import { type SheetWords, sheetWords } from "./words.ts"

/** Paragraph, text, organisation, comment, targets, response, outcome: together what the margins leave. */
const columnWidths = [1_350, 3_000, 1_850, 3_850, 1_100, 2_688, 1_300]

/** A longer row may go over to the next page. */
const rowCharactersMax = 1_500

/**
 * The tables of a register, as WordprocessingML, a row at a time: no more of a file than that is ever held as more than its bytes.
 * Elements stand in the order that the schema has for them: Word refuses a file for another.
 */
export function* wordTables(sheet: Sheet): Generator<string> {
  const words = sheetWords[sheet.language]
  for (const group of sheet.groups) {
    yield heading(words, group) + tableHead(words)
    for (const row of group.rows) yield rowOf(words, group, row)
    yield "</w:tbl>"
  }
}

function wordLine(style: string, text: string): string {
  return paragraph(style, text, {})
}

function heading(words: SheetWords, group: SheetGroup): string {
  const isLeft = group.isThere && group.section?.dir === "rtl"
  const language = group.isThere ? group.section?.language : undefined
  return paragraph("Heading1", groupTitle(words, group), { language, isLeft, properties: "<w:keepNext/>" })
}

const side = (name: string) => `<w:${name} w:val="single" w:color="A6B1BC" w:sz="4"/>`
const margin = (name: string, width: number) => `<w:${name} w:type="dxa" w:w="${width}"/>`
const tableStart = [
  "<w:tbl><w:tblPr>",
  `<w:tblW w:type="dxa" w:w="${columnWidths.reduce((sum, width) => sum + width, 0)}"/>`,
  `<w:tblBorders>${["top", "left", "bottom", "right", "insideH", "insideV"].map(side).join("")}</w:tblBorders>`,
  `<w:tblLayout w:type="fixed"/>`,
  `<w:tblCellMar>${margin("top", 50)}${margin("left", 80)}${margin("bottom", 50)}${margin("right", 80)}</w:tblCellMar>`,
  `</w:tblPr><w:tblGrid>${columnWidths.map((width) => `<w:gridCol w:w="${width}"/>`).join("")}</w:tblGrid>`,
].join("")

function tableHead({ columns }: SheetWords): string {
  const names = [
    columns.paragraph,
    columns.text,
    columns.organization,
    columns.comment,
    columns.targets,
    columns.response,
    columns.outcome,
  ]
  const shade = `<w:shd w:fill="E8EDF2" w:color="auto" w:val="clear"/>`
  const cells = names.map((name, index) => cell(index, wordLine("RegisterHead", name), shade))
  return `${tableStart}<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells.join("")}</w:tr>`
}

function rowOf(words: SheetWords, group: SheetGroup, row: SheetRow): string {
  const outcome = row.outcome === null ? words.states[row.state] : words.outcomes[row.outcome]
  const cells = [
    lines(row.paragraph) + (row.version === "" ? "" : wordLine("RegisterNote", row.version)),
    quoted(words, group, row),
    lines(row.organization) + wordLine("RegisterNote", [row.author, row.date].filter(Boolean).join(", ")),
    lines(row.comment) + wordLine("RegisterNote", row.kind),
    lines(row.targets),
    lines(row.response),
    lines(outcome),
  ]
  const characters = row.comment.length + row.response.length + (row.text?.length ?? 0)
  const whole = characters <= rowCharactersMax ? "<w:trPr><w:cantSplit/></w:trPr>" : ""
  return `<w:tr>${whole}${cells.map((content, index) => cell(index, content, "")).join("")}</w:tr>`
}

function quoted(words: SheetWords, { section }: SheetGroup, { text, isRemoved }: SheetRow): string {
  const note = isRemoved ? words.removed : text === null && section !== null ? words.onSection : null
  return (note === null ? "" : wordLine("RegisterNote", note)) + (text === null ? "" : lines(text, section?.language))
}

/** A cell without a paragraph is no cell for Word. */
function cell(index: number, content: string, shade: string): string {
  const properties = `<w:tcPr><w:tcW w:type="dxa" w:w="${columnWidths[index] ?? 1_000}"/>${shade}</w:tcPr>`
  return `<w:tc>${properties}${content === "" ? wordLine("RegisterCell", "") : content}</w:tc>`
}

/** What somebody wrote, its lines as paragraphs; each runs as its own words do. */
function lines(text: string, language?: string): string {
  if (text === "") return ""
  return text
    .split("\n")
    .map((words) => paragraph("RegisterCell", words, { language }))
    .join("")
}

function paragraph(
  style: string,
  text: string,
  {
    language,
    isLeft = runsLeft(text),
    properties = "",
  }: { language?: string | undefined; isLeft?: boolean; properties?: string },
): string {
  const bidi = isLeft ? "<w:bidi/>" : `<w:bidi w:val="false"/>`
  const rtl = isLeft ? "<w:rtl/>" : `<w:rtl w:val="false"/>`
  const lang = language === undefined ? "" : `<w:lang w:${isLeft ? "bidi" : "val"}="${escaped(language)}"/>`
  return (
    `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}${bidi}</w:pPr>` +
    `<w:r><w:rPr>${rtl}${lang}</w:rPr><w:t xml:space="preserve">${escaped(printable(text))}</w:t></w:r></w:p>`
  )
}

const signs: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\r": "&#13;",
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => signs[sign] ?? sign)
}
