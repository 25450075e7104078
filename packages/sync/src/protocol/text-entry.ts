import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { joined } from "./joined.ts"

/** What one entry of a text stream holds. */
export interface TextEntry {
  /** Yjs update, version 1, that needs nothing but the entries before it. */
  readonly update: Uint8Array
  /** Yjs client ids that this entry uses first: from here on they belong to the entry's author. */
  readonly bound: readonly number[]
}

export const textEntryFormat = 1

/** Client ids from here on are servers' own: no person may use one, and none is ever bound. Yjs draws below it. */
export const serverClientIdMin = 2 ** 32

export function isServerClientId(client: number): boolean {
  return client >= serverClientIdMin
}

/** format number, count of bound ids, the ids, and the update to the end. */
export function encodeTextEntry(entry: TextEntry): Uint8Array {
  const head = encoding.encode((encoder) => {
    encoding.writeUint8(encoder, textEntryFormat)
    encoding.writeVarUint(encoder, entry.bound.length)
    for (const client of entry.bound) encoding.writeVarUint(encoder, client)
  })
  return joined(head, entry.update)
}

export function decodeTextEntry(data: Uint8Array): TextEntry {
  const decoder = decoding.createDecoder(data)
  const format = decoding.readUint8(decoder)
  if (format !== textEntryFormat) throw new Error(`Text entries of format ${format} are not known here.`)
  const bound = Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarUint(decoder))
  return { bound, update: decoding.readTailAsUint8Array(decoder) }
}
