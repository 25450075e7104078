import { done, openText, openWorld, type Person, type World } from "@codraft/server/testing"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import * as Y from "yjs"

let world: World
let iom: Person
let ngo: Person
let ghana: Person
let sweden: Person
beforeEach(async () => {
  world = await openWorld()
  iom = await world.signIn("p-iom-1")
  ngo = await world.signIn("p-ngo-1")
  ghana = await world.signIn("p-gha-1")
  sweden = await world.signIn("p-swe-1")
})
afterEach(() => world.close())

const path = "/api/publications/pub-2016/coverage"
interface Row {
  code: string
  isDrafted: boolean
  sections: Record<string, Record<string, number>>
  organizations: Record<string, Record<string, number>>
}
interface CoverageMap {
  targets: Row[]
  summary: Record<"direct" | "all", { of: number; drafted: number; named: number; missing: string[] }> & {
    gaps: number
  }
  written: string[]
}
interface Places {
  places: { kind: string; sectionId: string | null; block: string | null; threadId: string | null; words: string }[]
  total: number
}
const mapFor = (person: Person) => person.json<CoverageMap>(path)
async function row(person: Person, code: string): Promise<Row> {
  const found = (await mapFor(person)).targets.find((target) => target.code === code)
  if (found === undefined) throw new Error(`no target ${code}`)
  return found
}
const placesFor = (person: Person, query: string) => person.json<Places>(`${path}/places?${query}`)
const comment = async (person: Person, more: object) =>
  done(await person.command({ type: "addComment", body: "Say more.", audience: "section", ...more }))

async function names(person: Person, sectionId: string, code: string): Promise<string> {
  const text = await openText(person, sectionId)
  return text.sends((root) => {
    const chip = new Y.XmlElement<Record<string, string>>("target")
    chip.setAttribute("__code", code)
    const line = root.toArray().find((block) => block instanceof Y.XmlElement && block.nodeName === "paragraph")
    if (line instanceof Y.XmlElement) line.insert(0, [chip])
  })
}

describe("the coverage of the sample", () => {
  it("says of every target where it is linked, from the outline and from the comments", async () => {
    const { targets, summary, written } = await mapFor(iom)
    expect(targets).toHaveLength(170)
    expect((await row(iom, "4.b")).sections["s02"]).toMatchObject({ outline: 1 })
    const cells = targets.flatMap(({ sections }) => Object.values(sections))
    for (const kind of ["open", "answered", "resolved"]) expect(cells.some((marks) => kind in marks)).toBe(true)
    expect(cells.flatMap((marks) => Object.values(marks)).every((count) => count > 0)).toBe(true)
    expect(summary.direct).toEqual({ of: 8, drafted: 8, named: 0, missing: [] })
    expect(written).toContain("s02")
  })

  it("fills as targets are named in a text, for whoever answers for that", async () => {
    expect((await row(iom, "14.1")).sections).toEqual({})
    expect(await names(iom, "s02", "14.1")).toBe("receipted")
    const { sections, organizations, isDrafted } = await row(iom, "14.1")
    expect([sections, organizations, isDrafted]).toEqual([{ s02: { text: 1 } }, { iom: { text: 1 } }, true])
    const { places, total } = await placesFor(iom, "target=14.1&section=s02")
    expect(total).toBe(1)
    expect(places[0]).toMatchObject({ kind: "text", block: expect.any(String), words: expect.stringMatching(/^14\.1/) })
  })

  it("takes comments in as they come, are answered and are settled", async () => {
    await comment(ngo, { sectionId: "s02", threadId: "c1", targets: ["14.1"] })
    await comment(ngo, { threadId: "c2", targets: ["gap"] })
    expect((await row(iom, "14.1")).sections).toEqual({ s02: { open: 1 } })
    expect((await row(iom, "gap")).sections["pub-2016"]).toEqual({ open: 1 })
    await done(await iom.command({ type: "replyToComment", threadId: "c2", body: "It is." }))
    expect((await row(iom, "gap")).sections["pub-2016"]).toEqual({ answered: 1 })
    const { places } = await placesFor(iom, "target=14.1&organization=ngo-1")
    const ofAuthor = Object.keys((await row(iom, "14.1")).organizations)[0]
    const found = await placesFor(iom, `target=14.1&organization=${ofAuthor}`)
    expect([places, found.places.map(({ threadId }) => threadId)]).toEqual([[], ["c1"]])
  })
})

