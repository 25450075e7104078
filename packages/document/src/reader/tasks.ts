import type { SampleBlock } from "@codraft/publication/sample"
import * as Y from "yjs"
import { anchoredThreads } from "../anchor/anchored.ts"
import { findWords, markAll, markWords, remarkLost } from "../anchor/marking.ts"
import { findTyped } from "../anchor/typed-quote.ts"
import { type FoundInText, findAbbreviations } from "../abbreviations/index.ts"
import type { AuthoredEntry } from "../authorship/index.ts"
import type { CanonicalContent } from "../canonical/content.ts"
import { canonicalFromDoc } from "../canonical/from-doc.ts"
import { type HtmlOptions, htmlOf } from "../canonical/html.ts"
import { linesOf, wordCount } from "../canonical/lines.ts"
import { countsOf, type NumberSetting } from "../canonical/numbers.ts"
import type { SectionLanguage } from "../canonical/reading.ts"
import { textOf } from "../canonical/text.ts"
import { goalKey } from "../kinds/crossreference/canonical.ts"
import { goalsIn } from "../kinds/crossreference/goals.ts"
import { targetsIn } from "../kinds/target/in-text.ts"
import { crossreferencesIn } from "../kinds/crossreference/print.ts"
import { changedLines } from "../changes/changed-lines.ts"
import { ofOthers } from "../changes/others.ts"
import { compareContents } from "../compare/index.ts"
import { findCut } from "../passage/find-cut.ts"
import { followPassage, takeOutLate } from "../passage/follow/follow.ts"
import { movePassage } from "../passage/move.ts"
import type { PassageRun } from "../passage/request.ts"
import { idsOf, refillUpdate, seedUpdate } from "../seed/seed.ts"
import { headingsOf } from "../shape/headings.ts"
import { ContentIndex, indexUpdate, inspectUpdate, type ValidateOptions, validateUpdate } from "../update/index.ts"
import { AuthorshipShelf } from "./authorship-shelf.ts"
import { docOf } from "./document-shelf.ts"
import { comparedTexts } from "./compared-texts.ts"
import { nameOf, withNumbers } from "./with-numbers.ts"
import type { Compacted, Language, OthersOnly, PagePlace, SeedBy } from "./reader.ts"

const everything: NumberSetting = { headings: true, paragraphs: true, tables: true, figures: true }

/** No text refers to more goals elsewhere. */
const referredMax = 2000

function optionsOf(page: PagePlace | undefined): HtmlOptions {
  if (page === undefined) return {}
  const { idPrefix, imagesAt, sectionsAt } = page
  return {
    idPrefix,
    imageUrl: ({ blob }) => `${imagesAt}/${blob}`,
    goalUrl: (reference) => `${sectionsAt}/${goalKey(reference)}`,
  }
}

const encoder = new TextEncoder()
const utf8 = (text: string): Uint8Array<ArrayBuffer> => encoder.encode(text)

/** What can be asked about a document. */
export const questions = {
  content: (doc: Y.Doc, section: Language) => canonicalFromDoc(doc, section),
  json: (doc: Y.Doc, section: Language) => utf8(JSON.stringify(canonicalFromDoc(doc, section))),
  html: (doc: Y.Doc, section: Language) => {
    const { content, numbers, goalsOf } = withNumbers(doc, section)
    return utf8(htmlOf(content, { numbers, goalsOf, ...optionsOf(section.page) }))
  },
  text: (doc: Y.Doc, section: Language) => {
    const { content, numbers, goalsOf } = withNumbers(doc, section)
    return utf8(textOf(content, numbers, goalsOf))
  },
  goals: (doc: Y.Doc, section: Language) => {
    const { content, numbers } = withNumbers(doc, section)
    return goalsIn(content, numbers)
  },
  referred: (doc: Y.Doc, section: Language) => {
    const names = crossreferencesIn(canonicalFromDoc(doc, section)).map(({ reference }) => nameOf(reference))
    return [...new Map(names.map((name) => [goalKey(name), name])).values()].slice(0, referredMax)
  },
  /** Counted from nothing, whatever the section numbers: for `countsAfter`. */
  numberCounts: (doc: Y.Doc, section: Language) => countsOf(canonicalFromDoc(doc, section), everything),
  abbreviations: (doc: Y.Doc, section: Language): FoundInText =>
    findAbbreviations(
      linesOf(canonicalFromDoc(doc, section)).map(({ text, kind }, place) => ({
        place,
        text,
        isCell: kind === "cell",
      })),
    ).map(({ short, full }) => ({ short, full })),
  targets: (doc: Y.Doc, section: Language) => targetsIn(canonicalFromDoc(doc, section)),
  anchoredThreads,
  findWords: (doc: Y.Doc, section: Language) => findWords(doc, section.anchors ?? [], section),
  findTyped: (doc: Y.Doc, section: Language) => findTyped(doc, section.typed ?? [], section),
  headings: (doc: Y.Doc, section: Language) => headingsOf(canonicalFromDoc(doc, section)),
  counts: (doc: Y.Doc, section: Language) => {
    const content = canonicalFromDoc(doc, section)
    const characters = linesOf(content).reduce((sum, line) => sum + line.text.length, 0)
    return { blocks: content.blocks.length, words: wordCount(content), characters }
  },
}
export type Question = keyof typeof questions | "search"

