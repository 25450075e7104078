import { type Block, cellPlaces, type Inline, type TableCell, type TableRow } from "@codraft/document/canonical"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { bookOf } from "../book/index.ts"
import { compareVersions } from "../compare/index.ts"
import type { PublicationContent } from "../content/index.ts"
import { docxOf } from "../docx/index.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { faultsOfChanges, shownAfter } from "../testing/tracked-file.ts"
import { WordFile } from "../testing/word-file.ts"
import { redlineOf } from "./index.ts"

const images = () => new Uint8Array()
const sample = sampleVersion()

const text = (words: string): Inline[] => (words === "" ? [] : [{ type: "text", text: words }])
const line = (words: string, id?: string): Block => ({
  type: "paragraph",
  ...(id === undefined ? {} : { id }),
  content: text(words),
})
const cell = (words: string, spans: Pick<TableCell, "columnSpan" | "rowSpan"> = {}): TableCell => ({
  ...spans,
  blocks: [{ type: "paragraph", content: text(words) }],
})
const row = (...cells: (string | TableCell)[]): TableRow => ({
  cells: cells.map((each) => (typeof each === "string" ? cell(each) : each)),
})
const table = (...rows: TableRow[]): Block => ({ type: "table", id: "costs", rows })

function versionOf(...blocks: Block[]): PublicationContent {
  const [{ text, ...head } = { text: null }] = sample.sections
  if (text === null || !("id" in head)) throw new TypeError("The sample begins with a text")
  const { footnotes: _, ...rest } = text
  return { ...sample, sections: [{ ...head, text: { ...rest, blocks } }] }
}

async function redlined(before: readonly Block[], after: readonly Block[]): Promise<WordFile> {
  const [was, now] = [versionOf(...before), versionOf(...after)]
  const redline = await redlineOf(compareVersions(was, now), { images })
  expect(faultsOfChanges(redline)).toEqual([])
  expect(shownAfter(redline, "accept")).toEqual(shownAfter(await docxOf(bookOf(now), { images }), "accept"))
  expect(shownAfter(redline, "reject")).toEqual(shownAfter(await docxOf(bookOf(was), { images }), "accept"))
  return new WordFile(redline)
}

const count = ({ document }: WordFile, pattern: RegExp) => document.match(pattern)?.length ?? 0
const rowsThat = (file: WordFile, did: "ins" | "del") =>
  count(file, new RegExp(`<w:trPr>(?:(?!</w:trPr>).)*<w:${did} `, "g"))
const linesThat = ({ document }: WordFile, did: string) =>
  [...document.matchAll(new RegExp(`<w:${did} [^>]*[^/]>(.*?)</w:${did}>`, "gs"))].map(([, inner = ""]) =>
    inner.replace(/<[^>]*>/g, ""),
  )

const costs = [
  row("Country", "2014", "2015"),
  row("Ghana", "1,250", "1,300"),
  row("Nepal", "980", "990"),
  row("Philippines", "2,100", "2,400"),
]

describe("a table in a redline", () => {
  it("keeps its words where a column came: its cells alone are marked", async () => {
    const wider = [
      row("Country", "2013", "2014", "2015"),
      row("Ghana", "1,100", "1,250", "1,300"),
      row("Nepal", "970", "980", "990"),
      row("Philippines", "2,050", "2,100", "2,400"),
    ]
    const file = await redlined([table(...costs)], [table(...wider)])
    expect([count(file, /<w:cellIns /g), count(file, /<w:cellDel /g)]).toEqual([4, 0])
    expect(rowsThat(file, "ins") + rowsThat(file, "del")).toBe(0)
    expect(linesThat(file, "ins")).toEqual(["2013", "1,100", "970", "2,050"])
  })

  it("does so where a column went and a word changed", async () => {
    const [, ...rest] = costs
    const narrower = rest.map(({ cells: [name, , last] }) => row(name ?? "", last ?? ""))
    const file = await redlined([table(...costs)], [table(row("Country", "2015 (estimate)"), ...narrower)])
    expect([count(file, /<w:cellIns /g), count(file, /<w:cellDel /g)]).toEqual([0, 4])
    expect(linesThat(file, "del")).toEqual(["2014", "1,250", "980", "2,100"])
    expect(linesThat(file, "ins")).toEqual([" (estimate)"])
  })

  it("goes and comes whole where a heading reaches over columns of which one went", async () => {
    const title = (span: number) => row("Country", cell("Fees in US dollars", { columnSpan: span }))
    const narrower = costs.map(({ cells: [name, , last] }) => row(name ?? "", last ?? ""))
    const file = await redlined([table(title(2), ...costs)], [table(title(1), ...narrower)])
    expect([rowsThat(file, "ins"), rowsThat(file, "del")]).toEqual([5, 5])
    expect(file.document).not.toContain("cellDel")
  })

  it("lets only those rows go and come whose cells were merged", async () => {
    const [head = row(), ghana = row(), ...rest] = costs
    const merged = [head, row("Ghana", cell("no data", { columnSpan: 2 })), ...rest]
    const file = await redlined([table(head, ghana, ...rest)], [table(...merged)])
    expect([rowsThat(file, "ins"), rowsThat(file, "del")]).toEqual([1, 1])
    expect(file.document).not.toContain("cellDel")
  })

  it("keeps cells that reach down where rows come between them", async () => {
    const before = [row(cell("Africa", { rowSpan: 2 }), "Ghana"), row("Kenya"), row("Asia", "Nepal")]
    const after = [row(cell("Africa", { rowSpan: 3 }), "Ghana"), row("Ethiopia"), row("Kenya"), row("Asia", "Nepal")]
    const file = await redlined([table(...before)], [table(...after)])
    expect([rowsThat(file, "ins"), rowsThat(file, "del")]).toEqual([1, 0])
    expect(linesThat(file, "ins")).toEqual(["Ethiopia"])
  })

  it("says of a row that moved where it went, and what changed on the way", async () => {
    const [head = row(), ghana = row(), ...rest] = costs
    const file = await redlined([table(head, ghana, ...rest)], [table(head, ...rest, row("Ghana", "1,250", "1,310"))])
    expect([rowsThat(file, "ins"), rowsThat(file, "del")]).toEqual([1, 1])
    expect(linesThat(file, "moveFrom")).toEqual(["Ghana", "1,250"])
    expect(linesThat(file, "moveTo")).toEqual(["Ghana", "1,250"])
    expect([linesThat(file, "del"), linesThat(file, "ins")]).toEqual([["1,300"], ["1,310"]])
  })

  it("says of tables and images that moved where they went", async () => {
    const image: Block = {
      type: "image",
      id: "map",
      alt: "A map of corridors",
      caption: { content: text("Corridors") },
    }
    const lines = [
      "Fees fell in most corridors.",
      "Recruiters are licensed by law.",
      "Workers keep their passports.",
    ].map((words, i) => line(words, `p${i}`))
    const captioned: Block = { ...table(...costs), type: "table", rows: costs, caption: { content: text("Fees") } }
    const file = await redlined([captioned, image, ...lines], [...lines, captioned, image])
    for (const place of ["moveFrom", "moveTo"]) {
      expect(linesThat(file, place).join(" ")).toMatch(
        /^.*Fees Country 2014 2015 Ghana .* \[A map of corridors\] .*Corridors$/,
      )
    }
    expect(linesThat(file, "del").join("")).toBe("")
  })

  it("is either text to who accepts or rejects all, whatever became of rows, columns and cells", async () => {
    await fc.assert(
      fc.asyncProperty(twoTables, async ([before, after]) => {
        await redlined(
          [line("Before", "a"), before, line("After", "b")],
          [line("Before", "a"), after, line("After", "b")],
        )
      }),
      { numRuns: 12, seed: 20161215 },
    )
  })
})

