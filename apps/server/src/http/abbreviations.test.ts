import { openWorld, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, expect, it } from "vitest"

interface Abbreviation {
  short: string
  language: string
  first: string
  forms: { full: string; sectionId: string }[]
}
const path = "/api/publications/pub-2016/abbreviations"

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const listFor = async (personId: string) =>
  (await (await world.signIn(personId)).json<{ abbreviations: Abbreviation[] }>(path)).abbreviations

it("lists each abbreviation once for a language, with the section in which it first stands", async () => {
  const list = await listFor("p-iom-1")
  const names = list.map(({ short, language }) => `${language} ${short}`)
  expect(new Set(names).size).toBe(names.length)
  expect(list.find(({ short }) => short === "GFMD")).toEqual({
    short: "GFMD",
    language: "en",
    first: "s14",
    forms: [{ full: "Global Forum on Migration and Development", sectionId: "s14" }],
  })
})

it("tells nobody what stands only in texts that they may not read, nor anything to strangers", async () => {
  const ngo = await listFor("p-ngo-1")
  const readable = Object.keys(
    (await (await world.signIn("p-ngo-1")).json<{ publication: { sections: object } }>("/api/publications/pub-2016"))
      .publication.sections,
  )
  expect(ngo.length).toBeGreaterThan(0)
  for (const { first, forms } of ngo) {
    expect(readable).toContain(first)
    for (const { sectionId } of forms) expect(readable).toContain(sectionId)
  }
  expect((await world.request(path)).status).toBe(401)
  expect((await (await world.signIn("p-iom-1")).get("/api/publications/pub-2017/abbreviations")).status).toBe(404)
})
