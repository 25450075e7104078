import type { Decided, PersonId, StreamName } from "@codraft/publication"
import type { Append, NewEntry, Position } from "@codraft/storage"
import { encodeFact } from "./facts.ts"

/** Who did something, and when. */
export interface By {
  readonly personId: PersonId
  readonly at: number
}

/** Events with the positions at which they are to go in, and those that they rest on. */
export function batchOf(
  { events, restsOn }: Decided,
  { personId, at }: { personId: PersonId | "system"; at: number },
  positions: ReadonlyMap<StreamName, Position>,
): Append[] {
  const expected = (stream: StreamName) => positions.get(stream) ?? 0
  const byStream = new Map<StreamName, NewEntry[]>()
  for (const { stream, event } of events) {
    byStream.set(stream, [...(byStream.get(stream) ?? []), encodeFact(at, personId, event)])
  }
  const batch: Append[] = [...byStream].map(([stream, entries]) => ({ stream, entries, expected: expected(stream) }))
  // What it was decided on must still be as it was, also where nothing is written.
  for (const stream of restsOn)
    if (!byStream.has(stream)) batch.push({ stream, entries: [], expected: expected(stream) })
  return batch
}
