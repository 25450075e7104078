import type { Block, CanonicalContent } from "@codraft/document/canonical"
import { compareContents } from "@codraft/document/compare"
import { intlTag } from "@codraft/publication/languages"
import type { Abbreviation, Book } from "../book/index.ts"
import { coverLines } from "../docx/front-matter.ts"
import type { Around } from "../docx/inline.ts"
import { entriesOf } from "./entries.ts"
import type { Line } from "./items.ts"
import type { Look } from "./looks.ts"
import { type Side, sides } from "./sides.ts"
import { saidWords, textWords, type Word } from "./words.ts"

/** The books of both texts. */
export interface Books {
  readonly before: Book
  readonly after: Book
}

export function aroundsOf({ before, after }: Books): { before: Around; after: Around } {
  return {
    before: { language: before.language, dir: before.dir },
    after: { language: after.language, dir: after.dir },
  }
}

export function coverItems(books: Books): Line[] {
  const arounds = aroundsOf(books)
  const was = coverLines(books.before)
  return coverLines(books.after).flatMap(({ style, text }, i) => textLine(style, was[i]?.text ?? "", text, arounds))
}

export function imprintItems(books: Books): Line[] {
  const [before, after] = sides.map((side) => books[side].imprint.notices)
  const arounds = aroundsOf(books)
  const layout = (i: number | undefined) => (i === 0 ? { layout: { pageBreakBefore: true } } : {})
  return textLines(before ?? [], after ?? [], books.after.language).map(({ before, after, words }) => ({
    type: "line",
    words: words(arounds),
    looks: {
      before: before === null ? null : { style: "Imprint", around: arounds.before, ...layout(before) },
      after: after === null ? null : { style: "Imprint", around: arounds.after, ...layout(after) },
    },
  }))
}

/** In alphabetical order, as either book has them. */
export function abbreviationItems({ before, after }: Books): Line[] {
  const was = new Map(before.abbreviations.map((each) => [each.short, each]))
  const now = new Map(after.abbreviations.map((each) => [each.short, each]))
  const gone = before.abbreviations.filter(({ short }) => !now.has(short))
  const { compare } = new Intl.Collator(intlTag(after.language))
  return [...gone, ...after.abbreviations]
    .toSorted((a, b) => compare(a.short, b.short))
    .map(({ short }) => abbreviationLine(was.get(short) ?? null, now.get(short) ?? null, { before, after }))
}

function abbreviationLine(was: Abbreviation | null, now: Abbreviation | null, books: Books): Line {
  const around = (side: Side, found: Abbreviation | null): Around => ({
    dir: books[side].dir,
    language: found?.language ?? books[side].language,
  })
  const arounds = { before: around("before", was), after: around("after", now) }
  const look = (side: Side): Look => ({ style: "Abbreviation", around: arounds[side] })
  const bold = (word: Word): Word =>
    word.thing.type === "text" ? { ...word, thing: { ...word.thing, bold: true } } : word
  const tabbed = (word: Word): Word => ({ ...word, thing: { type: "tab" } })
  return {
    type: "line",
    words: [
      ...saidWords(was?.short ?? null, now?.short ?? null, arounds).map(bold),
      ...saidWords(was && "\t", now && "\t", arounds).map(tabbed),
      ...textWords(was?.full ?? "", now?.full ?? "", arounds),
    ],
    looks: { before: was && look("before"), after: now && look("after") },
  }
}

/** A line of plain text, which a text has if it is not empty. */
export function textLine(
  style: string,
  before: string,
  after: string,
  arounds: { before: Around; after: Around },
): Line[] {
  if (before === "" && after === "") return []
  return [
    {
      type: "line",
      words: textWords(before, after, arounds),
      looks: {
        before: before === "" ? null : { style, around: arounds.before },
        after: after === "" ? null : { style, around: arounds.after },
      },
    },
  ]
}

interface TextLine {
  readonly before: number | null
  readonly after: number | null
  readonly words: (arounds: { before: Around; after: Around }) => Word[]
}

/** Paragraphs of plain text as one sequence. */
function textLines(before: readonly string[], after: readonly string[], language: string): TextLine[] {
  const contentOf = (lines: readonly string[]): CanonicalContent => ({
    format: "codraft.section",
    formatVersion: 1,
    language,
    dir: "ltr",
    blocks: lines.map((text): Block => ({ type: "paragraph", content: [{ type: "text", text }] })),
  })
  const line = (i: number | null, j: number | null): TextLine => ({
    before: i,
    after: j,
    words: (arounds) => textWords(before[i ?? -1] ?? "", after[j ?? -1] ?? "", arounds),
  })
  return entriesOf(compareContents(contentOf(before), contentOf(after)).passages).flatMap((entry) => {
    if ("from" in entry) return entry.from.before.map((i) => line(i, null))
    const [i, j] = [entry.before[0], entry.after[0]]
    const isPair = entry.before.length === 1 && entry.after.length === 1 && !entry.isMoved
    if (isPair && i !== undefined && j !== undefined) return [line(i, j)]
    return [...(entry.isMoved ? [] : entry.before.map((i) => line(i, null))), ...entry.after.map((j) => line(null, j))]
  })
}
