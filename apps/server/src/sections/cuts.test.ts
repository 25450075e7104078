import { createInThreadReader } from "@codraft/document/reader/in-thread"
import { idsOf, seedUpdate } from "@codraft/document/seed"
import { cutMsMax, type SectionId } from "@codraft/publication"
import { createMemoryStorage } from "@codraft/storage/memory"
import { encodeTextEntry } from "@codraft/sync/protocol"
import { createTextWork } from "@codraft/sync/work"
import { expect, it } from "vitest"
import * as Y from "yjs"
import { loggedCut } from "./cuts.ts"
import { PastTexts } from "./past-texts.ts"

const section = "s1" as SectionId
const minute = 60_000

/** Ana cuts a paragraph in the first minute; then others go on writing. */
async function afterCut(entriesBehind: number) {
  const { log } = createMemoryStorage()
  const by = { clientId: 1, newId: idsOf(1, 0), language: "en", dir: "ltr" } as const
  const seed = seedUpdate(
    [
      { id: "a", type: "paragraph", text: "To be cut." },
      { id: "b", type: "paragraph", text: "To stay." },
    ],
    by,
  )
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seed)
  const updates: { author: string; at: number; update: Uint8Array }[] = [{ author: "system", at: 0, update: seed }]
  const seen = Buffer.from(Y.encodeStateVector(doc)).toString("base64")
  let author = "ana"
  doc.on("update", (update: Uint8Array) => updates.push({ author, at: minute, update }))
  const root = doc.get("root-v2", Y.XmlElement)
  root.delete(0, 1)
  author = "bo"
  const line = (root.get(0) as Y.XmlElement).get(0) as Y.XmlText
  for (let i = 0; i < entriesBehind; i++) line.insert(0, "x")
  const entries = updates.map(({ update, ...entry }) => ({ ...entry, data: encodeTextEntry({ update, bound: [] }) }))
  await log.append([{ stream: `text:${section}`, entries }])
  const past = new PastTexts({ log, textWork: createTextWork() })
  const claim = { blockIds: ["a"], seen, characters: "To be cut.".length }
  return (now: number, who = "ana") =>
    loggedCut({ log, reader: createInThreadReader(), past, now: () => now }, section, who, claim)
}

function wordsOf(parts: readonly Uint8Array[]): string[] {
  const doc = new Y.Doc()
  for (const part of parts) Y.applyUpdate(doc, part)
  const lines = doc.get("root-v2", Y.XmlElement).toArray() as Y.XmlElement[]
  return lines.map((line) => (line.get(0) as Y.XmlText).toJSON())
}

it("a cut is found with the text right before it, however much was written since", async () => {
  for (const entriesBehind of [0, 2_500]) {
    const find = await afterCut(entriesBehind)
    const cut = await find(2 * minute)
    expect(cut?.at).toBe(minute)
    expect(wordsOf(cut?.parts ?? [])).toEqual(["To be cut.", "To stay."])
    expect(await find(2 * minute, "bo")).toBeNull()
  }
})

it("a cut is forgotten after half an hour", async () => {
  const find = await afterCut(3)
  expect(await find(minute + cutMsMax)).not.toBeNull()
  expect(await find(minute + cutMsMax + 1)).toBeNull()
})

it("there is no cut in a text that does not exist", async () => {
  const { log } = createMemoryStorage()
  const past = new PastTexts({ log, textWork: createTextWork() })
  const claim = { blockIds: ["a"], seen: "AA==", characters: 0 }
  expect(await loggedCut({ log, reader: createInThreadReader(), past, now: () => 0 }, section, "ana", claim)).toBeNull()
})