/** A table with cells that may reach across and down, and what an editor makes of it. */
const words = fc.constantFrom("", "one", "two", "three", "1,250", "Ghana", "no data for this year", "Nepal and Bhutan")
const spans = fc.constantFrom({}, {}, {}, {}, { columnSpan: 2 }, { rowSpan: 2 }, { columnSpan: 2, rowSpan: 2 })
const cells = (columns: number) =>
  fc.array(fc.tuple(words, spans), { minLength: columns, maxLength: columns }).map((all) => laid(all, columns))
const grids = fc
  .integer({ min: 1, max: 4 })
  .chain((columns) =>
    fc.record({ columns: fc.constant(columns), rows: fc.array(cells(columns), { minLength: 1, maxLength: 5 }) }),
  )

function laid(all: readonly (readonly [string, Pick<TableCell, "columnSpan" | "rowSpan">])[], columns: number) {
  let left = columns
  return all.flatMap(([words, own]) => {
    const { columnSpan = 1 } = own
    if (columnSpan > left) return []
    left -= columnSpan
    return [cell(words, own)]
  })
}

type Edit = (rows: TableRow[], at: number, other: string) => TableRow[]

const edits: readonly Edit[] = [
  (rows, at) => rows.filter((_, i) => i !== at % rows.length || rows.length === 1),
  (rows, at, other) => rows.toSpliced(at, 0, { cells: (rows[0]?.cells ?? []).map(() => cell(other)) }),
  (rows, at) => [...rows.slice(at % rows.length), ...rows.slice(0, at % rows.length)],
  (rows, at, other) => rows.map(({ cells }) => ({ cells: cells.toSpliced(at, 0, cell(other)) })),
  (rows, at) => rows.map(({ cells }) => ({ cells: cells.length > 1 ? cells.toSpliced(at % cells.length, 1) : cells })),
  (rows, at, other) =>
    rows.map((row, i) => (i === at % rows.length ? { cells: row.cells.toSpliced(0, 1, cell(other)) } : row)),
  (rows, at) =>
    rows.map((row, i) =>
      i === at % rows.length && row.cells.length > 1
        ? { cells: row.cells.toSpliced(0, 2, { ...row.cells[0], blocks: row.cells[0]?.blocks ?? [], columnSpan: 2 }) }
        : row,
    ),
]

const twoTables = fc
  .tuple(grids, fc.array(fc.tuple(fc.constantFrom(...edits), fc.nat(4), words), { maxLength: 3 }))
  .map(([{ rows }, made]): [Block, Block] => {
    const before = rows.map((cells) => ({ cells }))
    const after = made.reduce((all: TableRow[], [edit, at, other]) => edit(all, at, other), before)
    return [table(...before), table(...after)]
  })
  .filter((tables) => tables.every((each) => each.type === "table" && isLaidOut(each.rows)))

/** No two cells lie over each other, and none is missing. */
function isLaidOut(rows: readonly TableRow[]): boolean {
  const taken = new Set<string>()
  const { columns, columnOf } = cellPlaces(rows.map(({ cells }) => cells))
  const isApart = rows.every(({ cells }, row) =>
    cells.every((each) => {
      const column = columnOf.get(each) ?? 0
      const down = Math.min(each.rowSpan ?? 1, rows.length - row)
      const places = Array.from({ length: down * (each.columnSpan ?? 1) }, (_, i) => {
        const across = each.columnSpan ?? 1
        return `${row + Math.floor(i / across)} ${column + (i % across)}`
      })
      const isFree = !places.some((place) => taken.has(place))
      for (const place of places) taken.add(place)
      return isFree
    }),
  )
  return isApart && taken.size === rows.length * columns
}
