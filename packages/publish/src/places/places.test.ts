import type { Block, Inline } from "@codraft/document/canonical"
import { SectionIdSchema } from "@codraft/publication"
import { describe, expect, it } from "vitest"
import { bookOf } from "../book/index.ts"
import type { PublicationContent } from "../content/index.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { placesInBook, placesOf, wordsAt } from "./index.ts"

const text = (words: string): Extract<Inline, { type: "text" }>[] => [{ type: "text", text: words }]

/** A section with one of everything that can be commented on; its paragraphs are numbered on from those before. */
const blocks: Block[] = [
  { type: "heading", id: "h1", level: 2, content: text("Costs of moving") },
  {
    type: "paragraph",
    id: "p1",
    content: [...text("Costs fell in all regions"), { type: "footnote", note: 0 }, ...text(" but one.")],
  },
  {
    type: "list",
    id: "l1",
    ordered: true,
    items: [
      { id: "i1", content: text("first point") },
      {
        id: "i2",
        content: text("second point"),
        lists: [{ type: "list", ordered: true, items: [{ id: "i3", content: text("in it") }] }],
      },
    ],
  },
  {
    type: "table",
    id: "t1",
    caption: { type: "caption", id: "c1", content: text("Costs by year") },
    rows: [
      {
        cells: [
          { blocks: [{ type: "paragraph", id: "e1", content: text("2015") }] },
          { blocks: [{ type: "paragraph", id: "e2", content: text("seven") }] },
        ],
      },
    ],
  } as unknown as Block,
  { type: "quote", id: "q1", content: text("Nobody is left behind.") },
  { type: "paragraph", id: "p2", content: text("It rose in one, and in one only.") },
  { type: "paragraph", id: "p3", content: [] },
]

function version(): PublicationContent {
  const content = sampleVersion(["s12"])
  return {
    ...content,
    sections: content.sections.map((section) =>
      section.id === "s02" && section.text !== null
        ? {
            ...section,
            numbering: { ...section.numbering, headings: true, paragraphs: true, tables: true },
            text: { ...section.text, blocks, footnotes: [{ id: "n1", content: text("Except in the north.") }] },
          }
        : section,
    ),
  }
}
const places = placesOf(version())
const s02 = SectionIdSchema.parse("s02")
const at = (block: string, quote?: string | { exact: string; prefix?: string; suffix?: string }) =>
  wordsAt(places, { sectionId: s02, block, quote })

describe("places of a version", () => {
  it("have the numbers of the book: of the paragraph that a list belongs to, of the table that a cell is in", () => {
    const names = places
      .find(({ sectionId }) => sectionId === "s02")
      ?.places?.map(({ block, kind, paragraph }) => [block, kind, paragraph])
    const [first] = names?.filter(([, kind]) => kind === "paragraph") ?? []
    const number = Number(first?.[2])
    expect(number).toBeGreaterThan(0)
    expect(names).toEqual([
      ["h1", "heading", expect.stringMatching(/^[A-Z]+$/)],
      ["p1", "paragraph", `${number}`],
      ["i1", "item", `${number} (a)`],
      ["i2", "item", `${number} (b)`],
      ["i3", "item", `${number} (b) (i)`],
      ["c1", "table", expect.stringMatching(/^Table \d+$/)],
      ["e1", "table", expect.stringMatching(/^Table \d+$/)],
      ["e2", "table", expect.stringMatching(/^Table \d+$/)],
      ["q1", "paragraph", ""],
      ["p2", "paragraph", `${number + 1}`],
      ["p3", "paragraph", ""],
      ["n1", "note", "1"],
    ])
  })

  it("have no number where a list stands below none: its own mark says nothing by itself", () => {
    const [, list] = placesOf({
      ...version(),
      sections: version().sections.map((section) => ({
        ...section,
        numbering: { ...section.numbering, paragraphs: false },
      })),
    })
    expect(list?.places?.filter(({ kind }) => kind === "item").map(({ paragraph }) => paragraph)).toEqual(["", "", ""])
  })

  it("are there for every line of the sample that has an id, in its order", () => {
    for (const { sectionId, places: all } of placesOf(sampleVersion(["s12"]))) {
      expect(all === null).toBe(sectionId === "s12")
      expect(new Set(all?.map(({ block }) => block)).size).toBe(all?.length ?? 0)
    }
  })
})

describe("places of a book", () => {
  it("are those of the version, by the address that a page has them under", () => {
    const named = placesInBook(bookOf(version()))
    const known = places.flatMap(({ sectionId, places: all }) =>
      (all ?? []).map(({ block }) => `${sectionId}-${block}`),
    )
    expect(new Set(known)).toEqual(new Set(named.keys()))
    expect(named.get("s02-i3")).toMatchObject({ sectionId: "s02", sectionNumber: "2", block: "i3", kind: "item" })
  })
})

describe("words that a comment on a version is on", () => {
  it("are found with what stands around them, over the lines before and behind", () => {
    expect(at("p1", "but one")).toMatchObject({
      place: { sectionId: "s02", sectionNumber: "2", block: "p1", kind: "paragraph" },
      quote: {
        exact: "but one",
        prefix: expect.stringMatching(/of moving\nCosts fell in all regions $/),
        suffix: expect.stringMatching(/^\.\nfirst point/),
      },
    })
  })

  it("are all of a paragraph where none are named", () => {
    expect(at("p2")).toMatchObject({ quote: { exact: "It rose in one, and in one only." } })
  })

  it("are known by what is around them where they stand there more than once", () => {
    expect(at("p2", "in one")).toMatchObject({ code: "words-found-often" })
    expect(at("p2", { exact: "in one", prefix: "and ", suffix: " only" })).toMatchObject({
      quote: { suffix: expect.stringMatching(/^ only/) },
    })
  })

  it("are refused where the version has not got them there", () => {
    expect(at("p1", "second point")).toMatchObject({ code: "words-not-in-version" })
    expect(at("p9")).toMatchObject({ code: "no-such-paragraph" })
    expect(at("p3")).toMatchObject({ code: "no-such-paragraph" })
    expect(wordsAt(places, { sectionId: SectionIdSchema.parse("s99"), block: "p1" })).toMatchObject({
      code: "no-such-paragraph",
    })
    expect(at("p1", "x".repeat(5_001))).toMatchObject({ code: "words-too-long" })
  })

  it("are refused in a section that is to follow, with its title", () => {
    const followed = places.find(({ sectionId }) => sectionId === "s12")
    expect(wordsAt(places, { sectionId: SectionIdSchema.parse("s12"), block: "p1" })).toMatchObject({
      code: "section-to-follow",
      details: { section: followed?.title },
    })
  })
})
