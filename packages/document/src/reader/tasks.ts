import type { SampleBlock } from "@codraft/publication/sample"
import * as Y from "yjs"
import { canonicalFromDoc } from "../canonical/from-doc.ts"
import { htmlOf } from "../canonical/html.ts"
import { linesOf, wordCount } from "../canonical/lines.ts"
import { countsOf, numbersOf, type NumberSetting } from "../canonical/numbers.ts"
import { textOf } from "../canonical/text.ts"
import { idsOf, refillUpdate, seedUpdate } from "../seed/seed.ts"
import { ContentIndex, indexUpdate, inspectUpdate, type ValidateOptions, validateUpdate } from "../update/index.ts"
import { docOf } from "./document-shelf.ts"
import type { Compacted, Language, SeedBy } from "./reader.ts"

const everything: NumberSetting = { headings: true, paragraphs: true, tables: true, figures: true }

function withNumbers(doc: Y.Doc, { numbering, ...section }: Language) {
  const content = canonicalFromDoc(doc, section)
  const numbers = numbering ? numbersOf(content, numbering.setting, numbering.starts) : new Map()
  return { content, numbers }
}

/** What can be asked about a document. */
export const questions = {
  content: (doc: Y.Doc, section: Language) => canonicalFromDoc(doc, section),
  html: (doc: Y.Doc, section: Language) => {
    const { content, numbers } = withNumbers(doc, section)
    return htmlOf(content, { numbers })
  },
  text: (doc: Y.Doc, section: Language) => {
    const { content, numbers } = withNumbers(doc, section)
    return textOf(content, numbers)
  },
  /** Counted from nothing, whatever the section numbers: for `countsAfter`. */
  numberCounts: (doc: Y.Doc, section: Language) => countsOf(canonicalFromDoc(doc, section), everything),
  counts: (doc: Y.Doc, section: Language) => {
    const content = canonicalFromDoc(doc, section)
    const characters = linesOf(content).reduce((sum, line) => sum + line.text.length, 0)
    return { blocks: content.blocks.length, words: wordCount(content), characters }
  },
}
export type Question = keyof typeof questions | "search"

/** What can be done with bytes alone. */
export const tasks = {
  seed: (blocks: readonly SampleBlock[], { clientId, language, dir }: SeedBy) =>
    seedUpdate(blocks, { clientId, newId: idsOf(clientId, 0), language, dir }),
  refill: refillUpdate,
  inspect: (update: Uint8Array) => inspectUpdate(update),
  check: (update: Uint8Array, index: Uint8Array, options?: ValidateOptions) => {
    const inspection = inspectUpdate(update)
    const { structs: _, ...summary } = inspection
    return { summary, validation: validateUpdate(inspection, ContentIndex.decode(index), options) }
  },
  compact,
  diff: (parts: readonly Uint8Array[], stateVector: Uint8Array) =>
    Y.diffUpdate(Y.mergeUpdates([...parts]), stateVector),
}
export type Task = keyof typeof tasks

function compact(parts: readonly Uint8Array[]): Compacted {
  const doc = docOf(parts)
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  const index = new ContentIndex()
  indexUpdate(update, index)
  return { update, clocks: [...index.clocks()], deletes: inspectUpdate(update).deletes, index: index.encode() }
}
