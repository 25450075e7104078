import type { ImageMediaType } from "@codraft/publication/images"

type Bytes = Uint8Array<ArrayBuffer>

/**
 * The same picture without what the camera or the program wrote beside it: place, time, names, thumbnails, and whatever
 * follows its end. Colours stay right, since profiles stay. Not a pixel changes. For sound files of that type.
 */
export function withoutMetadata(bytes: Bytes, mediaType: ImageMediaType): Bytes {
  if (mediaType === "image/jpeg") return joined(jpegParts(bytes))
  if (mediaType === "image/png") return joined(pngParts(bytes))
  if (mediaType === "image/webp") return webpOf(bytes)
  return bytes
}

/** Segments that the picture needs: JFIF, colour profile, Adobe's colour transform, and everything that is not APPn or COM. */
function jpegParts(bytes: Bytes): Bytes[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = [bytes.subarray(0, 2)]
  let at = 2
  while (at + 4 <= bytes.byteLength) {
    const marker = view.getUint8(at + 1)
    if (marker === 0xd9) break
    const end = Math.min(bytes.byteLength, at + 2 + view.getUint16(at + 2))
    if (isJpegPart(bytes, marker, at + 4)) parts.push(bytes.subarray(at, end))
    at = end
    if (marker !== 0xda) continue
    const scanned = endOfScan(bytes, at)
    parts.push(bytes.subarray(at, scanned))
    at = scanned
  }
  return [...parts, new Uint8Array([0xff, 0xd9])]
}

function isJpegPart(bytes: Bytes, marker: number, at: number): boolean {
  if (marker === 0xe2) return wordAt(bytes, at, 11) === "ICC_PROFILE"
  if (marker === 0xe0 || marker === 0xee) return true
  return marker < 0xe0
}

/** Where the packed data of a scan ends: at a marker that is neither a stuffed byte, a restart, nor a fill. */
function endOfScan(bytes: Bytes, from: number): number {
  for (let at = from; at + 1 < bytes.byteLength; at += 1) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.byteLength
}

const pngChunks = new Set("IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB bKGD pHYs cICP mDCV cLLI".split(" "))

function pngParts(bytes: Bytes): Bytes[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = [bytes.subarray(0, 8)]
  for (let at = 8; at + 12 <= bytes.byteLength; ) {
    const name = wordAt(bytes, at + 4, 4)
    const end = at + 12 + view.getUint32(at)
    if (pngChunks.has(name)) parts.push(bytes.subarray(at, end))
    if (name === "IEND") break
    at = end
  }
  return parts
}

const webpChunks = new Set(["VP8X", "VP8 ", "VP8L", "ALPH", "ICCP"])
/** The bits of the extended header that announce Exif and XMP. */
const webpMetadataFlags = 0x08 | 0x04

function webpOf(bytes: Bytes): Bytes {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = [bytes.subarray(0, 12)]
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    if (webpChunks.has(wordAt(bytes, at, 4))) parts.push(bytes.subarray(at, end))
    at = end
  }
  const whole = joined(parts)
  const written = new DataView(whole.buffer)
  written.setUint32(4, whole.byteLength - 8, true)
  if (wordAt(whole, 12, 4) === "VP8X") whole[20] = (whole[20] ?? 0) & ~webpMetadataFlags
  return whole
}

function joined(parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

function wordAt(bytes: Bytes, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}
