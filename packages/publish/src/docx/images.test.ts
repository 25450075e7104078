import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { ImageFile } from "@codraft/document/canonical"
import encodeWebp, { init } from "@jsquash/webp/encode.js"
import { readRaster } from "@codraft/publication/images"
import { beforeAll, describe, expect, it } from "vitest"
import { bookOf } from "../book/index.ts"
import { sampleVersion } from "../testing/sample-version.ts"
import { WordFile } from "../testing/word-file.ts"
import { DocxError, docxOf } from "./index.ts"
import { pngOf } from "./png.ts"

function pixels(width: number, height: number, opacity: number): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: width * height * 4 }, (_, i) => (i % 4 === 3 ? opacity : (i * 5) % 256))
}

async function webp(width: number, height: number, opacity: number): Promise<Uint8Array> {
  const image = { width, height, data: pixels(width, height, opacity) } as ImageData
  return new Uint8Array(await encodeWebp(image, { lossless: 1 }))
}

const drawing = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20"/><text y="9">Ab</text></svg>',
)

async function fileWith(mediaType: ImageFile["mediaType"], bytes: Uint8Array, more: object = {}): Promise<WordFile> {
  const book = bookOf(sampleVersion())
  const [first] = book.parts
  const file: ImageFile = { blob: "a".repeat(64), mediaType, width: 40, height: 20 }
  const figure = { type: "figure", file, alt: 'Bars & "lines"', isDecorative: false, width: 0.5, ...more } as const
  const parts = first ? [{ ...first, blocks: [figure, figure] }] : []
  return new WordFile(await docxOf({ ...book, parts }, { images: () => bytes }))
}

function media(file: WordFile): { path: string; bytes: Uint8Array }[] {
  return file.paths.filter((path) => path.startsWith("word/media/")).map((path) => ({ path, bytes: file.bytes(path) }))
}

beforeAll(async () => {
  const { resolve } = createRequire(import.meta.url)
  await init(new WebAssembly.Module(readFileSync(resolve("@jsquash/webp/codec/enc/webp_enc.wasm"))))
})

describe("images of a book in a Word file", () => {
  it("are there once, as wide as they are to be, with what they say", async () => {
    const file = await fileWith("image/png", pngOf(40, 20, pixels(40, 20, 255)))
    expect(file.faults()).toEqual([])
    expect(media(file)).toHaveLength(1)
    expect(file.document).toContain('descr="Bars &amp; &quot;lines&quot;"')
    // Half of 9,070 twentieths of a point, in the 635 parts that Word counts them as.
    const [, across = "", down = ""] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(file.document) ?? []
    expect(Number(across)).toBeCloseTo(9070 * 0.5 * 635, -4)
    expect(Number(across) / Number(down)).toBeCloseTo(2, 2)
  })

  it("are marked where they are decoration", async () => {
    const file = await fileWith("image/png", pngOf(40, 20, pixels(40, 20, 255)), { isDecorative: true, alt: "" })
    expect(file.document).toMatch(/<adec:decorative [^>]*val="1"/)
  })

  it("of the kind that Word does not know become ones that it does", async () => {
    const [opaque] = media(await fileWith("image/webp", await webp(40, 20, 255)))
    expect(opaque && readRaster(opaque.bytes)).toMatchObject({ mediaType: "image/jpeg", width: 40, height: 20 })
    const [clear] = media(await fileWith("image/webp", await webp(40, 20, 90)))
    expect(clear && readRaster(clear.bytes)).toMatchObject({ mediaType: "image/png", width: 40, height: 20 })
  })

  it("that cannot be read stop the file with a sentence", async () => {
    await expect(fileWith("image/svg+xml", new Uint8Array([0xff, 0xd8]))).rejects.toThrow(
      new DocxError("An image (image/svg+xml, 40 × 20) cannot be turned into one that Word shows. Replace it."),
    )
  })

  it("that are drawings stay so, and have pixels beside them for who cannot draw", async () => {
    const file = await fileWith("image/svg+xml", drawing)
    const images = media(file)
    expect(images.map(({ path }) => path.split(".").at(-1))).toEqual(expect.arrayContaining(["png", "svg"]))
    const pixelsOf = images.find(({ path }) => path.endsWith(".png"))
    expect(pixelsOf && readRaster(pixelsOf.bytes)).toMatchObject({ width: 1890, height: 945 })
    expect(file.faults()).toEqual([])
    const again = await fileWith("image/svg+xml", drawing)
    expect(media(again)).toEqual(images)
  })
})
