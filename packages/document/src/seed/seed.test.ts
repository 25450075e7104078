import { sampleSections } from "@codraft/publication/sample"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { canonicalFromDoc } from "../canonical/index.ts"
import { createHeadlessSection } from "../collab/index.ts"
import { ContentIndex, validateUpdate } from "../update/index.ts"
import { shapeUpdate } from "./shape.ts"
import { idsOf, refillUpdate, seedUpdate } from "./seed.ts"

const english = { language: "en", dir: "ltr" } as const

function seed(blocks: Parameters<typeof seedUpdate>[0]): Uint8Array {
  return seedUpdate(blocks, { clientId: 7, newId: idsOf(7, 0), ...english })
}

function loaded(update: Uint8Array): Y.Doc {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, update)
  return doc
}

/** What an editor writes merely by opening the document. */
function writtenOnOpening(doc: Y.Doc): number {
  let writes = 0
  doc.on("update", () => (writes += 1))
  let next = 0
  const { binding } = createHeadlessSection(doc, { newBlockId: () => `new-${next++}` })
  expect(binding.check()).toBe(true)
  binding.destroy()
  return writes
}

describe("seedUpdate", () => {
  it("begins a section without blocks with one empty paragraph", () => {
    const { blocks } = canonicalFromDoc(loaded(seed([])), english)
    expect(blocks).toEqual([{ type: "paragraph", id: "7-0", content: [] }])
  })

  it("keeps the ids, words, footnotes, lists and tables of the sample and leaves out targets", () => {
    const update = seed([
      { id: "b1", type: "heading", level: 2, text: "Costs" },
      {
        id: "b2",
        type: "paragraph",
        text: "They fell.",
        targets: ["10.c"],
        footnotes: [{ id: "f", after: "fell", text: "By 1%." }],
      },
      { id: "b3", type: "list", ordered: true, items: ["one", "two"] },
      { id: "b4", type: "table", caption: "Costs by year", header: ["Year", "Cost"], rows: [["2015", "7"]] },
    ])
    expect(canonicalFromDoc(loaded(update), english).blocks).toMatchSnapshot()
  })

  it("gives the same bytes for the same input", () => {
    const { blocks } = sampleSections[2]!
    expect(seed(blocks)).toEqual(seed(blocks))
  })

  it("leaves nothing for an editor to correct, in any section of the sample", () => {
    for (const section of sampleSections) {
      expect(writtenOnOpening(loaded(seed(section.blocks))), section.id).toBe(0)
    }
    expect(writtenOnOpening(loaded(seed([])))).toBe(0)
  })

  it("passes the validation that every update passes", () => {
    for (const section of sampleSections) {
      expect(validateUpdate(seed(section.blocks), new ContentIndex())).toMatchObject({ ok: true })
    }
  })
})

describe("shapeUpdate", () => {
  const headings = [
    { blockId: "part-1", text: "Measures", level: 2 },
    { blockId: "part-2", text: "خط الأساس", level: 2, language: "ar", dir: "rtl" },
  ] as const

  it("gives an empty text its headings, each with a line to write in, and keeps the line that was there", () => {
    const doc = loaded(seed([]))
    const root = doc.get("root-v2", Y.XmlElement)
    const first = root.get(0)
    const update = shapeUpdate([Y.encodeStateAsUpdate(doc)], 9, headings)
    expect(writtenOnOpening(loaded(Y.mergeUpdates([Y.encodeStateAsUpdate(doc), update!])))).toBe(0)
    Y.applyUpdate(doc, update!)
    expect(canonicalFromDoc(doc, { language: "en", dir: "ltr" }).blocks).toMatchObject([
      { type: "heading", id: "part-1", level: 2, content: [{ type: "text", text: "Measures" }] },
      { type: "paragraph", content: [] },
      { type: "heading", id: "part-2", level: 2, language: "ar", dir: "rtl" },
      { type: "paragraph", content: [] },
    ])
    expect(root.get(1)).toBe(first)
  })

  it("gives a new text its headings at once, in updates that every room lets in", () => {
    const update = shapeUpdate([], 9, headings)
    expect(validateUpdate(update!, new ContentIndex())).toMatchObject({ ok: true })
    expect(loaded(update!).get("root-v2", Y.XmlElement).length).toBe(4)
  })

  it("leaves a text alone in which anything stands", () => {
    const words = loaded(seed([{ id: "p", type: "paragraph", text: "Words" }]))
    expect(shapeUpdate([Y.encodeStateAsUpdate(words)], 9, headings)).toBeNull()
    const table = loaded(seed([{ id: "t", type: "table", caption: "", header: [""], rows: [] }]))
    expect(shapeUpdate([Y.encodeStateAsUpdate(table)], 9, headings)).toBeNull()
  })
})

describe("refillUpdate", () => {
  it("gives a text that lost its last block a paragraph, and leaves any other alone", () => {
    const doc = loaded(seed([]))
    expect(refillUpdate([Y.encodeStateAsUpdate(doc)], 9)).toBeNull()
    const root = doc.get("root-v2", Y.XmlElement)
    root.delete(0, 1)
    const update = refillUpdate([Y.encodeStateAsUpdate(doc)], 9)
    expect(update).not.toBeNull()
    Y.applyUpdate(doc, update!)
    expect(root.length).toBe(1)
  })

  it("never names two paragraphs alike, even if the same client fills the text twice", () => {
    const doc = loaded(seed([]))
    const root = doc.get("root-v2", Y.XmlElement)
    const ids = new Set<unknown>()
    for (let round = 0; round < 3; round++) {
      root.delete(0, root.length)
      Y.applyUpdate(doc, refillUpdate([Y.encodeStateAsUpdate(doc)], 9)!)
      ids.add((root.get(0) as Y.XmlElement).getAttribute("s_id"))
    }
    expect(ids.size).toBe(3)
  })
})
