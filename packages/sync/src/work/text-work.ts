import { forgetLeftoversUpdate, refillUpdate, shapeUpdate } from "@codraft/document/seed"
import { ContentIndex, indexUpdate } from "@codraft/document/update"
import * as Y from "yjs"
import { decodeTextEntry } from "../protocol/index.ts"
import { decodeLedger, encodeLedger, encodeTextSnapshot } from "../server/text-snapshot.ts"
import { judge, takesBlock } from "../server/judge.ts"
import { Ledger } from "../server/ledger.ts"
import type { TextWorker } from "../server/ports.ts"
import { mergeUpdates } from "../server/merge.ts"
import { replay } from "../server/replay.ts"
import { sessionsOfWork } from "../server/sessions-of-work.ts"
import { diffOf } from "../server/text-bytes.ts"

/** The work on text that needs a document or takes long, done right here. The server runs it in a thread of its own. */
export function createTextWork(): TextWorker {
  return {
    async judge({ claim, ledger: bytes, present }) {
      const ledger = decodeLedger(bytes)
      const persons = new Map(present)
      const verdict = judge(claim, ledger, (client) => persons.get(client))
      if (verdict.kind !== "new") return verdict
      const { update, addition } = verdict
      const mayHaveEmptied = takesBlock(addition, ledger)
      ledger.add(addition)
      return { kind: "new", update, bound: addition.bound, ledger: encodeLedger(ledger), mayHaveEmptied }
    },

    async replay(bytes, entries) {
      const ledger = decodeLedger(bytes)
      const updates = entries.map((entry) => replay(ledger, entry))
      return { ledger: encodeLedger(ledger), update: mergeUpdates(updates) }
    },

    async compact(parts, ledger) {
      const update = collected(parts)
      const index = new ContentIndex()
      indexUpdate(update, index)
      const { clocks, deletes, owners } = decodeLedger(ledger)
      return {
        update,
        snapshot: encodeTextSnapshot({ update, ledger: new Ledger({ clocks, deletes, owners, index }) }),
      }
    },

    async diff(parts, stateVector) {
      return diffOf(parts, stateVector)
    },

    async merge(entries) {
      return mergeUpdates(entries.map(({ data }) => decodeTextEntry(data).update))
    },

    async sessions(entries, earlier) {
      return sessionsOfWork(entries, earlier)
    },

    async refill(parts, clientId) {
      return refillUpdate(parts, clientId)
    },
    async forgetLeftovers(parts) {
      return forgetLeftoversUpdate(parts)
    },

    async shape(parts, clientId, headings) {
      return shapeUpdate(parts, clientId, headings)
    },
  }
}

/** Everything in one update, with the bodies of deleted items collected. */
function collected(parts: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const part of parts) Y.applyUpdate(doc, part)
  })
  const update = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return update
}
