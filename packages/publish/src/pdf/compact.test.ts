import { expect, it } from "vitest"
import { bookOfEverything, bytesOf } from "../testing/book-of-everything.ts"
import { factsOf, fontsOf, noPoppler, pageSizesOf, pagesOf, tagsOf } from "../testing/poppler.ts"
import { compactPdf, pdfOf, shippedFonts } from "./index.ts"

it.skipIf(noPoppler !== null)("says, shows and tags the same in less room, in the same bytes each time", async () => {
  const loose = pdfOf(bookOfEverything(), { fonts: shippedFonts(), images: bytesOf })
  const compact = await compactPdf(loose)
  expect(compact.length).toBeLessThan(loose.length)
  for (const read of [pagesOf, tagsOf, fontsOf, pageSizesOf]) expect(read(compact)).toEqual(read(loose))
  const facts = (pdf: Uint8Array) => [...factsOf(pdf)].filter(([name]) => name !== "File size" && name !== "Optimized")
  expect(facts(compact)).toEqual(facts(loose))
  expect(Buffer.from(await compactPdf(loose)).equals(compact)).toBe(true)
  // Whoever checks the declaration finds it where it must not be compressed (ISO 14289-1, 5).
  expect(Buffer.from(compact).toString("latin1")).toContain("<pdfuaid:part>1</pdfuaid:part>")
})
