import {
  type IParagraphOptions,
  type ParagraphChild,
  Run,
  StringContainer,
  Tab,
  TabStopType,
  TextRun,
  LeaderType,
} from "docx"
import { type Book, contentsOf, contentsRanksMax } from "../book/index.ts"
import type { BlockWriter, Child } from "./blocks.ts"
import { type Around, field } from "./inline.ts"
import { lineWidth } from "./pages.ts"
import { contentsIndent, contentsNumberWidth } from "./styles.ts"

/** What the title page says, line by line; what is empty has no line. */
export function coverLines(book: Book): { readonly style: string; readonly text: string }[] {
  const { series, seriesNumber, title, subtitle, symbol, versionTitle, date, distribution, originalLanguage } =
    book.cover
  const isSaid = versionTitle !== "" && symbol.endsWith(versionTitle)
  return [
    { style: "CoverSeries", text: [series, seriesNumber].filter((part) => part !== "").join(" \u00B7 ") },
    { style: "Title", text: title },
    { style: "Subtitle", text: subtitle },
    // The symbol of a version often ends with the version's title: then that is said once.
    { style: "CoverVersion", text: isSaid ? symbol : versionTitle },
    { style: "CoverLine", text: isSaid ? "" : symbol },
    { style: "CoverLine", text: date },
    { style: "CoverLine", text: `${book.words.distribution}: ${distribution}` },
    { style: "CoverLine", text: `${book.words.originalLanguage}: ${originalLanguage}` },
  ]
}

export function coverOf(book: Book, around: Around, writer: BlockWriter): Child[] {
  return coverLines(book)
    .filter(({ text }) => text !== "")
    .map(({ style, text }) => writer.paragraph(style, around, [writer.inline.text(text, around)]))
}

export function imprintOf(book: Book, around: Around, writer: BlockWriter): Child[] {
  return book.imprint.notices.map((notice, i) =>
    writer.paragraph("Imprint", around, [writer.inline.text(notice, around)], { pageBreakBefore: i === 0 }),
  )
}

export function frontHeading(text: string, around: Around, writer: BlockWriter): Child {
  return writer.paragraph("FrontHeading", around, [writer.inline.text(text, around)])
}

export function abbreviationsOf(book: Book, around: Around, writer: BlockWriter): Child[] {
  return book.abbreviations.map(({ short, full, language }) => {
    const own = { ...around, language }
    const words = [writer.inline.text(short, own, { bold: true }), tab(), writer.inline.text(full, own)]
    return writer.paragraph("Abbreviation", own, words)
  })
}

/** The contents as a field that is filled in: who never updates it sees every entry. */
export function contentsField(book: Book, writer: BlockWriter): Child[] {
  const bookAround = { language: book.language, dir: book.dir }
  const entries = contentsOf(book)
  return entries.map(({ id, rank, number, title, language, dir }, i) => {
    const around = { language, dir }
    const words: ParagraphChild[] = [
      ...(number === "" ? [] : [writer.inline.text(number, around), tab()]),
      writer.inline.text(title, around),
      tab(),
      ...pageReference(writer.bookmarks.nameOf(id)),
    ]
    const begin = [field("begin"), instruction(`TOC \\o "1-${contentsRanksMax}" \\h \\z \\u`), field("separate")]
    const children = [
      ...(i === 0 ? begin : []),
      writer.inline.linked(id, ...words),
      ...(i === entries.length - 1 ? [field("end")] : []),
    ]
    return writer.paragraph(`TOC${rank}`, bookAround, children, {
      ...indentOf(rank, number),
      tabStops: [{ type: TabStopType.RIGHT, position: lineWidth.upright, leader: LeaderType.DOT }],
    })
  })
}

/** NOTE: LibreOffice shows the number only where each piece of the field is a run of its own. */
function pageReference(bookmark: string): Run[] {
  return [field("begin"), instruction(`PAGEREF ${bookmark} \\h`), field("separate"), field("end")]
}

function instruction(words: string): Run {
  return new Run({ children: [new StringContainer("w:instrText", words)] })
}

/** A number that is longer than usual takes room of its own; an entry without one begins where numbers do. */
function indentOf(rank: number, number: string): IParagraphOptions {
  const left = contentsIndent[rank] ?? 0
  if (number === "") return { indent: { left, hanging: 0 } }
  const width = number.length * 160
  return width <= contentsNumberWidth ? {} : { indent: { left: left + width, hanging: width } }
}

function tab(): TextRun {
  return new TextRun({ children: [new Tab()] })
}
