import { AlignmentType, BorderStyle, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from "docx"
import type { Book } from "../book/index.ts"
import { wordTag } from "./languages.ts"

/** Sizes are half points, distances twentieths of a point, as Word counts. */
export const ink = { text: "1A1A1A", accent: "0033A0", quiet: "5A5F66", rule: "B9BDC3", shade: "EDF1F8" } as const

/** Office brings both, LibreOffice fonts of the very same widths. Neither has Arabic letters, which come from `cs`. */
const fonts = {
  text: { ascii: "Cambria", hAnsi: "Cambria", eastAsia: "Cambria", cs: "Times New Roman" },
  display: { ascii: "Calibri", hAnsi: "Calibri", eastAsia: "Calibri", cs: "Arial" },
} as const

type Run = NonNullable<IParagraphStyleOptions["run"]>
type Layout = NonNullable<IParagraphStyleOptions["paragraph"]>

/** Word knows no deeper headings. */
const headingRanksMax = 9

export function headingStyle(rank: number): string {
  return `Heading${Math.min(rank, headingRanksMax)}`
}

export function stylesOf(book: Book): IStylesOptions {
  const arabic = book.dir === "rtl" ? book.language : "ar"
  return {
    default: {
      document: {
        run: {
          ...text(21),
          color: ink.text,
          language: { value: wordTag(book.language), bidirectional: wordTag(arabic) },
        },
        paragraph: { spacing: spaced(276) },
      },
      title: {
        run: { ...display(64), bold: true, color: ink.accent },
        paragraph: { spacing: spaced(228, 3_400, 240) },
      },
      ...headings,
      caption: {
        run: { ...display(20), bold: true, color: ink.text, italics: false },
        paragraph: { keepNext: true, keepLines: true, spacing: spaced(252, 280, 100) },
      },
      hyperlink: { run: { color: "1F4E8C", underline: {} } },
      footnoteReference: { run: { superScript: true } },
      footnoteText: { run: text(17), paragraph: { spacing: spaced(240, 0, 40) } },
    },
    paragraphStyles: [...deepHeadings, ...frontStyles, ...textStyles, ...tableStyles, ...pageStyles],
    characterStyles: [
      { id: "CrossReference", name: "Cross Reference", basedOn: "DefaultParagraphFont", quickFormat: true, run: {} },
      { id: "NoteMark", name: "Note Mark", basedOn: "DefaultParagraphFont", run: { superScript: true } },
    ],
  }
}

/** The style of tables; what it says besides is in the file's own words (`pack.ts`), since the library has none for it. */
export const tableStyle = "PublicationTable"

export const tableStyleXml = [
  `<w:style w:type="table" w:customStyle="1" w:styleId="${tableStyle}"><w:name w:val="Publication Table"/>`,
  '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/><w:tblPr><w:tblBorders>',
  `<w:top w:val="single" w:sz="10" w:space="0" w:color="${ink.accent}"/>`,
  `<w:bottom w:val="single" w:sz="10" w:space="0" w:color="${ink.accent}"/>`,
  `<w:insideH w:val="single" w:sz="4" w:space="0" w:color="${ink.rule}"/></w:tblBorders>`,
  '<w:tblCellMar><w:left w:w="80" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar></w:tblPr>',
  '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr>',
  `<w:shd w:val="clear" w:color="auto" w:fill="${ink.shade}"/></w:tcPr></w:tblStylePr></w:style>`,
].join("")

/** Where the number of an entry of the contents begins, by how deep it is. */
export const contentsIndent = [0, 0, 680, 1_360] as const
export const contentsNumberWidth = 680

const headings = {
  heading1: heading(1, { ...display(44), bold: true, color: ink.accent }, spaced(252, 0, 480)),
  heading2: heading(2, { ...display(30), bold: true, color: ink.accent }, spaced(252, 440, 160)),
  heading3: heading(3, { ...display(25), bold: true, color: ink.text }, spaced(252, 340, 120)),
  heading4: heading(4, { ...display(22), bold: true, color: ink.text }, spaced(252, 260, 100)),
  heading5: heading(5, { ...display(21), bold: true, color: ink.quiet }, spaced(252, 220, 80)),
  heading6: heading(6, { ...display(21), italics: true, color: ink.quiet }, spaced(252, 200, 60)),
}

const deepHeadings = [7, 8, 9].map((level) => ({
  ...style(`Heading${level}`, `heading ${level}`, {}, { outlineLevel: level - 1 }),
  basedOn: "Heading6",
  next: "BodyText",
}))

const frontStyles = [
  style("Subtitle", "Subtitle", { ...display(32), color: ink.quiet }, { spacing: spaced(276, 0, 480) }),
  style(
    "CoverSeries",
    "Cover Series",
    { ...display(26), bold: true, color: ink.quiet },
    {
      border: { bottom: { style: BorderStyle.SINGLE, size: 12, space: 6, color: ink.accent } },
    },
  ),
  style("CoverVersion", "Cover Version", { ...display(26), bold: true }, { spacing: spaced(276, 3_400, 120) }),
  style("CoverLine", "Cover Line", display(22), { spacing: spaced(276, 0, 60) }),
  style("Imprint", "Imprint", text(18), { spacing: spaced(264, 0, 160) }),
  style(
    "FrontHeading",
    "Front Heading",
    { ...display(40), bold: true, color: ink.accent },
    {
      keepNext: true,
      spacing: spaced(252, 0, 360),
    },
  ),
  contents(1, { bold: true }, spaced(252, 140, 40)),
  contents(2, {}, spaced(252, 0, 30)),
  contents(3, { ...display(19), color: ink.quiet }, spaced(252, 0, 20)),
  style(
    "Abbreviation",
    "Abbreviation",
    {},
    {
      keepLines: true,
      spacing: spaced(264, 0, 70),
      indent: { left: 1_700, hanging: 1_700 },
      leftTabStop: 1_700,
    },
  ),
]

const textStyles = [
  style("BodyText", "Body Text", {}, { alignment: AlignmentType.BOTH, spacing: spaced(276, 0, 140) }),
  style(
    "Byline",
    "Byline",
    { ...display(22), italics: true, color: ink.quiet },
    {
      keepNext: true,
      spacing: spaced(276, 0, 280),
    },
  ),
  style("ToFollow", "To Follow", { italics: true, color: ink.quiet }, { spacing: spaced(276, 0, 160) }),
  style(
    "Quote",
    "Quote",
    { italics: false, ...text(20) },
    {
      alignment: AlignmentType.BOTH,
      indent: { left: 567, right: 567 },
      spacing: spaced(264, 100, 200),
    },
  ),
  style("ListItem", "List Item", {}, { alignment: AlignmentType.BOTH, spacing: spaced(276, 0, 80) }),
]

const tableStyles = [
  ...cellStyles("", display(18)),
  ...cellStyles("Small", display(15)),
  style("TableNote", "Table Note", display(16), { keepLines: true, spacing: spaced(240, 40, 20) }),
  style("Figure", "Figure", {}, { keepNext: true, spacing: spaced(240, 280, 80) }),
  style("FigureCredit", "Figure Credit", { ...display(16), color: ink.quiet }, { spacing: spaced(240, 0, 280) }),
  style("AfterTable", "After Table", text(8), { spacing: spaced(240, 0, 120) }),
]

const pageStyles = [
  style("Header", "header", { ...display(17), color: ink.quiet }, {}),
  style("HeaderRight", "Header Right", { ...display(17), color: ink.quiet }, { alignment: AlignmentType.END }),
  style("Footer", "footer", { ...display(17), color: ink.quiet }, {}),
]

export function style(id: string, name: string, run: Run, paragraph: Layout): IParagraphStyleOptions {
  return { id, name, basedOn: "Normal", quickFormat: true, run, paragraph }
}

function heading(level: number, run: Run, spacing: Layout["spacing"]) {
  const paragraph = { keepNext: true, keepLines: true, outlineLevel: level - 1, ...(spacing ? { spacing } : {}) }
  return { next: "BodyText", run, paragraph }
}

function cellStyles(suffix: string, run: Run): IParagraphStyleOptions[] {
  const spacing = spaced(240, 20, 20)
  return [
    style(`TableText${suffix}`, `Table Text ${suffix}`.trim(), run, { spacing }),
    style(`TableHead${suffix}`, `Table Heading ${suffix}`.trim(), { ...run, bold: true }, { keepNext: true, spacing }),
  ]
}

function contents(level: 1 | 2 | 3, run: Run, spacing: NonNullable<Layout["spacing"]>): IParagraphStyleOptions {
  const left = contentsIndent[level] + contentsNumberWidth
  const layout = { spacing, indent: { left, hanging: contentsNumberWidth } }
  return { ...style(`TOC${level}`, `toc ${level}`, { ...display(21), ...run }, layout), next: "Normal" }
}

export function text(halfPoints: number): Run {
  return { font: fonts.text, ...size(halfPoints) }
}

export function display(halfPoints: number): Run {
  return { font: fonts.display, ...size(halfPoints) }
}

/** Arabic letters are drawn smaller in their square than Latin ones. */
function size(halfPoints: number): { size: number; sizeComplexScript: number } {
  return { size: halfPoints, sizeComplexScript: Math.round(halfPoints * 1.15) }
}

/** The height of lines in parts of 240, and the room around the paragraph. */
export function spaced(line: number, before = 0, after = 0) {
  return { before, after, line, lineRule: LineRuleType.AUTO }
}
