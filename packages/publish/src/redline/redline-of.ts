import type { ImageFile } from "@codraft/document/canonical"
import { type Book, type BookPart, bookOf } from "../book/index.ts"
import { afterOf, beforeOf, type ComparedContent, type PublicationComparison } from "../compare/index.ts"
import type { PublicationContent } from "../content/index.ts"
import { BlockWriter } from "../docx/blocks.ts"
import { wordFile } from "../docx/docx-of.ts"
import { contentsField, frontHeading } from "../docx/front-matter.ts"
import { wordImagesOf } from "../docx/images.ts"
import { printable } from "../docx/inline.ts"
import { Pages, type RunningHead } from "../docx/pages.ts"
import { surveyOf } from "../docx/survey.ts"
import { Flow } from "./flow.ts"
import { abbreviationItems, aroundsOf, type Books, coverItems, imprintItems, textLine } from "./front.ts"
import { ChangeMarks } from "./marks.ts"
import type { Union } from "./passages.ts"
import { aroundOf, type RedlineSection, redlineSections, type SectionSource } from "./sections.ts"
import { textWords } from "./words.ts"
import { RedlineWriter } from "./writer.ts"

export interface RedlineOptions {
  /** The bytes of an image of either version. */
  readonly images: (file: ImageFile) => Uint8Array
}

/**
 * The later of two versions as a Word file in which all that differs from the older one is a tracked change: who accepts all has
 * the later text, and who rejects all the older one. The same comparison and images give the same bytes.
 */
export async function redlineOf(comparison: PublicationComparison, { images }: RedlineOptions): Promise<Uint8Array> {
  const contents = { before: frozen(beforeOf(comparison), comparison), after: frozen(afterOf(comparison), comparison) }
  const books = { before: bookOf(contents.before), after: bookOf(contents.after) }
  const surveys = { before: surveyOf(books.before), after: surveyOf(books.after) }
  const around = aroundsOf(books).after
  const wordImages = new Map([
    ...(await wordImagesOf(books.before, images)),
    ...(await wordImagesOf(books.after, images)),
  ])
  const base = new BlockWriter(around, wordImages, surveys.after.goals)
  const writer = new RedlineWriter(base, new ChangeMarks(authorOf(comparison), dateOf(contents.after)))
  const pages = new Pages(writer.notes, base.inline)
  const flow = new Flow(pages, writer, around)
  writeFront(books, base, pages, flow, writer)
  const goals = new Set([...surveys.before.goals, ...surveys.after.goals])
  const sources = { before: sourcesOf(contents.before, books.before), after: sourcesOf(contents.after, books.after) }
  writeSections(redlineSections(comparison, sources, unionOf(goals), books), books, flow, writer)
  flow.end()
  return wordFile({
    book: books.after,
    older: books.before,
    writer: base,
    pages,
    footnotes: writer.notes,
    mend: (xml) => writer.mended(xml),
  })
}

/** The draft is laid out as a version that has no symbol and no title. */
function frozen(content: ComparedContent, { before, after }: PublicationComparison): PublicationContent {
  if (content.version !== null) return { ...content, version: content.version }
  const other = before.version ?? after.version
  if (other === null) throw new TypeError("A redline has a version on one of its sides.")
  return { ...content, version: { ...other, symbol: "", title: "", note: "" } }
}

/** Who made the changes, as Word shows it beside each of them: that neither text is anybody's own. */
function authorOf({ before, after }: PublicationComparison): string {
  const [was, now] = [before, after].map(({ version }) =>
    version === null ? "draft" : version.title || version.symbol || String(version.number),
  )
  return printable(`Codraft: ${was} to ${now}`)
}

function dateOf({ version }: PublicationContent): string {
  return `${new Date(version.frozenAt).toISOString().slice(0, 19)}Z`
}

function unionOf(goals: ReadonlySet<string>): Union {
  let [moves, tables] = [0, 0]
  return {
    isGoal: (id) => id !== undefined && goals.has(id),
    nextMove: () => ++moves,
    nextTable: () => ++tables,
  }
}

function sourcesOf({ sections }: PublicationContent, { parts }: Book): Map<string, SectionSource> {
  return new Map(
    sections.flatMap(({ id, text }, i): [string, SectionSource][] => {
      const part = parts[i]
      return part === undefined ? [] : [[id, { part, text }]]
    }),
  )
}

function writeFront(books: Books, base: BlockWriter, pages: Pages, flow: Flow, writer: RedlineWriter): void {
  const { after } = books
  const arounds = aroundsOf(books)
  const around = arounds.after
  const even = titleHead(books, writer)
  flow.open((pages) => pages.openCover())
  flow.push(...coverItems(books), ...imprintItems(books))
  flow.open((pages) => pages.openFront({ even, odd: after.words.contents, around }))
  // The contents are a field, which Word fills in anew with what is left.
  pages.push(frontHeading(after.words.contents, around, base), ...contentsField(after, base))
  const abbreviations = abbreviationItems(books)
  if (abbreviations.length === 0) return
  flow.open((pages) => pages.openFront({ even, odd: after.words.abbreviations, around }))
  const heading = (book: Book) => (book.abbreviations.length === 0 ? "" : book.words.abbreviations)
  flow.push(...textLine("FrontHeading", heading(books.before), heading(after), arounds), ...abbreviations)
}

function writeSections(sections: readonly RedlineSection[], books: Books, flow: Flow, writer: RedlineWriter): void {
  const even = titleHead(books, writer)
  let isFirst = true
  let hasBegun = false
  let hasNotes = false
  for (const section of sections) {
    const { parts, notes, noteChanges, items } = section
    const latest = parts.after ?? parts.before
    if (latest === null) continue
    const notesHere = (notes.before?.printed.length ?? 0) + (notes.after?.printed.length ?? 0) > 0
    if (latest.depth === 0) {
      const heads = { even, odd: partHead(section, writer), around: aroundOf(latest) }
      // Pages are counted from the first section of the later text on.
      const begins = isFirst || (!hasBegun && parts.after !== null)
      flow.open((pages) => pages.openPart(heads, begins))
      hasBegun ||= parts.after !== null
      hasNotes = false
      isFirst = false
    } else if (hasNotes && notesHere && flow.kind === "upright") flow.open((pages) => pages.openNotes())
    else if (flow.kind !== "upright") flow.open((pages) => pages.turn("upright"))
    hasNotes ||= notesHere
    // A section of Word has at most one part with notes in it, so that what is not written yet refers to none.
    if (notesHere) writer.notes.openPart(notes, noteChanges)
    flow.text(items)
  }
}

function titleHead(books: Books, writer: RedlineWriter): RunningHead {
  return () => writer.words(textWords(books.before.cover.title, books.after.cover.title, aroundsOf(books)))
}

function partHead({ parts: { before, after } }: RedlineSection, writer: RedlineWriter): RunningHead {
  const latest = after ?? before
  if (latest === null) return ""
  const said = (part: BookPart | null) =>
    part === null ? "" : part.number === "" ? part.title : `${part.number}  ${part.title}`
  const arounds = { before: aroundOf(before ?? latest), after: aroundOf(latest) }
  // A section that came or went takes its pages along.
  if (before === null || after === null) return said(latest)
  return () => writer.words(textWords(said(before), said(after), arounds))
}
