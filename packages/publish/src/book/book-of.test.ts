import type { CanonicalContent } from "@codraft/document/canonical"
import { describe, expect, it } from "vitest"
import type { PublicationContent } from "../content/index.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { bookOf } from "./book-of.ts"

function withText(id: string, change: (text: CanonicalContent) => CanonicalContent): PublicationContent {
  const version = sampleVersion()
  const sections = version.sections.map((section) =>
    section.id === id && section.text !== null ? { ...section, text: change(section.text) } : section,
  )
  return { ...version, sections }
}

describe("a version laid out for print", () => {
  it("has every section with its blocks and notes", () => {
    const book = bookOf(sampleVersion())
    expect(book.parts).toHaveLength(20)
    const second = book.parts[1]
    expect(second?.notes.length).toBeGreaterThan(0)
    const references = JSON.stringify(second?.blocks).match(/"type":"note","of":"part"/g)
    expect(references).toHaveLength(second?.notes.length ?? -1)
  })

  it("says its date in the zone of the publication and the language of the book", () => {
    const { cover } = bookOf(sampleVersion())
    expect(cover).toMatchObject({ date: "4 November 2016", isoDate: "2016-11-04", seriesNumber: "No. 26 (sample)" })
  })

  it("lists abbreviations that a text explains, in alphabetical order", () => {
    const { abbreviations } = bookOf(sampleVersion())
    const shorts = abbreviations.map(({ short }) => short)
    expect(shorts).toContain("GFMD")
    expect(shorts).toEqual(shorts.toSorted((a, b) => a.localeCompare(b, "en")))
  })

  it("counts paragraphs through sections that number them, and leads references there", () => {
    const numbered = { paragraphs: true, headings: false, tables: true, figures: true }
    const version = withText("s03", (text) => ({
      ...text,
      formatVersion: 3,
      blocks: [
        {
          type: "paragraph",
          id: "ref",
          content: [
            { type: "text", text: "See " },
            { type: "crossreference", section: "s02", block: "s02-b02", goal: "paragraph" },
            { type: "crossreference", section: "s04", goal: "section" },
            { type: "crossreference", section: "gone", goal: "section" },
          ],
        },
      ],
    }))
    const sections = version.sections.map((section) =>
      ["s02", "s03"].includes(section.id) ? { ...section, numbering: numbered } : section,
    )
    const book = bookOf({ ...version, sections })
    const [paragraph] = book.parts[2]?.blocks ?? []
    expect(paragraph).toMatchObject({
      type: "paragraph",
      content: [
        { text: "See " },
        { type: "reference", words: "paragraph\u00A01", to: "s02-s02-b02" },
        { type: "reference", words: "section\u00A04", to: "s04" },
        { type: "reference", words: "another section" },
      ],
    })
  })

  it("sets columns of numbers at their end, repeats the head rows, and shares out the width", () => {
    const book = bookOf(sampleVersion())
    const tables = book.parts.flatMap(({ blocks }) => blocks).filter((block) => block.type === "table")
    expect(tables.length).toBeGreaterThan(1)
    for (const table of tables) {
      expect(table.headRows).toBe(1)
      expect(table.widths.reduce((total, width) => total + width, 0)).toBeCloseTo(1)
      expect(table.widths).toHaveLength(table.columns)
    }
    expect(JSON.stringify(tables)).toContain('"align":"end"')
  })

  it("says that a section is to follow, and nothing else of it", () => {
    const part = bookOf(sampleVersion(["s05"])).parts.find(({ id }) => id === "s05")
    expect(part).toMatchObject({ isToFollow: true, viewsOf: null, blocks: [], notes: [] })
    expect(bookOf(sampleVersion()).parts.find(({ id }) => id === "s05")?.viewsOf).toBe("UN DESA Population Division")
  })

  it("ranks headings without a gap, whatever levels the writers chose", () => {
    const levels = [2, 4, 3, 1, 3] as const
    const version = withText("s07-can", (text) => ({
      ...text,
      blocks: levels.map((level) => ({ type: "heading", level, content: [{ type: "text", text: "Heading" }] })),
    }))
    const part = bookOf(version).parts.find(({ id }) => id === "s07-can")
    expect(part?.blocks.map((block) => block.type === "heading" && block.rank)).toEqual([3, 4, 4, 3, 4])
  })
})
