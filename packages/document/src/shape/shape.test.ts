import type { ShapePart } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import type { Block, CanonicalContent, Inline } from "../canonical/content.ts"
import type { HeadingLevel } from "../kinds/heading/canonical.ts"
import { headingsOf } from "./headings.ts"
import { partStates, wordsUnder } from "./parts.ts"

const words = (text: string): Inline[] => (text === "" ? [] : [{ type: "text", text }])
const heading = (level: HeadingLevel, text: string, id = text.toLowerCase()): Block => {
  return { type: "heading", id, level, content: words(text) }
}
const paragraph = (text: string): Block => ({ type: "paragraph", content: words(text) })
const section = (...blocks: Block[]): CanonicalContent => ({
  format: "codraft.section",
  formatVersion: 1,
  language: "en",
  dir: "ltr",
  blocks,
})
const part = (heading: string, more: Partial<ShapePart> = {}): ShapePart => ({
  id: heading.toLowerCase(),
  blockId: heading.toLowerCase(),
  heading,
  language: "en",
  level: 2,
  isLocked: true,
  isRequired: true,
  help: "",
  wordsMax: null,
  ...more,
})
const stateOf = (parts: ShapePart[], ...blocks: Block[]) => partStates(parts, headingsOf(section(...blocks)).headings)

describe("the headings of a text", () => {
  it("are listed with the words that stand under each, and all words are counted once", () => {
    const text = section(
      paragraph("Before any heading."),
      heading(1, "Costs"),
      paragraph("They fell by half."),
      { type: "list", ordered: false, items: [{ content: words("one") }, { content: words("two three") }] },
      heading(2, "In Ghana"),
      heading(1, "Rights"),
      paragraph("None."),
    )
    expect(headingsOf(text)).toEqual({
      words: 3 + 1 + 4 + 3 + 2 + 1 + 1,
      headings: [
        { id: "costs", level: 1, text: "Costs", words: 7 },
        { id: "in ghana", level: 2, text: "In Ghana", words: 0 },
        { id: "rights", level: 1, text: "Rights", words: 1 },
      ],
    })
  })

  it("count words as the language of each line does, Arabic and Chinese too", () => {
    const mixed = section(
      heading(1, "Baseline"),
      { type: "paragraph", language: "zh", content: words("移民与可持续发展") },
      { type: "paragraph", language: "ar", content: words("خط الأساس للهجرة، 10.7") },
    )
    expect(headingsOf(mixed).headings[0]?.words).toBe(5 + 4)
  })
})

describe("the parts of a shaped text", () => {
  const [measures, baseline] = [part("Measures"), part("Baseline", { wordsMax: 2 })]

  it("are written when words stand under their headings, wherever those have been moved to", () => {
    const states = stateOf(
      [measures, baseline],
      heading(2, "Baseline"),
      heading(3, "By sex"),
      paragraph("Not known."),
      heading(2, "Measures"),
      paragraph(""),
    )
    expect(states.map(({ isWritten, heading, words }) => [isWritten, heading, words])).toEqual([
      [false, "there", 0],
      [true, "there", 2],
    ])
  })

  it("say which locked headings are gone, read otherwise or have another rank", () => {
    const open = part("Practice", { isLocked: false })
    const states = stateOf(
      [measures, baseline, open, part("Gone")],
      heading(2, "Our measures", "measures"),
      heading(3, "Baseline"),
      heading(1, "A practice", "practice"),
    )
    expect(states.map(({ heading }) => heading)).toEqual(["changed", "changed", "there", "missing"])
  })

  it("are over when they hold more words than their limit", () => {
    expect(stateOf([baseline], heading(2, "Baseline"), paragraph("Only two"))[0]?.isOver).toBe(false)
    expect(stateOf([baseline], heading(2, "Baseline"), paragraph("Now it's three"))[0]?.isOver).toBe(true)
  })

  it("end at the next heading of their rank or above", () => {
    const { headings } = headingsOf(
      section(heading(2, "A"), paragraph("one"), heading(3, "B"), paragraph("two"), heading(1, "C"), paragraph("x")),
    )
    expect([wordsUnder(headings, 0), wordsUnder(headings, 1), wordsUnder(headings, 9)]).toEqual([2, 1, 0])
  })
})
