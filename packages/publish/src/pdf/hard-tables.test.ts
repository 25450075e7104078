import { describe, expect, it } from "vitest"
import { type BookBlock, type BookCell, type BookTable, bookOf } from "../book/index.ts"
import { bytesOf, cell, note, paragraph, part, words } from "../testing/book-of-everything.ts"
import { noPoppler, pagesOf, tagsOf } from "../testing/poppler.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { pdfOf, shippedFonts } from "./index.ts"

const fonts = shippedFonts()
const sample = bookOf(sampleVersion())

function table(rows: BookCell[][], more: Partial<BookTable> = {}): BookTable {
  const columns = rows[0]?.length ?? 0
  const widths = Array.from({ length: columns }, () => 1 / columns)
  return { type: "table", columns, widths, headRows: 0, rows: rows.map((cells) => ({ cells })), notes: [], ...more }
}

function pdf(...blocks: BookBlock[]): Uint8Array {
  const notes = [{ label: "1", content: [words("The note at the foot")] }]
  return pdfOf({ ...sample, parts: [part("a", "1", "Tables", { blocks, notes })] }, { fonts, images: bytesOf })
}

function print(...blocks: BookBlock[]): string {
  return pagesOf(pdf(...blocks)).join("\n\f")
}

function head(...blocks: BookBlock[]): BookCell {
  return cell("", { header: "column", blocks })
}

const many = Array.from({ length: 120 }, (_, i) => [cell(`row ${i}`), cell("value")])

describe.skipIf(noPoppler !== null)("hard tables", () => {
  it("lose no word of a cell that is higher than a page", () => {
    const sentences = Array.from({ length: 400 }, (_, i) => `sentence ${i} of the cell;`).join(" ")
    const text = print(table([[cell(sentences), cell("x")]])).replaceAll(/\s+/g, " ")
    for (const i of [0, 150, 399]) expect(text).toContain(`sentence ${i} of the cell;`)
  })

  it("say a note of a head row once, though the row repeats", () => {
    const text = print(table([[head(paragraph("Name", note(0))), head(paragraph("Value"))], ...many], { headRows: 1 }))
    expect(text.split("The note at the foot")).toHaveLength(2)
    expect(text.match(/^Name/gm)?.length).toBeGreaterThan(2)
    expect(text).toContain("row 119")
  })

  it("may stand in cells, with caption, notes and head rows of their own", () => {
    const inner = table([[head(paragraph("Inner", note(0))), cell("x")], ...many.slice(0, 60)], {
      headRows: 1,
      number: "Table 9.",
      caption: { content: [words("Within")] },
    })
    const text = print(table([[cell("", { blocks: [inner] }), cell("y")]]), paragraph("Again", note(0)))
    for (const said of ["Table 9.", "Within", "Inner", "row 59", "The note at the foot"]) expect(text).toContain(said)
  })

  it("that hold thousands of cells of other tables say these cell by cell, and lose none", () => {
    const nested = (depth: number): BookTable => {
      const inside = (name: string) => (depth === 0 ? cell(name) : cell("", { blocks: [nested(depth - 1)] }))
      return table([
        [inside("first"), inside("second")],
        [inside("third"), inside("last")],
      ])
    }
    const tables = (depth: number) => tagsOf(pdf(nested(depth))).filter((kind) => kind === "Table").length
    expect(tables(2)).toBe(21)
    expect(tables(5)).toBe(1)
    expect(print(nested(5)).match(/\bthird\b/g)).toHaveLength(4 ** 5)
  })

  it("have head rows that hold a whole table, and cells that reach below the head", () => {
    const inner = table(many.slice(0, 70))
    const text = print(
      table(
        [
          [head(inner), head(paragraph("H"), paragraph("I", note(0)))],
          [cell("below"), cell("")],
        ],
        { headRows: 1 },
      ),
      table([[head(paragraph("Reaching")), { ...head(paragraph("x")), rowSpan: 2 }], [cell("under")]], { headRows: 1 }),
      paragraph("Again", note(0)),
    )
    for (const said of ["row 69", "below", "Reaching", "under"]) expect(text).toContain(said)
  })

  it("begin with their head and three rows on one page, wherever on the page they would begin", () => {
    const grid = table([[head(paragraph("Name")), head(paragraph("Value"))], ...many.slice(0, 40)], {
      headRows: 1,
      number: "Table 5.",
    })
    for (let lines = 24; lines < 34; lines++) {
      const before = Array.from({ length: lines }, (_, i) => paragraph(`line ${i}`))
      const [page = ""] = print(...before, grid)
        .split("\f")
        .filter((text) => text.includes("Table 5."))
      expect(page).toContain("row 2")
    }
  })

  it("break words that are wider than their column", () => {
    const url = `https://example.org/${"abcdefghij/".repeat(20)}`
    const text = print(table([[cell(url), cell("x".repeat(200))]])).replaceAll(/\s+/g, "")
    expect(text).toContain("abcdefghij/abcdefghij/")
    expect(text.match(/x/g)?.length).toBeGreaterThanOrEqual(200)
  })

  it("lead references to what is not in print nowhere", () => {
    const to = (id: string) => ({ type: "reference" as const, words: `paragraph ${id}`, to: id })
    const text = print(
      paragraph(to("gone"), to("in-head")),
      table([[head({ ...paragraph("H"), id: "in-head" })], [cell("x")]], { headRows: 1 }),
    )
    expect(text).toContain("paragraph gone")
  })
})
