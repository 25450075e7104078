import { openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

interface Reading {
  sections: { sectionId: string; tag: string }[]
}

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

const reading = (person: Person) => person.json<Reading>("/api/publications/pub-2016/reading")
const ids = ({ sections }: Reading) => sections.map(({ sectionId }) => sectionId)

describe("what there is to read", () => {
  it("is every section that the caller may read, in order, and no other", async () => {
    const all = ids(await reading(editor))
    expect(all.slice(0, 2)).toEqual(["s01", "s02"])
    for (const id of ["s07-swe", "s07-can"]) expect(all).not.toContain(id)
    const sweden = ids(await reading(await world.signIn("p-swe-2")))
    expect(sweden).toContain("s07-swe")
    expect(sweden).not.toContain("s07-can")
    for (const id of sweden) {
      const answer = await (await world.signIn("p-swe-2")).get(`/api/sections/${id}/text?format=html`)
      expect([id, answer.status]).toEqual([id, 200])
    }
  })

  it("is tagged as each text is, so that only what has changed is fetched again", async () => {
    const { sections } = await reading(editor)
    for (const { sectionId, tag } of sections.slice(0, 4)) {
      const answer = await editor.get(`/api/sections/${sectionId}/text?format=html`)
      expect(answer.headers.get("etag")).toBe(`"${tag}"`)
      const again = await editor.get(`/api/sections/${sectionId}/text?format=html`, { "If-None-Match": `W/"${tag}"` })
      expect([again.status, await again.text()]).toEqual([304, ""])
    }
  })

  it("has other tags once something else is numbered, and only from there on", async () => {
    const before = new Map((await reading(editor)).sections.map(({ sectionId, tag }) => [sectionId, tag]))
    await editor.command({
      type: "setSectionNumbering",
      sectionId: "s13",
      numbering: { headings: false, paragraphs: true, tables: true, figures: true },
    })
    const after = await reading(editor)
    const changed = after.sections.filter(({ sectionId, tag }) => before.get(sectionId) !== tag)
    expect(ids({ sections: changed })[0]).toBe("s13")
    expect(ids({ sections: changed })).not.toContain("s01")
    const html = await (await editor.get("/api/sections/s13/text?format=html")).text()
    expect(html).toContain("<span data-number>1.</span>")
  })

  it("is for those who are signed in and may know of the publication", async () => {
    expect((await world.request("/api/publications/pub-2016/reading")).status).toBe(401)
    expect((await editor.get("/api/publications/pub-none/reading")).status).toBe(404)
  })
})
