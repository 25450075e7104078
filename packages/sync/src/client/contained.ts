import * as Y from "yjs"

/** Whether a document already has everything that an update holds: its new content and its deletions. */
export function isContained(doc: Y.Doc, update: Uint8Array): boolean {
  const { structs, ds } = Y.decodeUpdate(update)
  const hasContent = structs.every(({ id, length }) => id.clock + length <= Y.getState(doc.store, id.client))
  if (!hasContent) return false
  for (const [client, ranges] of ds.clients) {
    for (const { clock, len } of ranges) if (!isDeleted(doc, client, clock, len)) return false
  }
  return true
}

function isDeleted(doc: Y.Doc, client: number, from: number, length: number): boolean {
  if (from + length > Y.getState(doc.store, client)) return false
  const structs = doc.store.clients.get(client) ?? []
  for (let clock = from; clock < from + length; ) {
    const struct = structs[Y.findIndexSS(structs, clock)]
    if (!struct?.deleted) return false
    clock = struct.id.clock + struct.length
  }
  return true
}
