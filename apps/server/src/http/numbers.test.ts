import { openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, expect, it } from "vitest"

interface Starts {
  headings: number[]
  paragraphs: number
  tables: number
  figures: number
}

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

const numbersOf = async (person: Person) =>
  (await person.json<{ starts: Record<string, Starts> }>("/api/publications/pub-2016/numbers")).starts

const number = (sectionId: string, change: Record<string, boolean>) =>
  editor.command({
    type: "setSectionNumbering",
    sectionId,
    numbering: { paragraphs: false, headings: false, tables: true, figures: true, ...change },
  })

it("says where the paragraphs of a section begin, behind those before it that are numbered", async () => {
  expect((await numbersOf(editor))["s02"]).toEqual({ headings: [0, 0, 0, 0], paragraphs: 0, tables: 0, figures: 0 })
  expect((await number("s01", { paragraphs: true })).status).toBe(200)
  expect((await number("s02", { paragraphs: true })).status).toBe(200)
  expect((await numbersOf(editor))["s02"]?.paragraphs).toBe(3)
  const words = await (await editor.get("/api/sections/s02/text?format=text")).text()
  expect(words).toContain("\n4. ")
  const page = await (await editor.get("/api/sections/s01/text?format=html")).text()
  expect(page).toContain("<span data-number>1.</span> Countries agreed")
  expect(JSON.stringify(await editor.json("/api/sections/s01/text"))).not.toContain("number")
})

it("counts on through sections that the caller may not read, and says nothing else of them", async () => {
  const [asEditor, asSweden] = [await numbersOf(editor), await numbersOf(await world.signIn("p-swe-2"))]
  expect(asSweden).toHaveProperty("s07-swe")
  expect(asEditor).not.toHaveProperty("s07-swe")
  const both = Object.keys(asEditor).filter((id) => id in asSweden)
  expect(both.length).toBeGreaterThan(5)
  for (const id of both) expect(asSweden[id]).toEqual(asEditor[id])
})

it("follows what is set, and is not sent again to somebody who has it", async () => {
  const first = await editor.get("/api/publications/pub-2016/numbers")
  const etag = first.headers.get("etag") ?? ""
  const again = () => editor.get("/api/publications/pub-2016/numbers", { "If-None-Match": etag })
  expect((await again()).status).toBe(304)
  await number("s01", { paragraphs: false })
  expect((await again()).status).toBe(200)
  expect((await numbersOf(editor))["s02"]?.paragraphs).toBe(0)
})

it("is for those who take part", async () => {
  expect((await world.request("/api/publications/pub-2016/numbers")).status).toBe(401)
  expect((await editor.get("/api/publications/pub-2017/numbers")).status).toBe(404)
})
