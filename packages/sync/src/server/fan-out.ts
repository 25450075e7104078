import { encodeMessage } from "../protocol/index.ts"
import type { Connection } from "./connection.ts"
import { mergeUpdates } from "./merge.ts"

/** What a batch brought; null: not from any connection here. */
export interface Update {
  readonly from: Connection | null
  readonly update: Uint8Array
}

/** Beyond this an update is sent as it is: merging it would hold the event loop. */
const mergedBytesMax = 64 * 1024

/** Sends each connection what the others have brought, in one message; to nobody what they brought themselves. */
export function fanOut(updates: readonly Update[], members: Iterable<Connection>): { messages: number; bytes: number } {
  const byAuthor = new Map<Connection | null, Uint8Array[]>()
  for (const { from, update } of updates) {
    const own = byAuthor.get(from)
    if (own === undefined) byAuthor.set(from, [update])
    else own.push(update)
  }
  const parts = [...byAuthor].map(([from, own]) => ({ from, updates: merged(own) }))
  const framesFor = (author: Connection | null) =>
    merged(parts.flatMap(({ from, updates }) => (from === author && author !== null ? [] : updates))).map((update) => ({
      update,
      frame: encodeMessage({ type: "update", update }),
    }))
  let everything: ReturnType<typeof framesFor> | null = null
  const sent = { messages: 0, bytes: 0 }
  for (const member of members) {
    const frames = byAuthor.has(member) ? framesFor(member) : (everything ??= framesFor(null))
    for (const { update, frame } of frames) {
      if (!member.outlet.forward(update, frame)) continue
      sent.messages += 1
      sent.bytes += frame.byteLength
    }
  }
  return sent
}

/** One update; several only where some are too large to be merged. */
function merged(updates: readonly Uint8Array[]): Uint8Array[] {
  if (updates.length <= 1) return [...updates]
  const bytes = updates.reduce((sum, update) => sum + update.byteLength, 0)
  if (bytes <= mergedBytesMax) return [mergeUpdates(updates)]
  const large = updates.filter((update) => update.byteLength > mergedBytesMax / 2)
  const small = updates.filter((update) => update.byteLength <= mergedBytesMax / 2)
  return small.length === 0 ? large : [...large, mergeUpdates(small)]
}
