import { ContentIndex } from "@codraft/document/update"
import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { Ledger } from "./ledger.ts"

/** What is stored beside the log so that a text opens without reading its whole history. */
export interface TextSnapshot {
  /** Yjs update, version 1: the whole text, without the bodies of what was deleted. */
  readonly update: Uint8Array
  readonly ledger: Ledger
}

const formatName = "codraft.text-snapshot"
const formatNumber = 1

/** name, number, update, clocks, delete set, owners of client ids, content index. */
export function encodeTextSnapshot({ update, ledger }: TextSnapshot): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarString(encoder, formatName)
    encoding.writeVarUint(encoder, formatNumber)
    encoding.writeVarUint8Array(encoder, update)
    encoding.writeVarUint8Array(encoder, encodeLedger(ledger))
  })
}

/** The text of a stored snapshot as one update, for who needs no more; null where this build cannot read it. */
export function textOfSnapshot(data: Uint8Array): Uint8Array | null {
  try {
    return decoding.readVarUint8Array(behindFormat(data))
  } catch {
    return null
  }
}

export function decodeTextSnapshot(data: Uint8Array): TextSnapshot {
  const decoder = behindFormat(data)
  const update = decoding.readVarUint8Array(decoder)
  return { update, ledger: decodeLedger(decoding.readVarUint8Array(decoder)) }
}

function behindFormat(data: Uint8Array): decoding.Decoder {
  const decoder = decoding.createDecoder(data)
  const name = decoding.readVarString(decoder)
  const number = decoding.readVarUint(decoder)
  if (name !== formatName || number !== formatNumber) {
    throw new Error(`A snapshot of the format ${name} ${number} is not known here.`)
  }
  return decoder
}

export function encodeLedger(ledger: Ledger): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, ledger.clocks.size)
    for (const [client, clock] of ledger.clocks) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock)
    }
    const deletes = [...ledger.deletes]
    encoding.writeVarUint(encoder, deletes.length)
    for (const { client, from, to } of deletes) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, from)
      encoding.writeVarUint(encoder, to - from)
    }
    encoding.writeVarUint(encoder, ledger.owners.size)
    for (const [client, person] of ledger.owners) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarString(encoder, person)
    }
    encoding.writeUint8Array(encoder, ledger.index.encode())
  })
}

export function decodeLedger(data: Uint8Array): Ledger {
  const decoder = decoding.createDecoder(data)
  const clocks = new Map<number, number>()
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder)
    clocks.set(client, decoding.readVarUint(decoder))
  }
  const deletes = []
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder)
    const from = decoding.readVarUint(decoder)
    deletes.push({ client, from, to: from + decoding.readVarUint(decoder) })
  }
  const owners = new Map<number, string>()
  for (let left = decoding.readVarUint(decoder); left > 0; left--) {
    const client = decoding.readVarUint(decoder)
    owners.set(client, decoding.readVarString(decoder))
  }
  const index = ContentIndex.decode(decoding.readTailAsUint8Array(decoder))
  return new Ledger({ clocks, deletes, owners, index })
}
