import { describe, expect, it } from "vitest"
import { bookOf } from "../book/index.ts"
import { bookOfEverything, bytesOf, paragraph, part } from "../testing/book-of-everything.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { missingCharacters, pdfOf, shippedFonts } from "./index.ts"

const fonts = shippedFonts()
const sample = bookOf(sampleVersion())

describe("characters that no font has", () => {
  it("are none in a book of many scripts", () => {
    expect(missingCharacters(bookOfEverything(), fonts)).toEqual([])
  })

  it("are found wherever they stand, with the parts that have them", () => {
    const parts = [
      part("a", "1", "First", { blocks: [paragraph("A 移 and 民")] }),
      part("b", "2", "移", { viewsOf: "移" }),
    ]
    expect(missingCharacters({ ...sample, parts }, fonts)).toEqual([
      {
        character: "移",
        places: [
          { id: "a", number: "1", title: "First" },
          { id: "b", number: "2", title: "移" },
        ],
      },
      { character: "民", places: [{ id: "a", number: "1", title: "First" }] },
    ])
    expect(missingCharacters({ ...sample, cover: { ...sample.cover, title: "移" } }, fonts)).toEqual([
      { character: "移", places: [null] },
    ])
  })

  it("are not those that have no look of their own, nor letters whose parts the fonts have", () => {
    const parts = [part("a", "1", "\u2067\u200B\u00AD\uFEFF", { blocks: [paragraph("e\u0301 ḗ \u202F\u00A0")] })]
    expect(missingCharacters({ ...sample, parts }, fonts)).toEqual([])
  })

  it("stop the PDF with a sentence that names them and where they stand", () => {
    const parts = [part("a", "7.2", "Japan", { blocks: [paragraph("移")] })]
    expect(() => pdfOf({ ...sample, parts }, { fonts, images: bytesOf })).toThrow(
      "The PDF cannot be made: no font has the character “移” (U+79FB) in 7.2 Japan.",
    )
  })

  it("are not asked for where a font is missing altogether", () => {
    const some = fonts.filter(({ family }) => family !== "Amiri")
    expect(() => pdfOf(sample, { fonts: some, images: bytesOf })).toThrow(
      "The PDF cannot be made without the font Amiri.",
    )
  })
})
