import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { StorageError } from "./errors.ts"
import type { NewEntry } from "./storage.ts"

// Many entries as one piece of bytes: between threads, and (compressed) in the archive.
//
//   format   varUint 1
//   authors  varUint count, varString each, in order of first use
//   entries  varUint count, then for each: varUint author, varInt at minus the one before, varUint length
//   data     all of it, end to end
//
// Columns of like things compress better than rows, and nobody pays for an author's name twice.

const formatNumber = 1

export function packEntries(entries: readonly NewEntry[]): Uint8Array<ArrayBuffer> {
  const numbers = new Map<string, number>()
  for (const { author } of entries) if (!numbers.has(author)) numbers.set(author, numbers.size)
  const head = encoding.createEncoder()
  encoding.writeVarUint(head, formatNumber)
  encoding.writeVarUint(head, numbers.size)
  for (const author of numbers.keys()) encoding.writeVarString(head, author)
  encoding.writeVarUint(head, entries.length)
  let before = 0
  let dataBytes = 0
  for (const { at, author, data } of entries) {
    encoding.writeVarUint(head, numbers.get(author) ?? 0)
    encoding.writeVarInt(head, at - before)
    encoding.writeVarUint(head, data.byteLength)
    before = at
    dataBytes += data.byteLength
  }
  const packed = new Uint8Array(encoding.length(head) + dataBytes)
  packed.set(encoding.toUint8Array(head))
  let offset = encoding.length(head)
  for (const { data } of entries) {
    packed.set(data, offset)
    offset += data.byteLength
  }
  return packed
}

/** The entries' data are views of `packed`. */
export function unpackEntries(packed: Uint8Array): NewEntry[] {
  const head = decoding.createDecoder(packed)
  const format = decoding.readVarUint(head)
  if (format !== formatNumber)
    throw new StorageError(`entries are packed in format ${format}, which this program does not know`)
  const authors = Array.from({ length: decoding.readVarUint(head) }, () => decoding.readVarString(head))
  let before = 0
  const fields = Array.from({ length: decoding.readVarUint(head) }, () => {
    const author = authors[decoding.readVarUint(head)]
    if (author === undefined) throw new StorageError("packed entries name an author who is not there")
    before += decoding.readVarInt(head)
    return { author, at: before, bytes: decoding.readVarUint(head) }
  })
  let offset = head.pos
  const entries = fields.map(({ author, at, bytes }) => {
    offset += bytes
    return { at, author, data: packed.subarray(offset - bytes, offset) }
  })
  if (offset !== packed.byteLength) throw new StorageError("packed entries are cut off")
  return entries
}
