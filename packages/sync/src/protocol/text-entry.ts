import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { joined } from "./joined.ts"

/** What one entry of a text stream holds. */
export interface TextEntry {
  /** Yjs update, version 1, that needs nothing but the entries before it. */
  readonly update: Uint8Array
  /** Yjs client ids that this entry uses first: from here on they belong to the entry's author. */
  readonly bound: readonly number[]
  /**
   * Whose the words are that the entry brings from another text, in the order in which the update writes them; those beyond are its
   * author's. Absent where all of it is.
   */
  readonly credits?: readonly Credit[]
}

/** Characters (UTF-16) that one author wrote at one time; null: nobody that is known. */
export interface Credit {
  readonly author: string | null
  readonly at: number
  readonly length: number
}

/** An entry without credits is written as 1, so that whoever reads only those can. */
export const textEntryFormat = 1
const creditedFormat = 2

/** Client ids from here on are servers' own: no person may use one, and none is ever bound. Yjs draws below it. */
export const serverClientIdMin = 2 ** 32

export function isServerClientId(client: number): boolean {
  return client >= serverClientIdMin
}

/**
 * format number; count of bound ids, the ids; in format 2 the count of authors, their names, the count of credits, and for each the number of
 * its author (0: nobody), time and length; and the update to the end.
 */
export function encodeTextEntry(entry: TextEntry): Uint8Array {
  const { bound, credits } = entry
  const head = encoding.encode((encoder) => {
    encoding.writeUint8(encoder, credits === undefined ? textEntryFormat : creditedFormat)
    encoding.writeVarUint(encoder, bound.length)
    for (const client of bound) encoding.writeVarUint(encoder, client)
    if (credits !== undefined) writeCredits(encoder, credits)
  })
  return joined(head, entry.update)
}

export function decodeTextEntry(data: Uint8Array): TextEntry {
  const decoder = decoding.createDecoder(data)
  const format = decoding.readUint8(decoder)
  if (format !== textEntryFormat && format !== creditedFormat)
    throw new Error(`Text entries of format ${format} are not known here.`)
  const bound = Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarUint(decoder))
  const credits = format === creditedFormat ? { credits: readCredits(decoder) } : {}
  return { bound, ...credits, update: decoding.readTailAsUint8Array(decoder) }
}

function writeCredits(encoder: encoding.Encoder, credits: readonly Credit[]): void {
  const authors = [...new Set(credits.flatMap(({ author }) => (author === null ? [] : [author])))]
  encoding.writeVarUint(encoder, authors.length)
  for (const author of authors) encoding.writeVarString(encoder, author)
  encoding.writeVarUint(encoder, credits.length)
  for (const { author, at, length } of credits) {
    encoding.writeVarUint(encoder, author === null ? 0 : authors.indexOf(author) + 1)
    encoding.writeVarUint(encoder, at)
    encoding.writeVarUint(encoder, length)
  }
}

function readCredits(decoder: decoding.Decoder): Credit[] {
  const authors = Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarString(decoder))
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const author = authors[decoding.readVarUint(decoder) - 1] ?? null
    return { author, at: decoding.readVarUint(decoder), length: decoding.readVarUint(decoder) }
  })
}
