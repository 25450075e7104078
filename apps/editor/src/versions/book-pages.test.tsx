// @vitest-environment happy-dom
import type { Book, BookBlock, BookInline, BookPart } from "@codraft/publish/book"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, it } from "vitest"
import { BookPages } from "./book-pages.tsx"
import { imagesPath } from "./versions-path.ts"

const words = (text: string): BookInline => ({ type: "text", text })
const note = (of: "part" | "table", index: number, label: string): BookInline => ({
  type: "note",
  of,
  note: index,
  label,
})
const cell = (text: string, more: object = {}) => ({
  columnSpan: 1,
  rowSpan: 1,
  align: "start" as const,
  blocks: [{ type: "paragraph" as const, content: [words(text)] }],
  ...more,
})

const blocks: BookBlock[] = [
  {
    type: "paragraph",
    id: "s1-p1",
    number: "12.",
    content: [words("Said twice"), note("part", 0, "1"), note("part", 0, "1")],
  },
  {
    type: "paragraph",
    content: [
      { type: "text", text: "أول ", language: "ar", dir: "rtl" },
      { type: "text", text: "ثان", language: "ar", dir: "rtl", bold: true },
      { type: "reference", words: "Table 1", to: "s1-t1" },
      { type: "reference", words: "another section" },
    ],
  },
  { type: "list", ordered: true, items: [{ mark: "(a)", content: [words("An item")], lists: [] }] },
  {
    type: "table",
    id: "s1-t1",
    number: "Table 1.",
    caption: { content: [words("Remittances")] },
    columns: 2,
    widths: [0.75, 0.25],
    headRows: 1,
    rows: [
      { cells: [cell("State", { header: "column" }), cell("Cost", { header: "column", align: "end" })] },
      {
        cells: [
          cell("Ghana", { header: "row" }),
          { ...cell("3"), blocks: [{ type: "paragraph", content: [note("table", 0, "a")] }] },
        ],
      },
    ],
    notes: [{ label: "a", content: [words("Estimated.")] }],
  },
  {
    type: "figure",
    id: "s1-f1",
    file: { blob: "ab".repeat(32), mediaType: "image/png", width: 40, height: 30 },
    alt: "A chart",
    isDecorative: false,
    width: 0.5,
    number: "Figure 1.",
  },
]
const part = (id: string, more: Partial<BookPart>): BookPart => ({
  id,
  number: "1",
  depth: 0,
  isAnnex: false,
  title: `Part ${id}`,
  language: "en",
  dir: "ltr",
  isToFollow: false,
  viewsOf: null,
  blocks: [],
  notes: [],
  ...more,
})
const book: Book = {
  language: "en",
  dir: "ltr",
  cover: {
    series: "IDM",
    seriesNumber: "No. 26",
    title: "A volume",
    subtitle: "",
    symbol: "IDM/1",
    versionTitle: "Rev.1",
    date: "4 November 2016",
    isoDate: "2016-11-04",
    distribution: "General",
    originalLanguage: "English",
  },
  imprint: { notices: ["The views are those of the authors."] },
  abbreviations: [{ short: "GFMD", full: "Global Forum on Migration and Development", language: "en" }],
  parts: [
    part("s1", { blocks, notes: [{ label: "1", content: [words("A source.")] }] }),
    part("s2", { number: "2", title: "مقدمة", language: "ar", dir: "rtl", viewsOf: "A Network" }),
    part("s3", { number: "3", isToFollow: true }),
  ],
  words: {
    contents: "Contents",
    abbreviations: "Abbreviations",
    toFollow: "[to follow]",
    continued: "(continued)",
    distribution: "Distribution",
    originalLanguage: "Original",
    skipToText: "Skip to the text",
    notes: "Notes",
    backToText: "Back to the text",
  },
}

function page(isSealed = true): Document {
  const html = renderToStaticMarkup(<BookPages book={book} images={isSealed ? imagesPath("pub-1", 2) : null} />)
  return new DOMParser().parseFromString(html, "text/html")
}

describe("the page of a book", () => {
  it("says what the book says, with its own numbers and marks, and each passage in its language", () => {
    const document = page()
    const text = document.body.textContent ?? ""
    for (const said of [
      "IDM · No. 26",
      "A volume",
      "The views are",
      "GFMD",
      "12.",
      "(a)",
      "Table 1.",
      "Figure 1.",
      "A Network",
    ])
      expect(text).toContain(said)
    expect(document.querySelector('span[lang="ar"][dir="rtl"] > strong')?.parentElement?.textContent).toBe("أول ثان")
    expect(document.querySelector('section[lang="ar"]')?.getAttribute("dir")).toBe("rtl")
    expect(document.querySelector("[data-section=s3]")?.textContent).toContain("[to follow]")
    expect([...document.querySelectorAll("th")].map(({ scope, textContent }) => `${scope} ${textContent}`)).toEqual([
      "col State",
      "col Cost",
      "row Ghana",
    ])
  })

  it("leads from notes to their places and back, and nowhere that is not there", () => {
    const document = page()
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const goals = [...document.querySelectorAll('a[href^="#"]')].map(
      (link) => link.getAttribute("href")?.slice(1) ?? "",
    )
    expect(goals).toContain("s1-note-1")
    expect(goals).toContain("s1-t1-note-1")
    expect(goals).toContain("s1-t1")
    expect(goals.filter((goal) => !ids.includes(goal))).toEqual([])
    expect(document.querySelectorAll('[href="#s1-note-1"]')).toHaveLength(2)
    expect(document.querySelectorAll('[role="doc-backlink"]')).toHaveLength(2)
  })

  it("has its images from the version, and from the section until the files are made", () => {
    const source = (isSealed: boolean) => page(isSealed).querySelector("img")?.getAttribute("src")
    expect(source(true)).toBe(`/api/publications/pub-1/versions/2/images/${"ab".repeat(32)}`)
    expect(source(false)).toBe(`/api/sections/s1/images/${"ab".repeat(32)}`)
  })
})