const authorship = new AuthorshipShelf()

/** More than anybody goes through one by one. */
const changedLinesMax = 2_000

/** What can be done with bytes alone. */
export const tasks = {
  authorsPosition: (key: string) => authorship.position(key),
  foldAuthors: (key: string, after: number, entries: readonly AuthoredEntry[]) => authorship.fold(key, after, entries),
  encodedAuthors: (key: string) => authorship.encoded(key),
  restoreAuthors: (key: string, position: number, encoded: Uint8Array) => authorship.restore(key, position, encoded),
  authors: (key: string, section: SectionLanguage, since: number, moment?: readonly Uint8Array[]) => {
    if (moment === undefined) return authorship.authors(key, section, since)
    const doc = docOf(moment)
    const authors = authorship.authors(key, section, since, doc)
    doc.destroy()
    return authors
  },
  authorRuns: (key: string, spans: readonly PassageRun[]) => authorship.runs(key, spans),
  seed: (blocks: readonly SampleBlock[], { clientId, language, dir }: SeedBy) =>
    seedUpdate(blocks, { clientId, newId: idsOf(clientId, 0), language, dir }),
  refill: refillUpdate,
  markWords,
  markAll,
  remarkLost,
  movePassage,
  findCut,
  followPassage,
  takeOutLate,
  inspect: (update: Uint8Array) => inspectUpdate(update),
  check: (update: Uint8Array, index: Uint8Array, options?: ValidateOptions) => {
    const inspection = inspectUpdate(update)
    const { structs: _, ...summary } = inspection
    return { summary, validation: validateUpdate(inspection, ContentIndex.decode(index), options) }
  },
  moment: (parts: readonly Uint8Array[], section: Language, format: "json" | "html") => {
    const content = contentOf(parts, section)
    return format === "html" ? htmlOf(content) : JSON.stringify(content)
  },
  compare: comparedTexts,
  changes: (
    before: readonly Uint8Array[],
    after: readonly Uint8Array[],
    section: SectionLanguage,
    others?: OthersOnly,
  ) => {
    const lines = changedLines(compareContents(contentOf(before, section), contentOf(after, section)))
    const authors = others === undefined ? null : authorship.get(others.key)
    const shown = others && authors ? ofOthers(lines, authors, { ...others, section }) : lines
    return { count: shown.length, lines: JSON.stringify(shown.slice(0, changedLinesMax)) }
  },
  compact,
  diff: (parts: readonly Uint8Array[], stateVector: Uint8Array) =>
    Y.diffUpdate(Y.mergeUpdates([...parts]), stateVector),
}
export type Task = keyof typeof tasks

function contentOf(parts: readonly Uint8Array[], section: Language): CanonicalContent {
  const doc = docOf(parts)
  const content = canonicalFromDoc(doc, section)
  doc.destroy()
  return content
}

function compact(parts: readonly Uint8Array[]): Compacted {
  const doc = docOf(parts)
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  const index = new ContentIndex()
  indexUpdate(update, index)
  return { update, clocks: [...index.clocks()], deletes: inspectUpdate(update).deletes, index: index.encode() }
}
