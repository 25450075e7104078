import * as Y from "yjs"

/**
 * Whether the document no longer has something that these own updates brought, since what it was written into is gone: then only the
 * updates still tell it. What they took away again themselves does not count.
 */
export function isOvertaken(doc: Y.Doc, updates: readonly Uint8Array[]): boolean {
  if (updates.length === 0) return false
  const { structs, ds } = Y.decodeUpdate(Y.mergeUpdates([...updates]))
  return structs.some((struct) => {
    if (!(struct instanceof Y.Item) || struct.content instanceof Y.ContentDeleted) return false
    const { client, clock } = struct.id
    return deletedRuns(doc, client, clock, struct.length).some(([from, to]) => {
      for (let at = from; at < to; at++) if (!Y.isDeleted(ds, Y.createID(client, at))) return true
      return false
    })
  })
}

/** Whether a server that has this can take the updates by themselves: neither they nor what they build on is missing there. */
export function isWholeFor(serverHas: Uint8Array, updates: readonly Uint8Array[]): boolean {
  const { structs } = Y.decodeUpdate(Y.mergeUpdates([...updates]))
  const known = Y.decodeStateVector(serverHas)
  for (const struct of structs) {
    const { client, clock } = struct.id
    const to = known.get(client) ?? 0
    if (struct instanceof Y.Skip || clock > to) return false
    known.set(client, Math.max(to, clock + struct.length))
  }
  const has = (id: unknown) => !(id instanceof Y.ID) || id.clock < (known.get(id.client) ?? 0)
  return structs.every(
    (struct) => !(struct instanceof Y.Item) || [struct.origin, struct.rightOrigin, struct.parent].every(has),
  )
}

function deletedRuns(doc: Y.Doc, client: number, from: number, length: number): [number, number][] {
  const to = Math.min(from + length, Y.getState(doc.store, client))
  const structs = doc.store.clients.get(client) ?? []
  const runs: [number, number][] = []
  for (let clock = from; clock < to; ) {
    const struct = structs[Y.findIndexSS(structs, clock)]
    if (struct === undefined) break
    const end = Math.min(struct.id.clock + struct.length, to)
    if (struct.deleted) runs.push([clock, end])
    clock = end
  }
  return runs
}
