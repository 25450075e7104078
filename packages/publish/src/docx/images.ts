import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { ImageFile } from "@codraft/document/canonical"
import type { Book } from "../book/index.ts"
import { pngOf } from "./png.ts"
import { surveyOf } from "./survey.ts"

/** An image as Word takes it: a drawing with pixels for who cannot draw it. */
export type WordImage = Pixels | { readonly type: "svg"; readonly data: Uint8Array; readonly fallback: Pixels }

interface Pixels {
  readonly type: "png" | "jpg"
  readonly data: Uint8Array
}

/** The images of a book by SHA-256. Those that Word does not know are turned into such as it does. */
export async function wordImagesOf(
  book: Book,
  images: (file: ImageFile) => Uint8Array,
): Promise<ReadonlyMap<string, WordImage>> {
  const made = new Map<string, WordImage>()
  for (const file of surveyOf(book).files) {
    if (!made.has(file.blob)) made.set(file.blob, await turned(file, images(file)))
  }
  return made
}

/** Whatever a decoder throws, it means that it cannot read the image. */
async function turned(file: ImageFile, data: Uint8Array): Promise<WordImage> {
  try {
    return await wordImage(file, data)
  } catch (cause) {
    const sentence = `An image (${file.mediaType}, ${file.width} × ${file.height}) cannot be turned into one that Word shows. Replace it.`
    throw new DocxError(sentence, { cause })
  }
}

/** Why there is no Word file; the message is for people. */
export class DocxError extends Error {
  override readonly name = "DocxError"
}

async function wordImage(file: ImageFile, data: Uint8Array): Promise<WordImage> {
  switch (file.mediaType) {
    case "image/png":
      return { type: "png", data }
    case "image/jpeg":
      return { type: "jpg", data }
    case "image/webp":
      return pixelsOfWebp(data)
    case "image/svg+xml":
      return { type: "svg", data, fallback: await pixelsOfDrawing(file, data) }
    default:
      return file.mediaType satisfies never
  }
}

const require = createRequire(import.meta.url)

/** Across, as many as a line of the page has at 300 dots per inch. */
const drawingPixels = 1_890

let drawer: Promise<typeof import("@resvg/resvg-wasm").Resvg> | null = null

async function pixelsOfDrawing({ width }: ImageFile, data: Uint8Array): Promise<Pixels> {
  drawer ??= import("@resvg/resvg-wasm").then(async ({ initWasm, Resvg }) => {
    await initWasm(readFileSync(require.resolve("@resvg/resvg-wasm/index_bg.wasm")))
    return Resvg
  })
  const Resvg = await drawer
  const font = { fontBuffers: drawingFonts(), defaultFontFamily: "Noto Sans", loadSystemFonts: false }
  const options = {
    fitTo: { mode: "width", value: Math.max(drawingPixels, Math.min(width, 2 * drawingPixels)) },
    font,
  } as const
  const drawn = new Resvg(data, options)
  try {
    const image = drawn.render()
    const png = image.asPng()
    image.free()
    return { type: "png", data: png }
  } finally {
    drawn.free()
  }
}

/** Words in a drawing, whatever family it asks for: what Word itself draws has the reader's fonts. */
function drawingFonts(): Uint8Array[] {
  const files = [
    require.resolve("@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf"),
    require.resolve("@expo-google-fonts/amiri/400Regular/Amiri_400Regular.ttf"),
  ]
  return files.map((file) => new Uint8Array(readFileSync(file)))
}

/** A picture with transparent parts stays one; a photograph would be ten times as large so. */
async function pixelsOfWebp(data: Uint8Array): Promise<Pixels> {
  const { width, height, data: pixels } = await decodedWebp(data)
  for (let at = 3; at < pixels.length; at += 4) {
    if (pixels[at] !== 255) return { type: "png", data: pngOf(width, height, pixels) }
  }
  const encode = await import("@jsquash/jpeg/encode.js")
  await encode.init(moduleOf(require.resolve("@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm")))
  const jpeg = await encode.default({ width, height, data: pixels } as ImageData, { quality: 88 })
  return { type: "jpg", data: new Uint8Array(jpeg) }
}

async function decodedWebp(data: Uint8Array): Promise<Pick<ImageData, "width" | "height" | "data">> {
  const decode = await import("@jsquash/webp/decode.js")
  // What the decoder gives its result as; servers have none.
  globalThis.ImageData ??= PlainImageData as unknown as typeof ImageData
  await decode.init(moduleOf(require.resolve("@jsquash/webp/codec/dec/webp_dec.wasm")))
  return decode.default(data.slice().buffer)
}

class PlainImageData {
  readonly data: Uint8ClampedArray
  readonly width: number
  readonly height: number

  constructor(data: Uint8ClampedArray, width: number, height: number) {
    this.data = data
    this.width = width
    this.height = height
  }
}

function moduleOf(file: string): WebAssembly.Module {
  return new WebAssembly.Module(readFileSync(file))
}
