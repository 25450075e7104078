import type { ImageMediaType } from "./stored-image.ts"

export interface Raster {
  mediaType: Exclude<ImageMediaType, "image/svg+xml">
  /** As it is shown: of a photograph that its camera held sideways, after turning. */
  width: number
  height: number
  /** It is to be turned before it is shown; the bytes hold it otherwise. */
  isTurned: boolean
  isAnimated: boolean
}

/** What the bytes are, whatever their name or header says; null for what is none of the three kinds, or broken. */
export function readRaster(bytes: Uint8Array): Raster | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const raster = readPng(view) ?? readJpeg(view) ?? readWebp(view)
    return raster !== null && raster.width > 0 && raster.height > 0 ? raster : null
  } catch (error) {
    // The bytes end before what they promise.
    if (error instanceof RangeError) return null
    throw error
  }
}

function readPng(view: DataView): Raster | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a) return null
  if (wordAt(view, 12) !== "IHDR") return null
  let isAnimated = false
  for (let at = 8; ; at += 12 + view.getUint32(at)) {
    const chunk = wordAt(view, at + 4)
    if (chunk === "acTL") isAnimated = true
    if (chunk === "IDAT") break
  }
  const [width, height] = [view.getUint32(16), view.getUint32(20)]
  return { mediaType: "image/png", width, height, isTurned: false, isAnimated }
}

function readJpeg(view: DataView): Raster | null {
  if (view.getUint16(0) !== 0xffd8) return null
  let orientation = 1
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return null
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === 0xe1) orientation = readOrientation(view, at + 4, view.getUint16(at + 2) - 2) ?? orientation
    if (isFrame(marker)) {
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)]
      const size = orientation > 4 ? { width: height, height: width } : { width, height }
      return { mediaType: "image/jpeg", ...size, isTurned: orientation !== 1, isAnimated: false }
    }
    if (marker === 0xda || marker === 0xd9) return null
    at += 2 + view.getUint16(at + 2)
  }
}

/** SOF0 to SOF15, without the three codes of that range that mean something else. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** The Orientation tag in the first directory of an Exif segment. */
function readOrientation(whole: DataView, start: number, length: number): number | null {
  if (length < 14 || wordAt(whole, start) !== "Exif") return null
  const tiff = new DataView(whole.buffer, whole.byteOffset + start + 6, length - 6)
  try {
    const isLittle = tiff.getUint16(0) === 0x4949
    const directory = tiff.getUint32(4, isLittle)
    for (let entry = 0; entry < tiff.getUint16(directory, isLittle); entry += 1) {
      const at = directory + 2 + entry * 12
      if (tiff.getUint16(at, isLittle) !== 0x0112) continue
      const orientation = tiff.getUint16(at + 8, isLittle)
      return orientation >= 1 && orientation <= 8 ? orientation : null
    }
    return null
  } catch (error) {
    // A broken directory turns nothing; the photograph itself may be sound.
    if (error instanceof RangeError) return null
    throw error
  }
}

function readWebp(view: DataView): Raster | null {
  if (wordAt(view, 0) !== "RIFF" || wordAt(view, 8) !== "WEBP") return null
  const found = (width: number, height: number, isAnimated: boolean): Raster => {
    return { mediaType: "image/webp", width, height, isTurned: false, isAnimated }
  }
  switch (wordAt(view, 12)) {
    case "VP8X": {
      const size = (at: number) => 1 + view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000
      return found(size(24), size(27), (view.getUint8(20) & 0x02) !== 0)
    }
    case "VP8 ":
      if (view.getUint16(23) !== 0x9d01 || view.getUint8(25) !== 0x2a) return null
      return found(view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff, false)
    case "VP8L": {
      if (view.getUint8(20) !== 0x2f) return null
      const bits = view.getUint32(21, true)
      return found(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff), false)
    }
    default:
      return null
  }
}

function wordAt(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3))
}
