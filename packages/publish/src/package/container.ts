import { Inflate } from "fflate"

type Bytes = Uint8Array<ArrayBuffer>

/** What a zip file holds, and in what it contradicts itself. Nothing in it is trusted yet. */
export interface Container {
  /** By name; of several with one name the last. A folder is there only where no file is in it. */
  readonly entries: ReadonlyMap<string, Bytes>
  /** Names that more than one entry has: other programs may take another one out. */
  readonly twice: ReadonlySet<string>
  /** Entries of which the directory, the entry itself and the bytes do not say the same. */
  readonly faulty: ReadonlySet<string>
  /** There are bytes before, between or behind the entries, or a comment: they belong to no file. */
  readonly hasStrayBytes: boolean
}

export interface ContainerBounds {
  /** Of all entries, unpacked. */
  readonly bytesMax: number
  readonly filesMax: number
}

/** Why a zip file is not opened. `damaged`: it begins as one, and cannot be read to its end. */
export type NoContainer = "no-package" | "damaged" | "too-large"

/**
 * Reads a zip file as suspicious people do: every number in it is checked against another, so that no program finds other files in it
 * than are found here. Zip64 is not read: no package is that large.
 */
export function readContainer(zip: Bytes, bounds: ContainerBounds): Container | NoContainer {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength)
  const isZip = zip.length >= 4 && view.getUint32(0, true) === LOCAL
  const directory = directoryIn(view, bounds)
  if (directory === "too-large") return directory
  if (directory === null) return isZip ? "damaged" : "no-package"
  const { headers, start } = directory
  const found = headers.map((header) => ({ header, ...entryAt(zip, view, header) }))
  const names = headers.map(({ name }) => name)
  const kept = found.filter(({ header: { name }, bytes }) => !isFolderOf(names, name, bytes.length))
  return {
    entries: new Map(kept.map(({ header, bytes }) => [header.name, bytes])),
    twice: new Set(names.filter((name, i) => names.indexOf(name) !== i)),
    faulty: new Set(found.flatMap(({ header, isWhole }) => (isWhole ? [] : [header.name]))),
    hasStrayBytes: directory.hasStrayBytes || !areTiled(found, start),
  }
}

/** An entry as the directory has it. */
interface Header {
  readonly name: string
  readonly rawName: Bytes
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packedBytes: number
  readonly bytes: number
  readonly offset: number
  readonly hasOtherName: boolean
  readonly hasComment: boolean
}

interface Directory {
  readonly headers: readonly Header[]
  /** Where it begins: all entries stand before. */
  readonly start: number
  readonly hasStrayBytes: boolean
}

function directoryIn(view: DataView, { bytesMax, filesMax }: ContainerBounds): Directory | "too-large" | null {
  const end = endIn(view)
  if (end === null) return null
  const count = view.getUint16(end + 10, true)
  const size = view.getUint32(end + 12, true)
  const said = view.getUint32(end + 16, true)
  if (said + size > end) return null
  if (count > filesMax) return "too-large"
  // Where something was written before a zip file, all of its places are so much further on.
  const ahead = isCentral(view, said) ? 0 : end - size - said
  const start = said + ahead
  const headers: Header[] = []
  let at = start
  let total = 0
  for (let i = 0; i < count; i += 1) {
    if (at + 46 > end || !isCentral(view, at)) return null
    const nameEnd = at + 46 + view.getUint16(at + 28, true)
    const next = nameEnd + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    if (next > end) return null
    const header = headerAt(view, at, ahead)
    total += header.bytes
    if (total > bytesMax) return "too-large"
    headers.push(header)
    at = next
  }
  const isAtItsEnd = at === end && end + END_BYTES === view.byteLength
  const isOneDisk = view.getUint16(end + 8, true) === count && view.getUint32(end + 4, true) === 0
  return { headers, start, hasStrayBytes: !isAtItsEnd || !isOneDisk || headers.some(({ hasComment }) => hasComment) }
}

function isCentral(view: DataView, at: number): boolean {
  return at + 4 <= view.byteLength && view.getUint32(at, true) === CENTRAL
}

/** The last record of an end: behind it may stand a comment. */
function endIn(view: DataView): number | null {
  const last = view.byteLength - END_BYTES
  for (let at = last; at >= Math.max(0, last - COMMENT_BYTES_MAX); at -= 1) {
    if (view.getUint32(at, true) === END) return at
  }
  return null
}

function headerAt(view: DataView, at: number, ahead: number): Header {
  const nameEnd = at + 46 + view.getUint16(at + 28, true)
  const rawName = bytesIn(view, at + 46, nameEnd)
  return {
    // With a mark of byte order it is another name.
    name: new TextDecoder("utf-8", { ignoreBOM: true }).decode(rawName),
    rawName,
    flags: view.getUint16(at + 8, true),
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedBytes: view.getUint32(at + 20, true),
    bytes: view.getUint32(at + 24, true),
    offset: view.getUint32(at + 42, true) + ahead,
    hasOtherName: hasNameField(view, nameEnd, view.getUint16(at + 30, true)),
    hasComment: view.getUint16(at + 32, true) > 0,
  }
}

