import type { Publication } from "@codraft/publication"
import { openWorld, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

interface One {
  publication: Publication
  positions: Record<string, number>
  build: string
}

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe("what a person sees of a publication", () => {
  it("is nothing for somebody unknown", async () => {
    for (const path of ["/api/me", "/api/publications", "/api/publications/pub-2016"]) {
      expect((await world.request(path)).status).toBe(401)
    }
    expect((await world.request("/api/me?signedOut=ok")).status).toBe(204)
  })

  it("lists the publications of a member", async () => {
    const focalPoint = await world.signIn("p-gha-1")
    const { publications } = await focalPoint.json<{ publications: unknown[] }>("/api/publications")
    expect(publications).toEqual([
      {
        id: "pub-2016",
        title: "Follow-up and review of migration in the Sustainable Development Goals",
        titleI18n: expect.any(Object),
        subtitle: "Sample working text",
        status: "drafting",
        series: "International Dialogue on Migration",
        seriesNumber: "26 (sample)",
      },
    ])
  })

  it("holds the outline, with the position of every stream that it was folded from", async () => {
    const editor = await world.signIn("p-iom-1")
    const { publication, positions, build } = await editor.json<One>("/api/publications/pub-2016")
    expect(Object.keys(publication.sections)).toContain("s01")
    expect(positions["publication:pub-2016"]).toBeGreaterThan(1)
    expect(positions["section:s01"]).toBe(3)
    expect(build).toMatch(/^[0-9a-f]{12}$/)
  })

  it.each([
    ["p-swe-1", ["s07-swe"]],
    ["p-mar-2", ["s07-mar"]],
    ["p-iom-1", []],
    ["p-ngo-1", []],
  ])("holds no trace of another State's draft for %s", async (personId, own) => {
    const person = await world.signIn(personId)
    const text = await (await person.get("/api/publications/pub-2016")).text()
    const drafts = ["s07-can", "s07-mar", "s07-swe"]
    expect(drafts.filter((id) => text.includes(id))).toEqual(own)
  })

  it("shows the officers' names to their own delegation and the secretariat only", async () => {
    const drafter = "Kwabena Asiedu"
    const texts = await Promise.all(
      ["p-gha-1", "p-iom-2", "p-swe-1"].map(async (personId) => {
        return (await (await world.signIn(personId)).get("/api/publications/pub-2016")).text()
      }),
    )
    expect(texts.map((text) => text.includes(drafter))).toEqual([true, true, false])
  })

  it("is the same answer for a publication that does not exist and a name that none can have", async () => {
    const editor = await world.signIn("p-iom-1")
    expect((await editor.get("/api/publications/pub-1999")).status).toBe(404)
    expect((await editor.get("/api/publications/No%20such")).status).toBe(400)
  })

  it("tells the person who they are, for whom they act and what they may do", async () => {
    const editor = await world.signIn("p-iom-1")
    expect(await editor.json("/api/me")).toEqual({
      person: { personId: "p-iom-1", name: "Amara Diallo-Reyes", language: "en" },
      memberships: [
        {
          publicationId: "pub-2016",
          orgId: "iom",
          organization: "IOM secretariat",
          role: "series-editor",
          title: expect.any(String),
          abilities: [
            "readPublication",
            "addSection",
            "setMember",
            "removeMember",
            "setTemplate",
            "commentOnPublication",
            "answerOnPublication",
            "recordComments",
            "freezeVersion",
            "circulateVersion",
            "submitVersion",
            "shareVersion",
          ],
        },
      ],
    })
    const drafter = await world.signIn("p-gha-2")
    expect(await drafter.json("/api/me")).toMatchObject({
      person: { name: "Kwabena Asiedu" },
      memberships: [{ orgId: "gha", abilities: ["readPublication", "commentOnPublication"] }],
    })
  })
})
