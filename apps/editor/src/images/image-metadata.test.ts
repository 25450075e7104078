import { expect, it } from "vitest"
import { withoutMetadata } from "./image-metadata.ts"

const ascii = (text: string) => Array.from(text, (sign) => sign.charCodeAt(0))
const u16 = (value: number) => [value >>> 8, value & 0xff]
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)]
const u32le = (value: number) => u32(value).reverse()
const bytes = (...parts: number[][]) => new Uint8Array(parts.flat())
const holds = (whole: Uint8Array, word: string) => String.fromCharCode(...whole).includes(word)

it("takes place, time and comments out of a photograph, and what hangs at its end, and leaves colours and pixels", () => {
  const segment = (marker: number, data: number[]) => [0xff, marker, ...u16(data.length + 2), ...data]
  const start = [0xff, 0xd8]
  const pixels = [
    ...segment(0xdb, [1, 2, 3]),
    ...segment(0xc2, [8, 0, 30, 0, 40, 3]),
    ...segment(0xda, [1]).concat(5, 0xff, 0, 6, 0xff, 0xd0, 7),
    ...segment(0xc4, [9]),
    ...segment(0xda, [2]).concat(8, 0xff),
  ]
  const kept = [segment(0xe0, ascii("JFIF")), segment(0xe2, ascii("ICC_PROFILE…")), segment(0xee, ascii("Adobe"))]
  const dropped = [
    segment(0xe1, ascii("Exif GPS")),
    segment(0xe2, ascii("MPF")),
    segment(0xed, ascii("IPTC")),
    segment(0xfe, ascii("taken by")),
  ]
  const photograph = bytes(start, ...kept, ...dropped, pixels, [0xff, 0xd9], ascii("a film of the same moment"))
  expect(withoutMetadata(photograph, "image/jpeg")).toEqual(bytes(start, ...kept, pixels, [0xff, 0xd9]))
})

it("takes words and dates out of a PNG", () => {
  const chunk = (name: string, data: number[]) => [...u32(data.length), ...ascii(name), ...data, 1, 2, 3, 4]
  const head = [0x89, ...ascii("PNG"), 13, 10, 26, 10, ...chunk("IHDR", [0])]
  const tail = [...chunk("IDAT", [7]), ...chunk("IEND", [])]
  const written = bytes(head, chunk("tEXt", ascii("Author")), chunk("eXIf", [1]), chunk("gAMA", [2]), tail, [9, 9])
  expect(withoutMetadata(written, "image/png")).toEqual(bytes(head, chunk("gAMA", [2]), tail))
})

it("takes Exif and XMP out of a WebP, with what announces them", () => {
  const chunk = (name: string, data: number[]) => {
    return [...ascii(name), ...u32le(data.length), ...data, ...(data.length % 2 ? [0] : [])]
  }
  const webp = (flags: number, ...more: number[][]) => {
    const body = [chunk("VP8X", [flags, 0, 0, 0, 9, 0, 0, 9, 0, 0]), chunk("VP8 ", [1, 2, 3]), ...more].flat()
    return bytes(ascii("RIFF"), u32le(body.length + 4), ascii("WEBP"), body)
  }
  const clean = withoutMetadata(webp(0x3c, chunk("EXIF", ascii("GPS")), chunk("XMP ", [1])), "image/webp")
  expect(clean).toEqual(webp(0x30))
  expect(holds(clean, "GPS")).toBe(false)
})