describe("what somebody may not read", () => {
  it("is in no cell, place, file or tag of theirs", async () => {
    const before = await ngo.get(path)
    const file = await (await ngo.get(`${path}?format=csv`)).text()
    expect(await names(sweden, "s07-swe", "14.1")).toBe("receipted")
    await done(
      await ghana.command({ type: "addComment", sectionId: "s02", threadId: "c1", body: "Ours.", targets: ["14.1"] }),
    )
    expect((await row(sweden, "14.1")).sections).toEqual({ "s07-swe": { text: 1 } })
    expect((await row(ghana, "14.1")).sections).toEqual({ s02: { open: 1 } })
    const after = await ngo.get(path, { "If-None-Match": before.headers.get("ETag") ?? "" })
    expect(after.status).toBe(304)
    expect(await (await ngo.get(`${path}?format=csv`)).text()).toBe(file)
    const [hidden, missing] = await Promise.all([
      placesFor(ngo, "target=14.1&section=s07-swe"),
      placesFor(ngo, "target=14.1&section=s99"),
    ])
    expect(hidden).toEqual(missing)
    expect(hidden).toEqual({ places: [], total: 0 })
  })

  it("is the whole of a publication for strangers", async () => {
    expect((await world.request(path)).status).toBe(401)
    for (const asked of ["coverage", "coverage/places?target=10.7&section=s02", "coverage?format=csv"])
      expect((await iom.get(`/api/publications/pub-2017/${asked}`)).status).toBe(404)
  })
})

describe("the questions", () => {
  it("name a target, and either a section or an organization", async () => {
    const status = async (query: string) => (await iom.get(`${path}/places?${query}`)).status
    expect(await status("target=10.9&section=s02")).toBe(400)
    expect(await status("target=10.7")).toBe(400)
    expect(await status("target=10.7&section=s02&organization=iom")).toBe(400)
    expect(await status("target=gap&section=pub-2016")).toBe(200)
    expect((await iom.get(`${path}?format=xlsx`)).status).toBe(400)
  })

  it("are answered from what is known while nothing changes", async () => {
    const first = await iom.get(path)
    const etag = first.headers.get("ETag") ?? ""
    expect((await iom.get(path, { "If-None-Match": etag })).status).toBe(304)
    await comment(ngo, { sectionId: "s02", targets: ["14.1"] })
    expect((await iom.get(path, { "If-None-Match": etag })).status).toBe(200)
  })
})

describe("the file", () => {
  const lines = async (query: string) => {
    const answer = await iom.get(`${path}?format=csv${query}`)
    expect(answer.headers.get("Content-Type")).toMatch(/^text\/csv/)
    expect(answer.headers.get("Content-Disposition")).toMatch(/^attachment; filename="coverage-\w+\.csv"$/)
    return (await answer.text()).split("\r\n")
  }

  it("has the direct targets first, codes that stay codes, and nothing where there is nothing", async () => {
    const rows = await lines("")
    expect(rows[0]).toMatch(/^\uFEFF?Target,/)
    expect(rows[1]).toMatch(/^SDG 4\.b,.*,direct,yes,2 Introduction/)
    expect(rows.filter((line) => line.startsWith("SDG 8.10,"))).not.toEqual([])
    expect(rows.find((line) => line.startsWith("SDG 14.1,"))).toMatch(/,no,,,,,,$/)
    expect(rows.at(-1)).toBe("")
  })

  it("is in the language asked for, by organization and by theme", async () => {
    expect((await lines("&by=organization&language=fr"))[0]).toMatch(/^\uFEFF?Cible,.*,Organisation,Plan,/)
    const themes = await lines("&by=theme&language=es")
    expect(themes[0]).toMatch(/^\uFEFF?Taller,Tema,Sección$/)
    expect(themes.some((line) => /Baselines on key targets,6 Baselines/.test(line))).toBe(true)
  })

  it("runs nothing in a spreadsheet", async () => {
    await done(await iom.command({ type: "renameSection", sectionId: "s02", title: "=cmd" }))
    const rows = await lines("&by=theme")
    expect(rows.some((line) => line.endsWith(",2 =cmd"))).toBe(true)
  })
})
