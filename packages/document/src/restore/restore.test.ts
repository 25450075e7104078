import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { canonicalFromDoc, type CanonicalContent, hashInput } from "../canonical/index.ts"
import { rootName } from "../form/index.ts"
import { idsOf, seedUpdate } from "../seed/seed.ts"
import { openTogether } from "../testing/people.ts"
import { playedUpdates } from "../testing/played.ts"
import { ContentIndex, indexUpdate, validateUpdate } from "../update/index.ts"
import { restore, restoring } from "./index.ts"

const english = { language: "en", dir: "ltr" } as const

/** Moments of a history in which three people write, as documents. */
function moments(seed: number): { doc: Y.Doc; content: CanonicalContent }[] {
  const found: { doc: Y.Doc; content: CanonicalContent }[] = []
  const updates = playedUpdates(seed, 60)
  const known: Uint8Array[] = []
  updates.forEach((update, i) => {
    known.push(update)
    if (i % 12 !== 0 && i !== updates.length - 1) return
    const doc = new Y.Doc()
    for (const each of known) Y.applyUpdate(doc, each)
    found.push({ doc, content: canonicalFromDoc(doc, english) })
  })
  return found
}

function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}

/** Restores, and answers the update that this makes. */
function restored(doc: Y.Doc, content: CanonicalContent): Uint8Array {
  const before = Y.encodeStateVector(doc)
  let ids = 0
  restore(doc, content, { newId: () => `new${ids++}` })
  return Y.encodeStateAsUpdate(doc, before)
}

const seeds = Array.from({ length: Number(process.env["FUZZ_SEEDS"] ?? 8) }, (_, seed) => seed)

describe("restoring an older text", () => {
  it.each(seeds)(
    "gives exactly it, whatever became of it since, in a form that the server takes (history %i)",
    { timeout: 60_000 },
    (seed) => {
      const all = moments(seed)
      for (const { content } of all) {
        for (const present of all) {
          const doc = copyOf(present.doc)
          const index = new ContentIndex()
          indexUpdate(Y.encodeStateAsUpdate(doc), index)
          const update = restored(doc, content)
          const now = canonicalFromDoc(doc, english)
          expect(JSON.parse(hashInput(now))).toEqual(JSON.parse(hashInput(content)))
          expect(validateUpdate(update, index)).toMatchObject({ ok: true })
        }
      }
    },
  )
})

/** Ana restores the text as it was at the start, while Bo has it open too. */
function opened(...lines: string[]) {
  const { ana, bo, section } = openTogether(...lines)
  const was = canonicalFromDoc(section.doc, english)
  let ids = 0
  const newId = () => `r${ids++}`
  const restores = (only?: string[]) =>
    ana.binding.change(() => {
      for (const _ of restoring(ana.doc, was, { newId, ...(only ? { only: new Set(only) } : {}) }));
    })
  return { ana, bo, section, restores, now: () => canonicalFromDoc(section.doc, english), was }
}

