import * as Y from "yjs"

/**
 * The update without what is already known (everything below the given clocks), so that bytes which claim other content
 * for a known item can never take its place when updates are merged. Deletes stay.
 */
export function trimKnown(update: Uint8Array, clocks: ReadonlyMap<number, number>): Uint8Array {
  return Y.diffUpdate(update, encodeClocks(clocks))
}

/** A Yjs state vector (v1). */
export function encodeClocks(clocks: ReadonlyMap<number, number>): Uint8Array {
  return Y.encodeStateVector(new Map(clocks))
}

export function decodeClocks(stateVector: Uint8Array): Map<number, number> {
  return Y.decodeStateVector(stateVector)
}
