// @vitest-environment happy-dom
import type { Block, CanonicalContent, TextRun } from "@codraft/document/canonical"
import { compareContents, pairPassages } from "@codraft/document/compare"
import { renderToStaticMarkup } from "react-dom/server"
import { describe, expect, it } from "vitest"
import { ComparedPassages, type View } from "./compared-passages.tsx"
import { placesElsewhere, textsOf } from "./compared-texts.ts"
import { marginNote } from "./margin-notes.ts"

const text = (words: string): TextRun[] => [{ type: "text", text: words }]
type Line = Extract<Block, { type: "paragraph" }>
const line = (id: string, words: string): Line => ({ type: "paragraph", id, content: text(words) })
const table = (...rows: string[][]): Block => ({
  type: "table",
  id: "t",
  rows: rows.map((cells, i) => ({
    id: `r${i}`,
    cells: cells.map((words, j) => ({ id: `c${i}${j}`, blocks: [line(`p${i}${j}`, words)] })),
  })),
})

function withoutIds(block: Block): Block {
  return JSON.parse(JSON.stringify(block, (key, value: unknown) => (key === "id" ? undefined : value))) as Block
}

function content(language: string, ...blocks: Block[]): CanonicalContent {
  return { format: "codraft.section", formatVersion: 1, language, dir: language === "ar" ? "rtl" : "ltr", blocks }
}

const around = {
  sectionId: "s",
  depth: 0,
  hasSubparagraphs: { before: true, after: true },
  numbers: { before: { a: "1.", b: "2." }, after: { b: "1.", a: "2." } },
  imagesAt: { before: "/before/", after: "/after/" },
}

function rendered(before: CanonicalContent, after: CanonicalContent, view: View): HTMLElement {
  const head = { id: "s", numbering: {} } as never
  const comparison = compareContents(before, after)
  const texts = textsOf({
    kind: "kept",
    before: head,
    after: head,
    isMoved: false,
    text: { kind: "compared", comparison },
  })
  if (texts === null) throw new TypeError("There is a text")
  const page = document.createElement("div")
  page.innerHTML = renderToStaticMarkup(<ComparedPassages texts={texts} view={view} around={around} />)
  return page
}

/** What the one and the other column say, without what is said of the changes. */
function columns(page: HTMLElement): { before: string[]; after: string[] } {
  for (const said of page.querySelectorAll(".visually-hidden, .compared-said")) said.remove()
  const column = (at: number) =>
    [...page.querySelectorAll(".sides-row")].map((row) => wordsIn(row.children[at])).filter((said) => said !== "")
  return { before: column(0), after: column(1) }
}

function wordsIn(element: Element | undefined): string {
  const lines = [...(element?.querySelectorAll("p") ?? [])].map(({ textContent }) => textContent ?? "")
  return lines.join(" | ").replaceAll(/\s+/g, " ").trim()
}

describe("two texts side by side", () => {
  it("has what each says in its own column, with its own numbers", () => {
    const page = rendered(
      content("en", line("a", "Costs fell in all regions."), line("b", "Nobody asked.")),
      content("en", line("b", "Nobody asked."), line("a", "Costs fell sharply in all regions.")),
      "sides",
    )
    expect(columns(page)).toEqual({
      before: ["1. Costs fell in all regions.", "2. Nobody asked."],
      after: ["1. Nobody asked.", "2. Costs fell sharply in all regions."],
    })
  })

  it("leaves the place of what came or went empty on the other side, also in tables", () => {
    const page = rendered(
      content("en", line("a", "One."), table(["Year", "Cost"], ["2014", "8"])),
      content("en", table(["Year", "Cost"], ["2014", "about 8"], ["2015", "7"]), line("z", "Wholly new words.")),
      "sides",
    )
    expect(columns(page)).toEqual({
      before: ["1. One.", "Year | Cost | 2014 | 8"],
      after: ["Year | Cost | 2014 | about 8 | 2015 | 7", "Wholly new words."],
    })
  })

  it("leads from where a paragraph stood to where it stands, and back", () => {
    const many = ["c", "d", "e"].map((id) => line(id, `Paragraph ${id} stays where it is.`))
    const moved = line("a", "This one moves to the end of the text.")
    for (const view of ["inline", "sides"] as const) {
      const page = rendered(content("en", moved, ...many), content("en", ...many, moved), view)
      for (const place of ["moved-s-1-here", "moved-s-1-left"]) {
        expect(page.querySelectorAll(`#${place}`)).toHaveLength(1)
        expect(page.querySelectorAll(`a[href="#${place}"]`)).toHaveLength(1)
      }
    }
  })

  it("says of a row of a table that it moved, at its place in each", () => {
    const rows = ["2014", "2015", "2016"].map((year) => [`The year ${year} as a whole`, `${year} costs of all kinds`])
    const turned = [...rows.slice(1), ...rows.slice(0, 1)]
    const [before, after] = [rows, turned].map((given) => withoutIds(table(...given)))
    if (before === undefined || after === undefined) throw new TypeError("There are two tables")
    const page = rendered(content("en", before), content("en", after), "sides")
    const said = [...page.querySelectorAll("tr .compared-said")].map(({ textContent }) => textContent)
    expect(said).toEqual(["Moved to another place (1)", "Moved here (1)"])
    expect(columns(page).after[0]).toContain("The year 2014")
  })

  it("letters the notes of a table as each text does", () => {
    const noted = (words: string[], ...notes: string[]): Block => ({
      type: "table",
      id: "t",
      rows: [
        {
          id: "r",
          cells: words.map((said, i) => ({
            id: `c${i}`,
            blocks: [{ type: "paragraph", id: `p${i}`, content: [...text(said), { type: "tablenote", note: i }] }],
          })),
        },
      ],
      notes: notes.map((note) => ({ content: text(note) })),
    })
    const page = rendered(
      content("en", noted(["Costs of all kinds"], "Estimated by the bank.")),
      content("en", noted(["Years", "Costs of all kinds"], "By the calendar.", "Estimated by the bank.")),
      "sides",
    )
    const { before, after } = columns(page)
    expect(before).toEqual(["Costs of all kindsa | a Estimated by the bank."])
    expect(after).toEqual(["Yearsa | Costs of all kindsb | a By the calendar. | b Estimated by the bank."])
  })

  it("has each text in its language and direction", () => {
    const page = rendered(content("en", line("a", "Costs.")), content("ar", line("a", "Costs.")), "sides")
    const sides = [...page.querySelectorAll<HTMLElement>(".sides-row > *")].map(({ lang, dir }) => `${lang} ${dir}`)
    expect(sides).toEqual(["en ltr", "ar rtl"])
  })
})

