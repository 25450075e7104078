import { PDFArray, PDFName } from "@cantoo/pdf-lib"
import { describe, expect, it } from "vitest"
import { bookOfEverything, bytesOf } from "../testing/book-of-everything.ts"
import { factsOf, fontsOf, noPoppler, pageSizesOf, pagesOf, tagsOf } from "../testing/poppler.ts"
import { bookOf } from "../book/index.ts"
import { allOf, attribute, tagTreeOf } from "../testing/pdf-tags.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { compactPdf, pdfOf, pdfPagesOf, shippedFonts } from "./index.ts"

it.skipIf(noPoppler !== null)("says, shows and tags the same in less room, in the same bytes each time", async () => {
  const loose = pdfOf(bookOfEverything(), { fonts: shippedFonts(), images: bytesOf })
  const compact = await compactPdf(loose)
  expect(compact.length).toBeLessThan(loose.length)
  for (const read of [pagesOf, fontsOf, pageSizesOf]) expect(read(compact)).toEqual(read(loose))
  expect(tagsOf(compact)).toHaveLength(tagsOf(loose).length)
  const facts = (pdf: Uint8Array) => [...factsOf(pdf)].filter(([name]) => name !== "File size" && name !== "Optimized")
  expect(facts(compact)).toEqual(facts(loose))
  expect(Buffer.from(await compactPdf(loose)).equals(compact)).toBe(true)
  // Whoever checks the declaration finds it where it must not be compressed (ISO 14289-1, 5).
  expect(Buffer.from(compact).toString("latin1")).toContain("<pdfuaid:part>1</pdfuaid:part>")
})

describe("the tags of a book of everything", () => {
  const { bytes, heads } = pdfPagesOf(bookOfEverything(), { fonts: shippedFonts(), images: bytesOf })
  const read = compactPdf(bytes, heads).then(tagTreeOf)

  it("are what PDF/UA-1 asks for: kinds, places, levels, whole tables, heads, notes, figures and links", async () => {
    expect((await read).faults).toEqual([])
  })

  it("say of every cell of a row which cell heads it, beside those that head its column", async () => {
    const [table] = allOf((await read).root).filter(({ kind }) => kind === "Table")
    const rows = table === undefined ? [] : allOf(table).filter(({ kind }) => kind === "TR")
    const [head, ...cells] = rows[2]?.children ?? []
    expect(head?.kind).toBe("TH")
    expect(head === undefined ? undefined : attribute(head, "Table", "Scope")).toBe(PDFName.of("Row"))
    const headsOf = cells.map((cell) => {
      const named = attribute(cell, "Table", "Headers")
      return named instanceof PDFArray ? named.size() : 0
    })
    expect(headsOf).toEqual([3, 3, 2])
  })

  it("have the caption of a table in the table", async () => {
    const tables = allOf((await read).root).filter(({ kind }) => kind === "Table")
    expect(tables.filter(({ children }) => children[0]?.kind === "Caption").length).toBeGreaterThan(2)
  })

  it("are right for the sample as well", async () => {
    const sample = pdfPagesOf(bookOf(sampleVersion()), { fonts: shippedFonts(), images: bytesOf })
    expect((await tagTreeOf(await compactPdf(sample.bytes, sample.heads))).faults).toEqual([])
  })
})
