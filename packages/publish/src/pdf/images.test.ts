import { describe, expect, it } from "vitest"
import { bookOf } from "../book/index.ts"
import { part } from "../testing/book-of-everything.ts"
import { barsPicture, drawing, type Picture } from "../testing/pictures.ts"
import { fontsOf, noPoppler, pagesOf } from "../testing/poppler.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { pdfOf, shippedFonts } from "./index.ts"

const fonts = shippedFonts()
const sample = bookOf(sampleVersion())

function print({ file }: Picture, bytes: Uint8Array): Uint8Array {
  const caption = { content: [{ type: "text" as const, text: "Flows" }] }
  const figure = {
    type: "figure" as const,
    file,
    alt: "Flows",
    isDecorative: false,
    width: 1,
    number: "Figure 1.",
    caption,
  }
  return pdfOf({ ...sample, parts: [part("a", "7.2", "Ghana", { blocks: [figure] })] }, { fonts, images: () => bytes })
}

function svg(body: string): Uint8Array {
  return new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120">${body}</svg>`)
}

describe("images of a PDF", () => {
  it("that are broken stop it with a sentence that says which", () => {
    expect(() => print(barsPicture(), new Uint8Array([1, 2, 3]))).toThrow(
      "The PDF cannot be made: no image can be read from the file of “Figure 1. Flows” in 7.2 Ghana.",
    )
  })

  it("that are drawings with characters of no font stop it", () => {
    expect(() => print(drawing(), svg("<text y='20'>移民</text>"))).toThrow(
      "The PDF cannot be made: no font has all characters of the drawing “Figure 1. Flows” in 7.2 Ghana.",
    )
  })

  it.skipIf(noPoppler !== null)("that are drawings use no font of the machine, whatever they ask for", () => {
    const asks = svg(`<style>text { font-family: "Liberation Serif", 'DejaVu Sans' }</style>
      <text y="20" font-family="DejaVu Sans">First</text><text y="50" style="font: 12px 'Liberation Sans'">Second &amp;</text>
      <text y="80">A → B</text>`)
    const pdf = print(drawing(), asks)
    expect(pagesOf(pdf).join("")).toContain("Second")
    expect(fontsOf(pdf).filter((name) => !/^(Noto|Amiri)/.test(name))).toEqual([])
  })
})
