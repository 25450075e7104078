import { bounds } from "./bounds.ts"
import type { Append, Position, Snapshot } from "./storage.ts"

// What every adapter asks of its caller before anything is queued. A breach is a bug of the caller: TypeError or RangeError.

const streamName = /^[\x21-\x7e]{1,200}$/
// Control characters and lone surrogates do not come back from every store as they went in.
const authorName = /^[^\p{Cc}\p{Cs}]{1,200}$/u
const sha256Hex = /^[0-9a-f]{64}$/

export interface Weight {
  readonly entries: number
  readonly bytes: number
}

export function acceptBatch(batch: readonly Append[]): Weight {
  let entries = 0
  let bytes = 0
  for (const append of batch) {
    acceptStream(append.stream)
    if (append.expected !== undefined) acceptPosition(append.expected)
    for (const entry of append.entries) {
      if (!Number.isSafeInteger(entry.at) || entry.at < 0) throw new TypeError(`${entry.at} is no time in milliseconds`)
      if (!authorName.test(entry.author)) throw new TypeError(`${JSON.stringify(entry.author)} is no author`)
      acceptBytes("an entry", entry.data, bounds.entryBytesMax)
      bytes += entry.data.byteLength
    }
    entries += append.entries.length
  }
  if (bytes > bounds.queueBytesMax)
    throw new RangeError(`a batch holds at most ${bounds.queueBytesMax} bytes, not ${bytes}`)
  return { entries, bytes }
}

export function acceptStream(stream: string): void {
  if (!streamName.test(stream)) throw new TypeError(`${JSON.stringify(stream)} is no stream name`)
}

export function acceptPosition(position: Position): void {
  if (!Number.isSafeInteger(position) || position < 0) throw new RangeError(`${position} is no position`)
}

export function acceptSnapshot(stream: string, snapshot: Snapshot): void {
  acceptStream(stream)
  acceptPosition(snapshot.position)
  if (snapshot.position === 0) throw new RangeError("a snapshot of nothing is no snapshot")
  acceptBytes("a snapshot", snapshot.data, bounds.snapshotBytesMax)
}

export function acceptBlob(bytes: Uint8Array): void {
  acceptBytes("a blob", bytes, bounds.blobBytesMax)
}

export function acceptSha256(sha256: string): void {
  if (!sha256Hex.test(sha256)) throw new TypeError(`${JSON.stringify(sha256)} is no SHA-256 in lower-case hex`)
}

/** How much one read may answer with: what was asked for, within our own bounds, and never nothing. */
export function acceptLimits(limits: { entries?: number; bytes?: number } | undefined): Weight {
  const entries = limits?.entries ?? bounds.readEntriesMax
  const bytes = limits?.bytes ?? bounds.readBytesMax
  if (!(entries >= 1) || !(bytes >= 1)) throw new RangeError("a read asks for at least one entry and one byte")
  return { entries: Math.min(Math.floor(entries), bounds.readEntriesMax), bytes: Math.min(bytes, bounds.readBytesMax) }
}

function acceptBytes(what: string, bytes: Uint8Array, bytesMax: number): void {
  if (!(bytes instanceof Uint8Array)) throw new TypeError(`${what} holds bytes`)
  if (bytes.byteLength > bytesMax)
    throw new RangeError(`${what} holds at most ${bytesMax} bytes, not ${bytes.byteLength}`)
}
