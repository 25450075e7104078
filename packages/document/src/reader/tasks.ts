import type { SampleBlock } from "@codraft/publication/sample"
import * as Y from "yjs"
import { canonicalFromDoc } from "../canonical/from-doc.ts"
import { htmlOf } from "../canonical/html.ts"
import { linesOf, wordCount } from "../canonical/lines.ts"
import { textOf } from "../canonical/text.ts"
import { idsOf, refillUpdate, seedUpdate } from "../seed/seed.ts"
import { ContentIndex, indexUpdate, inspectUpdate, type ValidateOptions, validateUpdate } from "../update/index.ts"
import { docOf } from "./document-shelf.ts"
import type { Compacted, SeedBy } from "./reader.ts"

export interface Language {
  readonly language: string
  readonly dir: "ltr" | "rtl"
}

/** What can be asked about a document. */
export const questions = {
  content: (doc: Y.Doc, section: Language) => canonicalFromDoc(doc, section),
  html: (doc: Y.Doc, section: Language) => htmlOf(canonicalFromDoc(doc, section)),
  text: (doc: Y.Doc, section: Language) => textOf(canonicalFromDoc(doc, section)),
  counts: (doc: Y.Doc, section: Language) => {
    const content = canonicalFromDoc(doc, section)
    const characters = linesOf(content).reduce((sum, line) => sum + line.text.length, 0)
    return { blocks: content.blocks.length, words: wordCount(content), characters }
  },
}
export type Question = keyof typeof questions

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
