import * as Y from "yjs"

/** Yjs sorts all updates anew for each struct that it merges, so many are merged in groups. */
const groupMax = 16

export function mergeUpdates(updates: readonly Uint8Array[]): Uint8Array {
  if (updates.length <= groupMax) return Y.mergeUpdates([...updates])
  const groups: Uint8Array[] = []
  for (let i = 0; i < updates.length; i += groupMax) groups.push(Y.mergeUpdates(updates.slice(i, i + groupMax)))
  return mergeUpdates(groups)
}
