import type { ChangedLine } from "@codraft/document/reader"
import { openWorld, type Person, type World } from "@codraft/server/testing"
import { encodeTextEntry, decodeTextEntry } from "@codraft/sync/protocol"
import { afterAll, beforeAll, expect, it } from "vitest"
import * as Y from "yjs"

let world: World
let nasrin: Person
let amara: Person
beforeAll(async () => {
  world = await openWorld()
  nasrin = await world.signIn("p-bgd-1")
  amara = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

interface News {
  from: number | null
  to: number
  changed: number | null
}
const newsOf = async (person: Person, sectionId = "s01") =>
  (await person.json<{ sections: Record<string, News> }>("/api/publications/pub-2016/changes")).sections[sectionId]
const changesFor = (person: Person) =>
  person.json<{ from: number | null; to: number; lines: ChangedLine[] }>("/api/sections/s01/changes")
const read = (person: Person, body: unknown = {}) => person.post("/api/sections/s01/read", body)

/** Writes into the text of s01 as somebody, in the first paragraph that there is. */
async function writes(author: string, change: (line: Y.XmlText) => void) {
  const { log } = world.storage
  const doc = new Y.Doc()
  for (const { data } of await log.read("text:s01", 0)) Y.applyUpdate(doc, decodeTextEntry(data).update)
  const before = Y.encodeStateVector(doc)
  const paragraphs = doc.get("root-v2", Y.XmlElement).toArray() as Y.XmlElement[]
  const line = paragraphs.find((block) => block.nodeName === "paragraph")?.get(0)
  if (!(line instanceof Y.XmlText)) throw new Error("there is no paragraph")
  let update: Uint8Array = Y.encodeStateAsUpdate(doc, before)
  doc.on("update", (bytes: Uint8Array) => {
    update = bytes
  })
  doc.transact(() => change(line))
  const data = encodeTextEntry({ update, bound: [] })
  await log.append([{ stream: "text:s01", entries: [{ at: Date.now(), author, data }] }])
}

it("counts what others changed since the last visit, and nothing for who has not been there", async () => {
  expect(await newsOf(nasrin)).toEqual({ from: null, to: 1, changed: null })
  expect(await changesFor(nasrin)).toEqual({ from: null, to: 1, count: 0, lines: [] })
  expect(await (await read(nasrin)).json()).toEqual({ position: 1 })
  expect(await newsOf(nasrin)).toEqual({ from: 1, to: 1, changed: 0 })
  await writes("p-iom-1", (line) => line.insert(0, "Indeed, "))
  expect(await newsOf(nasrin)).toEqual({ from: 1, to: 2, changed: 1 })
  const { lines } = await changesFor(nasrin)
  expect(lines).toMatchObject([{ kind: "changed", added: [{ from: 0, to: expect.any(Number) }] }])
  expect(lines[0]?.text.startsWith("Indeed, ")).toBe(true)
})

it("leaves out what one did oneself, in the same paragraph as others too", async () => {
  await read(nasrin)
  await writes("p-bgd-1", (line) => line.insert(0, "My own words. "))
  expect(await newsOf(nasrin)).toMatchObject({ changed: 0 })
  await writes("p-iom-1", (line) => line.insert(line.length, " And theirs."))
  const { lines } = await changesFor(nasrin)
  expect(lines.map(({ text, added }) => added.map(({ from, to }) => text.slice(from, to).trim()))).toEqual([
    ["And theirs."],
  ])
})

it("keeps a position that only goes forward, for the person alone", async () => {
  const { position: head } = (await (await read(nasrin)).json()) as { position: number }
  expect(await (await read(nasrin, { position: 1 })).json()).toEqual({ position: head })
  expect((await read(nasrin, { position: -1 })).status).toBe(400)
  expect(await (await read(nasrin, { position: 9_999 })).json()).toEqual({ position: head })
  expect(await newsOf(amara)).toMatchObject({ from: null })
  const entries = await world.storage.log.read("person:p-bgd-1", 0)
  // Looking again without news writes nothing.
  expect(entries).toHaveLength(3)
})

it("tells another window of the same person at once, and nobody else", async () => {
  const own = nasrin.socket("/sync/events")
  const foreign = amara.socket("/sync/events")
  await own.send(JSON.stringify({ join: "person:p-bgd-1", after: 3 }))
  await foreign.send(JSON.stringify({ join: "person:p-bgd-1", after: 0 }))
  await writes("p-iom-1", (line) => line.insert(0, "Once more. "))
  await read(nasrin)
  const told = await own.firstJson({ stream: "person:p-bgd-1", position: 4 })
  expect(told).toMatchObject({ event: { type: "sectionRead", sectionId: "s01" } })
  expect(await foreign.firstJson({ stream: "person:p-bgd-1" })).toHaveProperty("refused")
  own.close()
  foreign.close()
})

it("has nothing for whoever may not read the section", async () => {
  const stranger = await world.signIn("p-swe-2")
  const path = "/api/sections/s07-bgd"
  expect((await stranger.get(`${path}/changes`)).status).toBe(404)
  expect((await stranger.post(`${path}/read`, {})).status).toBe(404)
  expect(await newsOf(stranger, "s07-bgd")).toBeUndefined()
})
