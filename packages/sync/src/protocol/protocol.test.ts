import { createHash } from "node:crypto"
import * as fc from "fast-check"
import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"
import { describe, expect, it } from "vitest"
import { readAuthMessage } from "y-protocols/auth"
import { writeSyncStep1, writeSyncStep2, writeUpdate } from "y-protocols/sync"
import * as Y from "yjs"
import { z } from "zod"
import {
  closeCodes,
  decodeMessage,
  decodeTextEntry,
  encodeMessage,
  encodeTextEntry,
  EventsMessageSchema,
  EventsRequestSchema,
  frameTooLargeCode,
  isServerClientId,
  MalformedMessageError,
  mayRetryAfter,
  type Message,
  messageBounds,
  messageNumbers,
  MessageTooLargeError,
  PROTOCOL_VERSION,
  serverClientIdMin,
  syncNumbers,
  textEntryFormat,
} from "./index.ts"

const bytes = fc.uint8Array({ maxLength: 300 })
const message: fc.Arbitrary<Message> = fc.oneof(
  bytes.map((stateVector): Message => ({ type: "step1", stateVector })),
  bytes.map((update): Message => ({ type: "step2", update })),
  bytes.map((update): Message => ({ type: "update", update })),
  bytes.map((update): Message => ({ type: "awareness", update })),
  fc.tuple(fc.string(), fc.string()).map(([code, message]): Message => ({ type: "denied", code, message })),
  fc.constant<Message>({ type: "queryAwareness" }),
  fc.nat().map((count): Message => ({ type: "receipt", count })),
)

const examples: Message[] = [
  { type: "step1", stateVector: new Uint8Array([1, 2]) },
  { type: "step2", update: new Uint8Array([3, 4]) },
  { type: "update", update: new Uint8Array(200) },
  { type: "awareness", update: new Uint8Array([0]) },
  { type: "denied", code: "section-closed", message: "It is closed." },
  { type: "queryAwareness" },
  { type: "receipt", count: 300 },
]

describe("messages", () => {
  it("[PROTO1] what is encoded is decoded the same", () => {
    fc.assert(
      fc.property(message, (message) => {
        expect(decodeMessage(encodeMessage(message))).toEqual(message)
      }),
    )
  })

  it("[PROTO1] the bytes are those of y-protocols", () => {
    const doc = new Y.Doc()
    doc.getText("line").insert(0, "words")
    const framed = (write: (encoder: encoding.Encoder) => void) =>
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, 0)
        write(encoder)
      })
    const update = Y.encodeStateAsUpdate(doc)
    expect(framed((encoder) => writeSyncStep1(encoder, doc))).toEqual(
      encodeMessage({ type: "step1", stateVector: Y.encodeStateVector(doc) }),
    )
    expect(framed((encoder) => writeSyncStep2(encoder, doc))).toEqual(encodeMessage({ type: "step2", update }))
    expect(framed((encoder) => writeUpdate(encoder, update))).toEqual(encodeMessage({ type: "update", update }))
  })

  it("[PROTO2] whatever the bytes are, they are read as a message or found malformed, never beyond their end", () => {
    const pool = new Uint8Array(4096).fill(65)
    fc.assert(
      fc.property(fc.oneof(bytes, message.map(encodeMessage)), fc.nat(40), (frame, cut) => {
        const length = Math.max(0, frame.length - cut)
        pool.set(frame, 100)
        const view = pool.subarray(100, 100 + length)
        try {
          const read = decodeMessage(view)
          expect(decodeMessage(view.slice())).toEqual(read)
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedMessageError)
        }
        pool.fill(65)
      }),
      { numRuns: 500 },
    )
    expect(() => decodeMessage(new Uint8Array([9]))).toThrow(MalformedMessageError)
    expect(() => decodeMessage(new Uint8Array([3, 3]))).toThrow(MalformedMessageError)
  })

  it.each([
    ["update", messageBounds.updateBytesMax],
    ["step2", messageBounds.step2BytesMax],
  ] as const)("[PROTO3] the largest %s is read, a larger one is not", (type, bytesMax) => {
    expect(decodeMessage(encodeMessage({ type, update: new Uint8Array(bytesMax) })).type).toBe(type)
    expect(() => decodeMessage(encodeMessage({ type, update: new Uint8Array(bytesMax + 1) }))).toThrow(
      MessageTooLargeError,
    )
    expect(messageBounds.frameBytesMax).toBeGreaterThan(bytesMax)
  })

  it("[PROTO4] a stock client reads the sentence of a refusal; one that sends no code is understood", () => {
    const decoder = decoding.createDecoder(
      encodeMessage({ type: "denied", code: "section-closed", message: "It is closed." }),
    )
    decoding.readVarUint(decoder)
    readAuthMessage(decoder, new Y.Doc(), (_doc, reason) => expect(reason).toBe("It is closed."))
    const stock = encoding.encode((encoder) => {
      encoding.writeVarUint(encoder, 2)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, "No.")
    })
    expect(decodeMessage(stock)).toEqual({ type: "denied", code: "permission-denied", message: "No." })
  })

  it("[PROTO5] the code says whether to come again", () => {
    const retried = Object.entries(closeCodes).filter(([, code]) => mayRetryAfter(code))
    expect(retried.map(([name]) => name)).toEqual(["failure", "stopping", "overload"])
    expect(mayRetryAfter(frameTooLargeCode)).toBe(false)
    expect(mayRetryAfter(1006)).toBe(true)
  })
})

describe("entries of a text stream", () => {
  it("[PROTO6] [PROTO7] come back as they were written, with any client id", () => {
    fc.assert(
      fc.property(bytes, fc.array(fc.nat({ max: 2 ** 31 - 1 }).map((id) => id * 2 + 1)), (update, bound) => {
        expect(decodeTextEntry(encodeTextEntry({ update, bound }))).toEqual({ update, bound })
      }),
    )
    const author = fc.option(fc.constantFrom("ana", "bo"), { nil: null })
    const credit = fc.record({ author, at: fc.nat({ max: 2 ** 42 }), length: fc.nat() })
    fc.assert(
      fc.property(bytes, fc.array(credit), (update, credits) => {
        expect(decodeTextEntry(encodeTextEntry({ update, bound: [], credits }))).toEqual({ update, bound: [], credits })
      }),
    )
    expect(encodeTextEntry({ update: new Uint8Array([7, 8]), bound: [5] })).toEqual(new Uint8Array([1, 1, 5, 7, 8]))
    expect(isServerClientId(serverClientIdMin)).toBe(true)
    for (let i = 0; i < 20; i++) expect(isServerClientId(new Y.Doc().clientID)).toBe(false)
  })

  it("[PROTO6] of another format are an error", () => {
    expect(() => decodeTextEntry(new Uint8Array([3, 0, 0, 0]))).toThrow("format 3")
  })
})

it("[PROTO8] messages change only together with PROTOCOL_VERSION", () => {
  const shapes = {
    messageNumbers,
    syncNumbers,
    closeCodes,
    textEntryFormat,
    serverClientIdMin,
    examples: examples.map((message) => Buffer.from(encodeMessage(message)).toString("hex")),
    request: z.toJSONSchema(EventsRequestSchema),
    message: z.toJSONSchema(EventsMessageSchema),
  }
  const hash = createHash("sha256").update(JSON.stringify(shapes)).digest("hex").slice(0, 16)
  // If this fails, do builds of before read your messages differently? Then step PROTOCOL_VERSION. Write the new pair here.
  expect({ version: PROTOCOL_VERSION, hash }).toEqual({ version: 2, hash: "96f0534f838f6cb9" })
})
