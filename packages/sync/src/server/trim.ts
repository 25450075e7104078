import * as encoding from "lib0/encoding"
import * as Y from "yjs"
import type { ClockRange } from "./clock-ranges.ts"

/** Beyond every clock. */
const endOfClocks = 2 ** 52

/**
 * The update without what is known: of each client only what follows `from` of its new run, and only these deletions. Bytes that
 * claim something else for a known item so never reach the log.
 */
export function trimUpdate(
  update: Uint8Array,
  clients: Iterable<number>,
  runs: readonly ClockRange[],
  deletes: readonly ClockRange[],
): Uint8Array {
  const all = new Map([...clients].map((client) => [client, endOfClocks]))
  const firstNew = new Map(all)
  for (const { client, from } of runs) firstNew.set(client, Math.min(from, firstNew.get(client) ?? endOfClocks))
  // Without any struct what is left is one zero byte and the delete set, which Yjs always writes the same way.
  const deleteSetBytes = Y.diffUpdate(update, Y.encodeStateVector(all)).byteLength - 1
  const trimmed = Y.diffUpdate(update, Y.encodeStateVector(firstNew))
  return encoding.encode((encoder) => {
    encoding.writeUint8Array(encoder, trimmed.subarray(0, trimmed.byteLength - deleteSetBytes))
    writeDeleteSet(encoder, deletes)
  })
}

function writeDeleteSet(encoder: encoding.Encoder, deletes: readonly ClockRange[]): void {
  const byClient = new Map<number, ClockRange[]>()
  for (const range of deletes) {
    const ranges = byClient.get(range.client)
    if (ranges === undefined) byClient.set(range.client, [range])
    else ranges.push(range)
  }
  encoding.writeVarUint(encoder, byClient.size)
  for (const [client, ranges] of byClient) {
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, ranges.length)
    for (const { from, to } of ranges) {
      encoding.writeVarUint(encoder, from)
      encoding.writeVarUint(encoder, to - from)
    }
  }
}
