import { expect, it } from "vitest"
import * as Y from "yjs"
import { createHeadlessSection } from "../collab/index.ts"
import { play } from "../testing/played.ts"
import { canonicalFromDoc } from "./from-doc.ts"
import { numbersOf } from "./numbers.ts"
import { $numbersInEditor } from "./numbers-in-editor.ts"

const seeds = Math.min(Number(process.env["FUZZ_SEEDS"] ?? 5), 60)
const all = { headings: true, paragraphs: true, tables: true, figures: true }
const english = { language: "en", dir: "ltr" } as const
const starts = { headings: [2, 1, 0, 0], paragraphs: 11, tables: 3, figures: 4 } as const

it("numbers the editor as the content, after any editing", () => {
  let [numbered, compared] = [0, 0]
  for (let seed = 1; seed <= seeds; seed++) {
    const doc = new Y.Doc()
    for (const { update } of play(seed, 60)) Y.applyUpdate(doc, update)
    let drawn = 0
    const { editor, binding } = createHeadlessSection(doc, { newBlockId: () => `new-${++drawn}` })
    const inEditor = editor.read(() => $numbersInEditor(english, all, starts))
    const inContent = numbersOf(canonicalFromDoc(doc, english), all, starts)
    const shown = (numbers: typeof inEditor) => [...numbers.values()].map(({ shown }) => shown)
    // A block that has no id yet is numbered in the editor only.
    if (inContent.size === inEditor.size) {
      expect(shown(inEditor), `seed ${seed}`).toEqual(shown(inContent))
      compared++
    }
    numbered += inEditor.size
    binding.destroy()
  }
  expect(compared).toBeGreaterThan(seeds / 2)
  expect(numbered).toBeGreaterThan(seeds * 4)
}, 600_000)
