import { expect, it } from "vitest"
import type { Block, CanonicalContent, Inline } from "./content.ts"
import { htmlOf } from "./html.ts"
import { countsAfter, countsOf, noCounts, numbersOf, type NumberSetting } from "./numbers.ts"
import { textOf } from "./text.ts"

const all: NumberSetting = { headings: true, paragraphs: true, tables: true, figures: true }
const words = (text: string): Inline[] => (text === "" ? [] : [{ type: "text", text }])

function section(blocks: Block[], language = "en"): CanonicalContent {
  return { format: "codraft.section", formatVersion: 1, language, dir: "ltr", blocks }
}

const heading = (id: string, level: 1 | 2 | 3 | 4, text = id): Block => ({
  type: "heading",
  id,
  level,
  content: words(text),
})
const paragraph = (id: string, text = id): Block => ({ type: "paragraph", id, content: words(text) })

const labels = (content: CanonicalContent, setting = all, starts = noCounts): string[] =>
  [...numbersOf(content, setting, starts)].map(([id, { shown }]) => `${id} ${shown}`)

const chapters = section([
  heading("one", 1),
  heading("one-a", 2),
  heading("one-b", 2),
  heading("one-b-1", 3),
  heading("one-b-1-a", 4),
  heading("blank", 2, " "),
  heading("two", 1),
  heading("two-a", 2),
])

it("numbers headings by their level, below the heading above them", () => {
  expect(labels(chapters)).toEqual([
    "one I.",
    "one-a A.",
    "one-b B.",
    "one-b-1 1.",
    "one-b-1-a (a)",
    "two II.",
    "two-a A.",
  ])
})

it("numbers paragraphs of the text on through sections, but no empty ones", () => {
  const first = section([paragraph("p1"), paragraph("blank", ""), paragraph("p2")])
  const counts = countsOf(first, all)
  expect(labels(first)).toEqual(["p1 1.", "p2 2."])
  expect(labels(section([paragraph("p3")]), all, counts)).toEqual(["p3 3."])
  expect(labels(section([heading("three", 1)]), all, countsOf(chapters, all))).toEqual(["three III."])
})

it("letters the items of ordered lists as their language does", () => {
  const list: Block = {
    type: "list",
    ordered: true,
    items: [
      { id: "a", content: words("a"), lists: [{ type: "list", ordered: true, items: [{ id: "i", content: [] }] }] },
      { id: "b", content: words("b"), language: "ar" },
    ],
  }
  expect(labels(section([list]))).toEqual(["a (a)", "i (i)", "b (ب)"])
  expect(labels(section([list], "fr-CH"))).toEqual(["a a)", "i i)", "b (ب)"])
  expect(labels(section([heading("point", 4)], "es"))).toEqual(["point a)"])
})

it("numbers tables and figures that have a caption, in cells too", () => {
  const figure = (id: string): Block => ({ type: "image", id, caption: { content: words("drawn") } })
  const table: Block = {
    type: "table",
    id: "t",
    caption: { content: words("Costs") },
    rows: [{ cells: [{ blocks: [figure("f1"), paragraph("in-cell")] }] }],
  }
  const content = section([table, figure("f2"), { type: "image", id: "plain" }, { ...table, id: "t2", rows: [] }])
  expect(labels(content)).toEqual(["t Table 1.", "f1 Figure 1.", "f2 Figure 2.", "t2 Table 2."])
  expect(countsOf(content, all)).toMatchObject({ tables: 2, figures: 2, paragraphs: 0 })
  expect(labels(content, { ...all, tables: false, figures: false })).toEqual([])
})

it("calls tables and figures, and writes digits, as their language does", () => {
  const table: Block = { type: "table", id: "t", caption: { content: words("x"), language: "fr" }, rows: [] }
  const image: Block = { type: "image", id: "f", caption: { content: words("x") } }
  expect(labels(section([table, image, paragraph("p")], "ar-EG"))).toEqual(["t Tableau 1.", "f الشكل ١.", "p ١."])
  expect(labels(section([paragraph("p")], "ar-MA"))).toEqual(["p 1."])
  expect(labels(section([image], "tlh-x-long"))).toEqual(["f Figure 1."])
})

it("goes on behind a section by its own counts as by its text", () => {
  const starts = { headings: [3, 2, 1, 4], paragraphs: 11, tables: 2, figures: 5 } as const
  const levels = [[1, 2], [2, 2, 3], [3], [4, 4], []] as (1 | 2 | 3 | 4)[][]
  for (const heads of levels) {
    const blocks = heads.map((level, i) => heading(`h${i}`, level))
    const content = section([...blocks, paragraph("p")])
    const own = countsOf(content, all)
    expect(countsAfter(starts, own, all)).toEqual(countsOf(content, all, starts))
    const some = { ...all, headings: false, paragraphs: false }
    expect(countsAfter(starts, own, some)).toEqual(countsOf(content, some, starts))
  }
})

it("shows the numbers in HTML and text where they are given", () => {
  const content = section([
    heading("h", 1, "Costs"),
    paragraph("p", "They fell."),
    { type: "list", ordered: true, items: [{ id: "a", content: words("here") }] },
    {
      type: "table",
      id: "t",
      caption: { content: words("By year") },
      rows: [{ cells: [{ blocks: [paragraph("c", "9")] }] }],
    },
  ])
  const numbers = numbersOf(content, all)
  expect(textOf(content, numbers)).toBe("I. Costs\n\n1. They fell.\n\n(a) here\n\nTable 1. By year\n9")
  const html = htmlOf(content, { numbers })
  expect(html).toContain('<h1 data-block="h"><span data-number>I.</span> Costs</h1>')
  expect(html).toContain(
    '<ol style="list-style-type:none"><li data-block="a"><span data-number>(a)</span> here</li></ol>',
  )
  expect(html).toContain("<caption><span data-number>Table 1.</span> By year</caption>")
})