/** Whether extra fields name the entry once more: then some programs call it by that name. None of ours needs that. */
function hasNameField(view: DataView, from: number, length: number): boolean {
  for (let at = from; at + 4 <= from + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) === NAME_FIELD) return true
  }
  return false
}

/** The bytes of an entry, none where they cannot be had, and where it ends. */
interface Entry {
  readonly bytes: Bytes
  readonly isWhole: boolean
  readonly end: number
}

function entryAt(zip: Bytes, view: DataView, header: Header): Entry {
  const broken = { bytes: new Uint8Array(), isWhole: false, end: header.offset }
  const { offset } = header
  if (offset + 30 > zip.length || view.getUint32(offset, true) !== LOCAL) return broken
  const nameEnd = offset + 30 + view.getUint16(offset + 26, true)
  const from = nameEnd + view.getUint16(offset + 28, true)
  const to = from + header.packedBytes
  if (to > zip.length) return broken
  const extraBytes = from - nameEnd
  const bytes = unpacked(zip.subarray(from, to), header)
  const saysTheSame =
    !header.hasOtherName &&
    !hasNameField(view, nameEnd, extraBytes) &&
    isSame(bytesIn(view, offset + 30, nameEnd), header.rawName) &&
    view.getUint16(offset + 6, true) === header.flags &&
    view.getUint16(offset + 8, true) === header.method &&
    // Whoever packs as it streams has the sizes behind the entry.
    (hasSizesBehind(header) || areSizesAt(view, offset + 14, header))
  return {
    bytes: bytes ?? new Uint8Array(),
    isWhole: saysTheSame && bytes !== null && bytes.length === header.bytes && crcOf(bytes) === header.crc,
    end: hasSizesBehind(header) ? endOfSizes(view, to, header) : to,
  }
}

function hasSizesBehind({ flags }: Header): boolean {
  return (flags & SIZES_BEHIND) !== 0
}

/** With a mark before them or without. */
function endOfSizes(view: DataView, at: number, header: Header): number {
  if (at + 16 <= view.byteLength && view.getUint32(at, true) === SIZES && areSizesAt(view, at + 4, header))
    return at + 16
  return at + 12 <= view.byteLength && areSizesAt(view, at, header) ? at + 12 : at
}

function areSizesAt(view: DataView, at: number, { crc, packedBytes, bytes }: Header): boolean {
  return (
    view.getUint32(at, true) === crc &&
    view.getUint32(at + 4, true) === packedBytes &&
    view.getUint32(at + 8, true) === bytes
  )
}

/** Null for what is packed in another way, or encrypted, or is more than it says that it is. */
function unpacked(packed: Bytes, { method, flags, bytes }: Header): Bytes | null {
  if ((flags & ENCRYPTED) !== 0) return null
  if (method === STORED) return packed
  if (method !== DEFLATED) return null
  const out = new Uint8Array(bytes)
  let length = 0
  const inflate = new Inflate((chunk) => {
    if (length + chunk.length <= bytes) out.set(chunk, length)
    length += chunk.length
  })
  try {
    // Piece by piece, so that what lies about its size is let go of soon.
    for (let at = 0; at < packed.length; at += PIECE_BYTES) {
      inflate.push(packed.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= packed.length)
      if (length > bytes) return null
    }
  } catch {
    return null
  }
  return length === bytes ? out : null
}

/** Whether the entries follow one another from the first byte to the directory. */
function areTiled(found: readonly (Entry & { readonly header: Header })[], start: number): boolean {
  let at = 0
  for (const { header, end } of found.toSorted((a, b) => a.header.offset - b.header.offset)) {
    if (header.offset !== at) return false
    at = end
  }
  return at === start
}

/** Some programs pack the folders of files too. */
function isFolderOf(names: readonly string[], name: string, bytes: number): boolean {
  return name.endsWith("/") && bytes === 0 && names.some((other) => other !== name && other.startsWith(name))
}

function bytesIn(view: DataView, from: number, to: number): Bytes {
  return new Uint8Array(view.buffer as ArrayBuffer, view.byteOffset + from, Math.max(0, to - from))
}

function isSame(a: Bytes, b: Bytes): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i])
}

/** CRC-32 as in zip: what other programs check an entry by. */
function crcOf(bytes: Bytes): number {
  let crc = -1
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 255] ?? 0) ^ (crc >>> 8)
  return ~crc >>> 0
}

const crcTable = Int32Array.from({ length: 256 }, (_, n) => {
  let crc = n
  for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? 0xed_b8_83_20 ^ (crc >>> 1) : crc >>> 1
  return crc
})

const LOCAL = 0x04_03_4b_50
const CENTRAL = 0x02_01_4b_50
const END = 0x06_05_4b_50
const SIZES = 0x08_07_4b_50
/** Info-ZIP's Unicode path. */
const NAME_FIELD = 0x70_75
const END_BYTES = 22
const COMMENT_BYTES_MAX = 65_535
const ENCRYPTED = 1
const SIZES_BEHIND = 8
const STORED = 0
const DEFLATED = 8
const PIECE_BYTES = 2 ** 14
