import type { Block, Inline } from "@codraft/document/canonical"
import { expect, it } from "vitest"
import type { PublicationContent } from "../content/index.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { shownComparison } from "./index.ts"

const sample = sampleVersion()
const section = sectionWithText()

const text = (words: string): Inline => ({ type: "text", text: words })
const paragraph = (id: string, ...content: Inline[]): Block => ({ type: "paragraph", id, content })

function sectionWithText() {
  const [{ text, ...head } = { text: null }] = sample.sections
  if (text === null || !("id" in head)) throw new TypeError("The sample begins with a text")
  return { ...head, text }
}

function versionOf(...blocks: Block[]): PublicationContent {
  const numbering = { headings: true, paragraphs: true, tables: true, figures: true }
  return { ...sample, sections: [{ ...section, numbering, text: { ...section.text, blocks } }] }
}

it("says the numbers that each of the two has, of paragraphs and in references, and counts neither as a change", () => {
  const goal = paragraph("goal", text("Remittances are sent home."))
  const reference: Inline = { type: "crossreference", section: section.id, block: "goal", goal: "paragraph" }
  const refers = paragraph("refers", text("See "), reference, text("."))
  const before = versionOf(goal, refers)
  const { comparison, numbers } = shownComparison(
    before,
    versionOf(paragraph("new", text("A new beginning.")), goal, refers),
  )
  expect(numbers).toEqual({
    before: { [section.id]: { goal: "1.", refers: "2." } },
    after: { [section.id]: { new: "1.", goal: "2.", refers: "3." } },
  })
  expect(comparison.counts).toEqual({ added: 1, removed: 0, changed: 0, moved: 0 })
  const said = JSON.stringify(comparison)
  for (const number of [1, 2]) expect(said).toContain(`"said":"paragraph\u00a0${number}"`)
  expect(JSON.stringify(before)).not.toContain("said")
})
