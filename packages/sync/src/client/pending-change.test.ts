import * as fc from "fast-check"
import { expect, it } from "vitest"
import * as Y from "yjs"
import { afterChange, type DeviceChange, type KeptSection } from "./device-store.ts"
import { PendingChange } from "./pending-change.ts"

const refusal = { code: "section-closed", message: "The section is closed." }
const updates = Array.from({ length: 6 }, (_, n) => {
  const doc = new Y.Doc()
  doc.clientID = n + 1
  doc.getText("t").insert(0, String(n))
  return Y.encodeStateAsUpdate(doc)
})
const update = fc.integer({ min: 0, max: 5 }).map((n) => updates[n] as Uint8Array)
// As the client makes them: an id is made once, and is receipted or dropped once at most.
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom("received", "unsent", "receipted", "dropped", "dropCopy", "rescued", "dismissed"),
    update,
    which: fc.nat(),
  }),
  { maxLength: 30 },
)

it("[DEVICE2] composed changes do what they do one after the other", () => {
  fc.assert(
    fc.property(steps, fc.nat({ max: 10 }), (steps, durable) => {
      const changes = changesOf(steps)
      const before = changes.slice(0, durable).reduce(afterChange, empty)
      const rest = changes.slice(durable)
      const composed = rest.reduce((pending, change) => pending.followedBy(change), new PendingChange())
      expect(shape(afterChange(before, composed.toChange()))).toEqual(shape(rest.reduce(afterChange, before)))
    }),
  )
})

it("[DEVICE2] a change that was undone before it was written is no change", () => {
  const entry = { id: "x", update: updates[0] as Uint8Array, isEdit: true }
  const pending = new PendingChange().followedBy({ unsent: [entry] }).followedBy({ dropped: ["x"] })
  expect(pending.isEmpty).toBe(true)
})

it("[DEVICE2] what others wrote costs one document at most while the device does not answer", () => {
  const pending = new PendingChange()
  for (let n = 0; n < 1_000; n += 1) pending.followedBy({ received: [updates[n % 6] as Uint8Array] })
  const { received } = pending.toChange()
  expect(received).toHaveLength(1)
  expect(received?.[0]?.byteLength).toBeLessThan(200)
})

const empty: KeptSection = { copy: [], unsent: [], rescued: [] }

function changesOf(steps: { kind: string; update: Uint8Array; which: number }[]): DeviceChange[] {
  const unsent: string[] = []
  const rescued: string[] = []
  const one = (ids: string[], which: number) => ids.splice(which % Math.max(ids.length, 1), 1)
  return steps.map(({ kind, update, which }, n): DeviceChange => {
    const id = `id${n}`
    if (kind === "received") return { received: [update] }
    if (kind === "dropCopy") return { dropCopy: true }
    if (kind === "receipted") return { receipted: one(unsent, which) }
    if (kind === "dropped") return { dropped: one(unsent, which) }
    if (kind === "dismissed") return { dismissed: one(rescued, which) }
    ;(kind === "unsent" ? unsent : rescued).push(id)
    return kind === "unsent" ? { unsent: [{ id, update, isEdit: true }] } : { rescued: [{ id, text: id, refusal }] }
  })
}

/** The copy counts as what it merges to. */
function shape({ copy, unsent, rescued }: KeptSection) {
  const doc = new Y.Doc()
  for (const update of copy) Y.applyUpdate(doc, update)
  const ids = (records: { id: string }[]) => records.map(({ id }) => id).sort()
  return {
    clients: [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b),
    unsent: ids(unsent),
    rescued: ids(rescued),
  }
}
