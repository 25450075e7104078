import { openWorld, type Person, type World } from "@codraft/server/testing"
import { decodeMessage, encodeMessage } from "@codraft/sync/protocol"
import { afterAll, beforeAll, expect, it } from "vitest"
import * as Y from "yjs"

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

interface Goal {
  block: string
  kind: string
  number?: { kind: string; at: number[] }
  title: string
}

const goalsOf = async (person: Person, sectionId: string) =>
  (await person.json<{ goals: Goal[] }>(`/api/sections/${sectionId}/goals`)).goals

/** Puts a paragraph of references at the beginning of a section, and waits until it is durable. */
async function refer(sectionId: string, ...references: Record<string, string>[]): Promise<void> {
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement("paragraph")
  const children = references.map((attributes) => {
    const reference = new Y.XmlElement("crossreference")
    for (const [key, value] of Object.entries(attributes)) reference.setAttribute(`__${key}`, value)
    return reference
  })
  paragraph.insert(0, [new Y.XmlText("See: "), ...children])
  doc.get("root-v2", Y.XmlElement).insert(0, [paragraph])
  const socket = editor.socket(`/sync/text:${sectionId}`)
  await socket.send(encodeMessage({ type: "update", update: Y.encodeStateAsUpdate(doc) }))
  await socket.first((frame) => {
    return typeof frame !== "string" && decodeMessage(frame).type === "receipt" ? true : undefined
  })
  socket.close()
}

it("lists what of a section a reference may lead to, with the numbers that it has in the publication", async () => {
  const numbering = { paragraphs: true, headings: true, tables: true, figures: true }
  await editor.command({ type: "setSectionNumbering", sectionId: "s01", numbering })
  await editor.command({ type: "setSectionNumbering", sectionId: "s02", numbering })
  const [first] = await goalsOf(editor, "s01")
  expect(first).toMatchObject({ kind: "paragraph", number: { kind: "paragraph", at: [1] } })
  expect(first?.title).toContain("Countries agreed in 2015")
  const numbered = (await goalsOf(editor, "s02")).filter(({ kind }) => kind === "paragraph")
  expect(numbered[0]?.number).toEqual({ kind: "paragraph", at: [4] })
})

it("is not sent again to somebody who has it, and is not there for who may not read the section", async () => {
  const etag = (await editor.get("/api/sections/s01/goals")).headers.get("etag") ?? ""
  expect((await editor.get("/api/sections/s01/goals", { "If-None-Match": etag })).status).toBe(304)
  for (const id of ["s07-swe", "s99"]) expect((await editor.get(`/api/sections/${id}/goals`)).status).toBe(404)
  expect((await world.request("/api/sections/s01/goals")).status).toBe(401)
})

it("gives references in other sections the words of their goals now, and those to what one may not read no words of it", async () => {
  const goal = (await goalsOf(editor, "s02")).find(({ kind }) => kind === "paragraph")?.block ?? ""
  await refer(
    "s03",
    { section: "s02", block: goal, goal: "paragraph" },
    { section: "s02", block: "nothing", goal: "table" },
    { section: "s07-swe", goal: "section" },
    { section: "s99", block: "b1", goal: "paragraph" },
  )
  const text = await (await editor.get("/api/sections/s03/text?format=text")).text()
  expect(text.replaceAll("\u00A0", " ")).toContain("See: paragraph 4[table ?]another sectionanother section")
  const page = await (await editor.get("/api/sections/s03/text?format=html")).text()
  expect(page).toContain("data-is-broken>[table\u00A0?]</span>")
  expect(JSON.stringify(await editor.json("/api/sections/s03/text"))).not.toContain("paragraph\u00A04")
})

it("shows references in a comparison as their readers see them, with the numbers of each text", async () => {
  const [paragraph] = await goalsOf(editor, "s01")
  const elsewhere = (await goalsOf(editor, "s02")).find(({ kind }) => kind === "paragraph")
  const block = String(paragraph?.block)
  const before = (await editor.json<{ latest: number }>("/api/sections/s01/history")).latest
  await refer(
    "s01",
    { section: "s02", block: String(elsewhere?.block), goal: "paragraph" },
    { section: "s01", block, goal: "paragraph" },
  )
  const { latest } = await editor.json<{ latest: number }>("/api/sections/s01/history")
  const said = async (from: number, to: number): Promise<string[]> => {
    const compared = await editor.json(`/api/sections/s01/history/compare?from=${from}&to=${to}`)
    return [...JSON.stringify(compared).matchAll(/"said":"([^"]*)"/g)].map(([, words = ""]) => words)
  }
  const number = (await goalsOf(editor, "s01")).find((goal) => goal.block === block)?.number?.at[0]
  const there = (await goalsOf(editor, "s02")).find((goal) => goal.block === elsewhere?.block)?.number?.at[0]
  const shown = [`paragraph\u00A0${there}`, `paragraph\u00A0${number}`]
  expect(await said(before, latest)).toEqual(shown)
  expect(await said(latest, before)).toEqual(shown)
})
