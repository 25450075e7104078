import { canonicalFromDoc, headingsOf, seedUpdate } from "@codraft/document"
import { createHeadlessSection } from "@codraft/document/collab"
import { openTogether } from "@codraft/document/testing"
import { sampleSections } from "@codraft/publication/sample"
import { $getRoot } from "lexical"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { TextCounts } from "./text-counts.ts"

describe("the words of an open text", () => {
  it.each(sampleSections.map((section) => [section.id, section] as const))(
    "are those of its canonical content (%s)",
    (_, section) => {
      const { language, dir } = section
      const doc = new Y.Doc()
      let ids = 0
      const newId = () => `id-${(ids += 1)}`
      Y.applyUpdate(doc, seedUpdate(section.blocks, { clientId: 1, newId, language, dir }))
      const { editor, binding } = createHeadlessSection(doc, { newBlockId: newId })
      const counts = new TextCounts(editor, language)
      counts.finish()
      const expected = headingsOf(canonicalFromDoc(doc, { language, dir }))
      expect(counts.get().words).toBe(expected.words)
      expect(counts.get().headings.map(({ id, level, text, words }) => ({ id, level, text, words }))).toEqual(
        expected.headings,
      )
      binding.destroy()
    },
  )

  it("are counted anew where they change, by whoever changes them, and only there", () => {
    const { ana, bo } = openTogether("one two three", "four", "five six")
    const counts = new TextCounts(ana.editor, "en")
    const forget = counts.subscribe(() => {})
    counts.finish()
    expect(counts.get()).toMatchObject({ words: 6, characters: 25, selectedWords: null })
    bo.select(1, 4).type(" and more")
    ana.select(2, 0, 8).erase()
    counts.finish()
    expect(counts.get().words).toBe(6)
    ana.edit(() => $getRoot().getFirstChildOrThrow().remove())
    ana.edit(() => $getRoot().selectStart())
    counts.finish()
    expect(counts.get()).toMatchObject({ words: 3, selectedWords: null })
    ana.select(0, 0, 8)
    counts.finish()
    expect(counts.get().selectedWords).toBe(2)
    forget()
  })
})
