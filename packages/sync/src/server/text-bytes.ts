import type { Position } from "@codraft/storage"
import * as Y from "yjs"
import type { TextState } from "./ports.ts"

/** No piece is merged to be larger: that would hold the event loop, and cost more than carrying it. */
const mergedBytesMax = 16 * 1024

/** Merged pieces of the tail; a piece that stands for 2^n entries is only merged with one that does too. */
interface Piece {
  readonly bytes: Uint8Array
  readonly rank: number
}

/**
 * The bytes of one text at one position: the last compacted update and the tail since. No part of it is ever applied to a document
 * here; merged, the parts hold the whole text. Merging as it goes keeps n entries in about log n pieces.
 */
export class TextBytes {
  #position: Position
  #base: Uint8Array | null
  #basePosition: Position
  /** What a running compaction has taken; merged no further, so that it can be replaced as a whole. */
  #sealed: Piece[] = []
  #sealedPosition: Position | null = null
  #tail: Piece[] = []
  #tailBytes = 0

  constructor(position: Position, base: Uint8Array | null) {
    this.#position = position
    this.#basePosition = position
    this.#base = base
  }

  get position(): Position {
    return this.#position
  }

  /** Entries since the last compaction. */
  get tailEntries(): number {
    return this.#position - this.#basePosition
  }

  get tailBytes(): number {
    return this.#tailBytes
  }

  get bytes(): number {
    return this.#tailBytes + (this.#base?.byteLength ?? 0)
  }

  get state(): TextState {
    return { position: this.#position, parts: this.parts }
  }

  get parts(): Uint8Array[] {
    const pieces = [...this.#sealed, ...this.#tail].map((piece) => piece.bytes)
    return this.#base === null ? pieces : [this.#base, ...pieces]
  }

  append(update: Uint8Array, position: Position): void {
    this.#position = position
    this.#tailBytes += update.byteLength
    let piece: Piece = { bytes: update, rank: 0 }
    for (;;) {
      const last = this.#tail.at(-1)
      if (last === undefined || last.rank > piece.rank) break
      if (last.bytes.byteLength + piece.bytes.byteLength > mergedBytesMax) break
      this.#tail.pop()
      piece = { bytes: Y.mergeUpdates([last.bytes, piece.bytes]), rank: last.rank + 1 }
    }
    this.#tail.push(piece)
  }

  /** What is here beyond an encoded state vector, with the whole delete set. */
  diff(stateVector: Uint8Array): Uint8Array {
    return diffOf(this.parts, stateVector)
  }

  /** The state to compact. Until `rebase` or `unseal`, what is appended is kept apart from it. */
  seal(): TextState {
    const state = this.state
    this.#sealed.push(...this.#tail)
    this.#tail = []
    this.#sealedPosition = this.#position
    return state
  }

  /** Puts one update in the place of everything up to the seal. */
  rebase(update: Uint8Array): void {
    if (this.#sealedPosition === null) throw new Error("There is nothing sealed to replace.")
    this.#base = update
    this.#basePosition = this.#sealedPosition
    this.#sealed = []
    this.#sealedPosition = null
    this.#tailBytes = this.#tail.reduce((sum, piece) => sum + piece.bytes.byteLength, 0)
  }

  unseal(): void {
    this.#tail = [...this.#sealed, ...this.#tail]
    this.#sealed = []
    this.#sealedPosition = null
  }
}

/** An update that changes nothing. */
export const emptyUpdate: Uint8Array = new Uint8Array([0, 0])

/** NOTE: merging first, because a part alone may start behind a hole that another part fills. */
export function diffOf(parts: readonly Uint8Array[], stateVector: Uint8Array): Uint8Array {
  if (parts.length === 0) return emptyUpdate
  return Y.diffUpdate(Y.mergeUpdates([...parts]), stateVector)
}