describe("a passage that moved to another section", () => {
  const moved: Line = line("m", "Figures for women and men are available for about half of the indicators.")
  const now: Line = line("m", "Figures for women and men are available for more than half of the indicators.")
  const head = (id: string, number: string, title: string) => ({ id, number, title, numbering: {} }) as never
  const kept = (id: string, number: string, title: string, before: Block[], after: Block[]) => ({
    kind: "kept" as const,
    before: head(id, number, title),
    after: head(id, number, title),
    isMoved: false,
    text: { kind: "compared" as const, comparison: compareContents(content("en", ...before), content("en", ...after)) },
  })
  const sections = [
    kept("one", "6", "Baselines", [line("x", "One."), moved], [line("x", "One.")]),
    kept("two", "9", "Challenges", [line("y", "Two.")], [line("y", "Two."), now]),
  ]
  const [pair] = pairPassages(
    [{ passage: moved, language: "en", footnotes: [] }],
    [{ passage: now, language: "en", footnotes: [] }],
  )
  if (pair === undefined) throw new TypeError("Both are the same passage")
  const place = (section: string, at: number) => ({ section, at }) as never
  const moves = [{ from: place("one", 1), to: place("two", 1), change: pair.change, footnotes: [] }]
  const places = placesElsewhere({ sections, moves } as never)
  const shown = (at: number, view: View) => {
    const section = sections[at]
    const texts = section && textsOf(section, places.get(at === 0 ? "one" : "two"))
    if (texts == null) throw new TypeError("There is a text")
    const page = document.createElement("div")
    page.innerHTML = renderToStaticMarkup(<ComparedPassages texts={texts} view={view} around={around} />)
    return page
  }

  it("says in both sections where it was and is, each with a link to the other, and what changed on the way", () => {
    const [from, to] = [shown(0, "inline"), shown(1, "inline")]
    const [left, here] = [from.querySelector("a"), to.querySelector("a")]
    expect(left?.textContent).toContain("Moved to \u20689 Challenges\u2069")
    expect(here?.textContent).toContain("Moved here from \u20686 Baselines\u2069")
    expect([left?.getAttribute("href"), here?.getAttribute("href")]).toEqual([`#${here?.id}`, `#${left?.id}`])
    expect(from.querySelector("del")).toBeNull()
    expect([to.querySelector("del")?.textContent, to.querySelector("ins")?.textContent]).toEqual([
      expect.stringContaining("about"),
      expect.stringContaining("more than"),
    ])
  })

  it("stands in its own column where both texts are side by side", () => {
    expect(columns(shown(0, "sides"))).toEqual({
      before: ["One.", expect.stringContaining("about half")],
      after: ["One."],
    })
    expect(columns(shown(1, "sides"))).toEqual({
      before: ["Two."],
      after: ["Two.", expect.stringContaining("more than half")],
    })
  })
})

describe("the margin beside a passage", () => {
  const note = (before: string, after: string) => {
    const { passages } = compareContents(content("en", line("p", before)), content("en", line("p", after)))
    const [change] = passages
    return change === undefined ? null : marginNote(change, undefined)
  }

  it("says which words went, came, or took the place of others, and of many only how many more", () => {
    expect(note("It cost 1,250 dollars in 2014.", "It cost 1,520 dollars in May 2014.")).toEqual({
      said: null,
      edits: [
        { before: "1,250", after: "1,520" },
        { before: null, after: "May" },
      ],
      more: 0,
    })
    const [was, now] = [1, 2].map((of) =>
      Array.from({ length: 7 }, (_, i) => `paragraph number ${10 * i + of} of all`).join(", "),
    )
    expect(note(was ?? "", now ?? "")).toMatchObject({ edits: { length: 4 }, more: 3 })
    expect(note("It is the same.", "It is the same.")).toBeNull()
  })
})
