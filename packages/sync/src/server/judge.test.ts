import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { seedOf } from "../testing/room-world.ts"
import { serverClientIdMin } from "../protocol/index.ts"
import { judge, serverAuthor } from "./judge.ts"
import { Ledger } from "./ledger.ts"

const nobody = () => undefined

/** A text with some history, and the ledger that knows it. */
function text() {
  const doc = new Y.Doc()
  const ledger = new Ledger()
  const updates: Uint8Array[] = []
  const take = (update: Uint8Array, author: string) => {
    const verdict = judge({ update, isStep2: false, author, refusal: null, isFull: false }, ledger, nobody)
    if (verdict.kind !== "new") throw new Error(JSON.stringify(verdict))
    ledger.add(verdict.addition)
    updates.push(verdict.update)
  }
  const seed = seedOf(serverClientIdMin)
  take(seed, serverAuthor)
  Y.applyUpdate(doc, seed)
  doc.clientID = 7
  const edit = (change: (paragraph: Y.XmlElement) => void): Uint8Array => {
    const before = Y.encodeStateVector(doc)
    doc.transact(() => change(doc.get("root-v2", Y.XmlElement).get(0) as Y.XmlElement))
    return Y.encodeStateAsUpdate(doc, before)
  }
  return { doc, ledger, take, edit, updates }
}

describe("judging updates by their bytes", () => {
  it("[ROOM18] bytes that were tampered with get a verdict, whatever they are, and what is let in can be read by Yjs", () => {
    const { doc, ledger, take, edit, updates } = text()
    take(
      edit((paragraph) => (paragraph.get(0) as Y.XmlText).insert(0, "some words to begin with")),
      "ana",
    )
    take(
      edit((paragraph) => (paragraph.get(0) as Y.XmlText).delete(3, 4)),
      "ana",
    )
    const before = Y.encodeStateVector(doc)
    doc.transact(() => {
      const root = doc.get("root-v2", Y.XmlElement)
      const line = (root.get(0) as Y.XmlElement).get(0) as Y.XmlText
      line.format(0, 5, { p: { __format: 1 } })
      line.insert(8, "more")
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.setAttribute("s_id", "b2")
      paragraph.insert(0, [new Y.XmlText("next")])
      root.insert(1, [paragraph])
    })
    const honest = Y.encodeStateAsUpdate(doc, before)
    let letIn = 0
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(honest.length - 1), fc.nat(255)), { maxLength: 3 }),
        fc.nat(5),
        (changes, cut) => {
          const update = honest.slice(0, honest.length - (cut > 3 ? cut : 0))
          for (const [at, value] of changes) if (at < update.length) update[at] = value
          const verdict = judge({ update, isStep2: false, author: "ana", refusal: null, isFull: false }, ledger, nobody)
          if (verdict.kind !== "new") return
          letIn += 1
          const reader = new Y.Doc()
          for (const logged of updates) Y.applyUpdate(reader, logged)
          Y.applyUpdate(reader, verdict.update)
          expect(reader.store.pendingStructs).toBeNull()
          expect(reader.store.pendingDs).toBeNull()
        },
      ),
      { numRuns: 2_000 },
    )
    expect(letIn).toBeGreaterThan(100)
  })

  it("[ROOM10] [ROOM36] a look ahead that is thrown away has changed nothing", () => {
    const { ledger, edit } = text()
    const update = edit((paragraph) => (paragraph.get(0) as Y.XmlText).insert(0, "words"))
    const claim = { update, isStep2: false, author: "ana", refusal: null, isFull: false }
    const ahead = ledger.ahead()
    const verdict = judge(claim, ahead, nobody)
    if (verdict.kind !== "new") throw new Error(verdict.kind)
    ahead.add(verdict.addition)
    expect(judge(claim, ahead, nobody).kind).toBe("known")
    expect(judge(claim, ledger, nobody)).toEqual(verdict)
    expect(ledger.ownerOf(7)).toBeUndefined()
  })
})