describe("in the editor of whoever restores", () => {
  it("is one undo step, which others see come and go", () => {
    const { ana, bo, restores } = opened("One two three.", "Four five six.", "Seven.")
    bo.selectWord("two").type("2")
    bo.selectWord("Seven").type("7")
    bo.select(1, 0).enter()
    restores()
    expect(bo.lines).toEqual(["One two three.", "Four five six.", "Seven."])
    ana.binding.undo()
    expect(bo.lines).toEqual(["One 2 three.", "", "Four five six.", "7."])
    ana.binding.redo()
    expect(bo.lines).toEqual(["One two three.", "Four five six.", "Seven."])
    expect(ana.binding.check()).toBe(true)
  })

  it("leaves words that stay under their marks, and the ids of blocks as they were", () => {
    const { ana, bo, section, restores } = opened("One two three four.", "Five.")
    const { ids } = ana
    section.mark("three", "t1")
    bo.selectWord("two").type("2")
    bo.selectWord("four").type("4")
    restores()
    expect(ana.lines).toEqual(["One two three four.", "Five."])
    expect(bo.markedBy("t1")).toBe("three")
    expect(ana.ids).toEqual(ids)
  })

  it("leaves a colleague's caret at its word", () => {
    const { bo, restores } = opened("One two three four.")
    bo.selectWord("One").type("1")
    bo.select(0, 8)
    restores()
    bo.type("!")
    expect(bo.lines).toEqual(["One two th!ree four."])
  })

  it("keeps what others type meanwhile where the older text is no different", () => {
    const { ana, bo, section, restores } = opened("One two three.", "Four five six.")
    ana.selectWord("two").type("2")
    bo.cutLine()
    bo.select(1, 14).type(" Seven.")
    restores()
    section.rejoin(bo)
    expect(ana.lines).toEqual(["One two three.", "Four five six. Seven."])
    expect(bo.lines).toEqual(ana.lines)
  })

  it("can be of one paragraph only", () => {
    const { ana, restores } = opened("One.", "Two.", "Three.")
    const [, second] = ana.ids
    ana.selectWord("One").type("1")
    ana.selectWord("Two").type("2")
    restores([second ?? ""])
    expect(ana.lines).toEqual(["1.", "Two.", "Three."])
  })

  it("brings one removed paragraph back to where it stood", () => {
    const { ana, section, restores } = opened("One.", "Two.", "Three.")
    const [, second] = ana.ids
    ana.selectWord("Three").type("3")
    section.change((root) => root.delete(1, 1))
    expect(ana.lines).toEqual(["One.", "3."])
    restores([second ?? ""])
    expect(ana.lines).toEqual(["One.", "Two.", "3."])
    expect(ana.ids[1]).toBe(second)
  })

  it("goes on block by block while others type, is one step all the same, and takes nothing of theirs", () => {
    const words = Array.from({ length: 12 }, (_, i) => `Paragraph ${i} has some words.`)
    const { ana, bo, section } = openTogether(...words)
    const was = canonicalFromDoc(section.doc, english)
    for (let i = 0; i < 12; i += 2) ana.selectWord(`Paragraph ${i} `).type(`Line ${i} `)
    const steps = restoring(ana.doc, was, { newId: () => "new" })
    let portions = 0
    for (;;) {
      let isDone = false
      ana.binding.change(() => {
        isDone = steps.next().done === true
      }, portions > 0)
      bo.select(1 + 2 * (portions % 6), 0).type(`<${portions++}>`)
      if (isDone) break
    }
    expect(portions).toBeGreaterThan(6)
    const plain = bo.lines.map((line) => line.replaceAll(/<\d+>/gu, ""))
    expect(plain).toEqual(words)
    expect(bo.lines.join("").match(/<\d+>/gu)).toHaveLength(portions)
    ana.binding.undo()
    expect(ana.lines.filter((line) => line.startsWith("Line "))).toHaveLength(6)
    expect(ana.lines.join("").match(/<\d+>/gu)).toHaveLength(portions)
    expect(bo.lines).toEqual(ana.lines)
  })
})

describe("what is elsewhere now", () => {
  const blocks: Parameters<typeof seedUpdate>[0] = [
    { id: "a", type: "paragraph", text: "One" },
    { id: "b", type: "paragraph", text: "Two", footnotes: [{ id: "n1", after: "Two", text: "Its source." }] },
    { id: "c", type: "paragraph", text: "Three" },
  ]
  const older = () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, seedUpdate(blocks, { clientId: 1, newId: idsOf(1, 0), ...english }))
    return doc
  }
  const restoredWithout = (doc: Y.Doc, content: CanonicalContent, ...ids: string[]) => {
    restore(doc, content, { newId: () => "new", except: new Set(ids) })
    return canonicalFromDoc(doc, english)
  }

  it("does not come back, nor do its notes; the rest does", () => {
    const doc = older()
    const content = canonicalFromDoc(doc, english)
    const root = doc.get(rootName, Y.XmlElement)
    root.delete(1, root.length - 1)
    const after = restoredWithout(doc, content, "b")
    expect(after.blocks.map(({ id }) => id)).toEqual(["a", "c"])
    expect([after.footnotes ?? [], root.toArray().length]).toEqual([[], 2])
  })

  it("stays where it stands here as well", () => {
    const doc = older()
    const content = canonicalFromDoc(doc, english)
    doc.get(rootName, Y.XmlElement).delete(0, 1)
    expect(restoredWithout(doc, content, "b")).toEqual(content)
  })
})
