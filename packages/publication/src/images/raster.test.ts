import { describe, expect, it } from "vitest"
import { readRaster } from "./raster.ts"

const ascii = (text: string) => Array.from(text, (sign) => sign.charCodeAt(0))
const u16 = (value: number) => [value >>> 8, value & 0xff]
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)]
const bytes = (...parts: (number[] | string)[]) => {
  return new Uint8Array(parts.flatMap((part) => (typeof part === "string" ? ascii(part) : part)))
}

const pngSignature = [0x89, ...ascii("PNG"), 0x0d, 0x0a, 0x1a, 0x0a]
const chunk = (name: string, data: number[]) => [...u32(data.length), ...ascii(name), ...data, 0, 0, 0, 0]
const png = (width: number, height: number, ...more: number[][]) => {
  const header = chunk("IHDR", [...u32(width), ...u32(height), 8, 2, 0, 0, 0])
  return bytes(pngSignature, header, ...more, chunk("IDAT", [1, 2]))
}

const segment = (marker: number, data: number[]) => [0xff, marker, ...u16(data.length + 2), ...data]
const exif = (orientation: number) => {
  const directory = [...u16(1), ...u16(0x0112), ...u16(3), ...u32(1), ...u16(orientation), 0, 0]
  return segment(0xe1, [...ascii("Exif"), 0, 0, ...ascii("MM"), 0, 42, ...u32(8), ...directory])
}
const jpeg = (width: number, height: number, ...before: number[][]) => {
  return bytes([0xff, 0xd8], ...before, segment(0xc2, [8, ...u16(height), ...u16(width), 3]))
}

const webp = (name: string, data: number[]) => bytes("RIFF", [0, 0, 0, 0], "WEBP", name, [0, 0, 0, 0], data)

describe("the size of an image", () => {
  it("is read from the head of a PNG", () => {
    const read = { mediaType: "image/png", width: 1200, height: 630, isTurned: false, isAnimated: false }
    expect(readRaster(png(1200, 630))).toEqual(read)
    expect(readRaster(png(1200, 630, chunk("gAMA", [1]), chunk("acTL", [1])))).toEqual({ ...read, isAnimated: true })
  })

  it("is read from the frame of a JPEG, and is that of the turned photograph", () => {
    const read = { mediaType: "image/jpeg", width: 400, height: 300, isTurned: false, isAnimated: false }
    expect(readRaster(jpeg(400, 300, segment(0xe0, ascii("JFIF")), segment(0xc4, [1, 2, 3])))).toEqual(read)
    expect(readRaster(jpeg(400, 300, exif(1)))).toEqual(read)
    expect(readRaster(jpeg(400, 300, exif(6)))).toEqual({ ...read, width: 300, height: 400, isTurned: true })
    expect(readRaster(jpeg(400, 300, exif(3)))).toEqual({ ...read, isTurned: true })
    expect(
      readRaster(jpeg(400, 300, segment(0xe1, [...ascii("Exif"), 0, 0, ...ascii("MM"), 0, 42, 255, 0, 0, 0]))),
    ).toEqual(read)
  })

  it("is read from all three kinds of WebP", () => {
    const read = { mediaType: "image/webp", width: 640, height: 480, isTurned: false, isAnimated: false }
    expect(readRaster(webp("VP8 ", [0, 0, 0, 0x9d, 0x01, 0x2a, 0x80, 0x02, 0xe0, 0x01]))).toEqual(read)
    const bits = 639 | (479 << 14)
    expect(readRaster(webp("VP8L", [0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, bits >>> 24]))).toEqual(
      read,
    )
    const extended = (flags: number) => webp("VP8X", [flags, 0, 0, 0, 0x7f, 2, 0, 0xdf, 1, 0])
    expect(readRaster(extended(0x10))).toEqual(read)
    expect(readRaster(extended(0x02))).toEqual({ ...read, isAnimated: true })
  })

  it("is not there for anything else, nor for what is cut off", () => {
    for (const what of ["", "GIF89a0000000000", "%PDF-1.7 .......", "<svg xmlns='…'/>", "RIFF....WAVEfmt "]) {
      expect(readRaster(bytes(what))).toBeNull()
    }
    expect(readRaster(png(0, 10))).toBeNull()
    for (const whole of [png(3, 4), jpeg(3, 4, exif(6)), webp("VP8X", [0, 0, 0, 0, 1, 0, 0, 1, 0, 0])]) {
      for (let length = 0; length < whole.length - 6; length += 1) {
        const read = readRaster(whole.subarray(0, length))
        if (read !== null) expect(read).toMatchObject({ width: expect.any(Number), height: expect.any(Number) })
      }
    }
  })
})
