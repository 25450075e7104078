import type { Publication, Recorded } from "@codraft/publication"
import { openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

interface Done {
  position: number
  events: Recorded[]
}

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

async function seenBy(person: Person): Promise<Publication> {
  return (await person.json<{ publication: Publication }>("/api/publications/pub-2016")).publication
}

const newSection = {
  type: "addSection",
  title: "A message from the chair",
  textClass: "secretariat",
  leadPerson: "p-iom-2",
  language: "en",
}

describe("a command", () => {
  it("answers with what happened once it is durable", async () => {
    const answer = await editor.command({ type: "renameSection", sectionId: "s01", title: "Foreword by the editor" })
    expect(answer.status).toBe(200)
    const done = (await answer.json()) as Done
    expect(done.events).toMatchObject([
      { stream: "section:s01", author: "p-iom-1", event: { type: "sectionRenamed", title: "Foreword by the editor" } },
    ])
    expect(done.position).toBe(done.events[0]?.position)
    expect((await world.storage.log.heads(["section:s01"])).get("section:s01")).toBe(done.position)
    expect((await seenBy(await world.signIn("p-gha-1"))).sections["s01" as never]).toMatchObject({
      title: "Foreword by the editor",
    })
  })

  it("is refused with the reason, and changes nothing", async () => {
    const observer = await world.signIn("p-rcp-1")
    const answer = await observer.command({ type: "renameSection", sectionId: "s01", title: "Mine" })
    expect(answer.status).toBe(409)
    expect(await answer.json()).toEqual({
      refusal: expect.objectContaining({ code: expect.any(String), message: expect.any(String) }),
    })
    expect((await seenBy(observer)).sections["s01" as never]).not.toMatchObject({ title: "Mine" })
  })

  it("is the same answer for a section that is hidden from the caller and for one that is not there", async () => {
    const answers = await Promise.all(
      ["s07-swe", "s99"].map(async (sectionId) => {
        const answer = await editor.command({ type: "renameSection", sectionId, title: "Mine" })
        return { status: answer.status, body: await answer.text() }
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]?.status).toBe(404)
  })

  it.each([
    ["move below", (id: string) => ({ type: "moveSection", sectionId: "s08", parentId: id, before: null })],
    ["move before", (id: string) => ({ type: "moveSection", sectionId: "s08", parentId: "s07", before: id })],
    ["add below", (id: string) => ({ ...newSection, parentId: id })],
    ["add before", (id: string) => ({ ...newSection, parentId: "s07", before: id })],
  ])("does not tell a hidden section from a missing one as a place: %s", async (_what, command) => {
    const answers = await Promise.all(
      ["s07-swe", "s07-zzz"].map(async (id) => {
        const answer = await editor.command(command(id))
        return `${answer.status} ${(await answer.text()).replaceAll(id, "ID")}`
      }),
    )
    expect(answers[0]).toBe(answers[1])
    expect(answers[0]).toMatch(/^4/)
  })

  it("is unknown in a publication that is not the caller's", async () => {
    expect((await editor.command({ ...newSection, publicationId: "pub-1999" })).status).toBe(404)
  })

  it.each([
    ["not JSON", "{"],
    ["an unknown type", { type: "deleteEverything", publicationId: "pub-2016" }],
    ["a missing field", { type: "renameSection", publicationId: "pub-2016", sectionId: "s01" }],
    ["a title of two lines", { type: "renameSection", publicationId: "pub-2016", sectionId: "s01", title: "a\nb" }],
    ["an id with a path in it", { type: "closeSection", publicationId: "pub-2016", sectionId: "../s01" }],
  ])("is answered 400 when it is malformed: %s", async (_what, body) => {
    expect((await editor.post("/api/commands", body)).status).toBe(400)
  })

  it("needs somebody who is signed in", async () => {
    expect((await world.post("/api/commands", { ...newSection, publicationId: "pub-2016" })).status).toBe(401)
  })

  it("is not taken from a page of another site, even with the person's cookie", async () => {
    const answer = await editor.post(
      "/api/commands",
      { ...newSection, publicationId: "pub-2016" },
      { Origin: "https://elsewhere.example" },
    )
    expect(answer.status).toBe(403)
  })

  it("tells the caller only of streams that they may join", async () => {
    const answer = await editor.command({
      type: "setMember",
      personId: "p-cri-3",
      orgId: "cri",
      role: "focal-point",
      name: "Sofía Vargas",
      language: "es",
    })
    const { events } = (await answer.json()) as Done
    expect(events.map(({ stream }) => stream)).toEqual(["publication:pub-2016"])
  })

  it("gets 429 and a time to wait after too many", async () => {
    const person = await world.signIn("p-rcp-1")
    const command = { type: "renameSection", sectionId: "s01", title: "Mine" }
    const answers: Response[] = []
    for (let i = 0; i < 260; i += 1) answers.push(await person.command(command))
    const last = answers.at(-1)
    expect(last?.status).toBe(429)
    expect(Number(last?.headers.get("retry-after"))).toBeGreaterThan(0)
  })
})

describe("a new section", () => {
  it("comes with its first paragraph, written in the same append as the fact", async () => {
    const answer = await editor.command(newSection)
    expect(answer.status).toBe(200)
    const { events } = (await answer.json()) as Done
    const added = events[0]?.event
    if (added?.type !== "sectionAdded") throw new Error("no section was added")
    const lead = await world.signIn("p-iom-2")
    const content = await lead.json<{ blocks: unknown[] }>(`/api/sections/${added.sectionId}/text`)
    expect(content.blocks).toMatchObject([{ type: "paragraph" }])
    const stranger = await world.signIn("p-gha-1")
    expect((await stranger.get(`/api/sections/${added.sectionId}/text`)).status).toBe(404)
  })

  it("is not there at all when the disk fails", async () => {
    const before = await world.storage.log.streams("")
    world.storage.faults.setFull(true)
    const answer = await editor.command({ ...newSection, title: "Never to be" })
    world.storage.faults.setFull(false)
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({
      error: { code: "storage-full", message: expect.stringContaining("disk"), reference: expect.any(String) },
    })
    expect(await world.storage.log.streams("")).toEqual(before)
    expect((await editor.command({ ...newSection, title: "After all" })).status).toBe(200)
  })
})
