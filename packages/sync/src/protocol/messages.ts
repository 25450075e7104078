import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { messageBounds } from "./bounds.ts"
import { joined } from "./joined.ts"

/**
 * One binary frame of `/sync/text:<sectionId>`: y-websocket's messages and the receipt.
 * `step1` and `queryAwareness` ask; `step2` answers a `step1`; the rest tells.
 */
export type Message =
  | { readonly type: "step1"; readonly stateVector: Uint8Array }
  | { readonly type: "step2"; readonly update: Uint8Array }
  | { readonly type: "update"; readonly update: Uint8Array }
  | { readonly type: "awareness"; readonly update: Uint8Array }
  /** The sender's change was refused; everything else that it sends on this connection will be too. */
  | { readonly type: "denied"; readonly code: string; readonly message: string }
  | { readonly type: "queryAwareness" }
  /** The first `count` step 2 and update messages of the receiver on this connection are durable. */
  | { readonly type: "receipt"; readonly count: number }

export class MalformedMessageError extends Error {
  override name = "MalformedMessageError"
}

export class MessageTooLargeError extends Error {
  override name = "MessageTooLargeError"
}

/** Message numbers on the wire. 0-3 are y-websocket's, 4 is ours; 0 has three kinds of its own, from y-protocols. */
export const messageNumbers = { sync: 0, awareness: 1, auth: 2, queryAwareness: 3, receipt: 4 } as const
export const syncNumbers = { step1: 0, step2: 1, update: 2 } as const
const permissionDenied = 0

export function encodeMessage(message: Message): Uint8Array {
  switch (message.type) {
    case "step1":
      return withBytes([messageNumbers.sync, syncNumbers.step1], message.stateVector)
    case "step2":
      return withBytes([messageNumbers.sync, syncNumbers.step2], message.update)
    case "update":
      return withBytes([messageNumbers.sync, syncNumbers.update], message.update)
    case "awareness":
      return withBytes([messageNumbers.awareness], message.update)
    case "denied":
      return encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, messageNumbers.auth)
        encoding.writeVarUint(encoder, permissionDenied)
        encoding.writeVarString(encoder, message.message)
        // NOTE: y-protocols stops reading after the sentence, so the code may follow it.
        encoding.writeVarString(encoder, message.code)
      })
    case "queryAwareness":
      return numbers([messageNumbers.queryAwareness])
    case "receipt":
      return numbers([messageNumbers.receipt, message.count])
    default:
      return message satisfies never
  }
}

/**
 * Reads one whole frame. Throws MalformedMessageError, or MessageTooLargeError for one beyond `messageBounds`.
 * The bytes of the result are views into the frame.
 */
export function decodeMessage(frame: Uint8Array): Message {
  const decoder = decoding.createDecoder(frame)
  try {
    const message = readMessage(decoder)
    // NOTE: lib0 makes views without asking whether they end inside the frame.
    if (decoder.pos !== frame.byteLength)
      throw new MalformedMessageError("The frame does not end where its message does.")
    return message
  } catch (error) {
    if (error instanceof MalformedMessageError || error instanceof MessageTooLargeError) throw error
    throw new MalformedMessageError("The frame could not be read.", { cause: error })
  }
}

function readMessage(decoder: decoding.Decoder): Message {
  const number = decoding.readVarUint(decoder)
  switch (number) {
    case messageNumbers.sync:
      return readSync(decoder)
    case messageNumbers.awareness:
      return { type: "awareness", update: readBytes(decoder, messageBounds.awarenessBytesMax) }
    case messageNumbers.auth: {
      if (decoding.readVarUint(decoder) !== permissionDenied) throw new MalformedMessageError("Unknown auth message.")
      const message = decoding.readVarString(decoder)
      const code = decoding.hasContent(decoder) ? decoding.readVarString(decoder) : "permission-denied"
      return { type: "denied", code, message }
    }
    case messageNumbers.queryAwareness:
      return { type: "queryAwareness" }
    case messageNumbers.receipt:
      return { type: "receipt", count: decoding.readVarUint(decoder) }
    default:
      throw new MalformedMessageError(`There is no message ${number}.`)
  }
}

function readSync(decoder: decoding.Decoder): Message {
  const number = decoding.readVarUint(decoder)
  switch (number) {
    case syncNumbers.step1:
      return { type: "step1", stateVector: readBytes(decoder, messageBounds.stateVectorBytesMax) }
    case syncNumbers.step2:
      return { type: "step2", update: readBytes(decoder, messageBounds.step2BytesMax) }
    case syncNumbers.update:
      return { type: "update", update: readBytes(decoder, messageBounds.updateBytesMax) }
    default:
      throw new MalformedMessageError(`There is no sync message ${number}.`)
  }
}

function readBytes(decoder: decoding.Decoder, bytesMax: number): Uint8Array {
  const length = decoding.readVarUint(decoder)
  if (length > decoder.arr.byteLength - decoder.pos) throw new MalformedMessageError("The frame ends too early.")
  if (length > bytesMax) throw new MessageTooLargeError(`The message holds ${length} bytes; ${bytesMax} are the most.`)
  return decoding.readUint8Array(decoder, length)
}

function numbers(all: readonly number[]): Uint8Array {
  return encoding.encode((encoder) => {
    for (const number of all) encoding.writeVarUint(encoder, number)
  })
}

/** The numbers, and behind them the bytes with their length. */
function withBytes(head: readonly number[], bytes: Uint8Array): Uint8Array {
  return joined(numbers([...head, bytes.byteLength]), bytes)
}
