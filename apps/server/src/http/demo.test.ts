import { openWorld, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

describe("signing in as a sample person", () => {
  it("shows the sample people to somebody unknown", async () => {
    const answer = await world.request("/api/demo/people")
    const { people } = (await answer.json()) as { people: unknown[] }
    expect(people).toHaveLength(29)
    expect(people[0]).toEqual({
      personId: "p-bgd-1",
      name: "Nasrin Talukdar",
      title: "Counsellor, Permanent Mission in Geneva",
      role: "focal-point",
      language: "en",
      organization: { id: "bgd", name: "Bangladesh" },
    })
  })

  it("gives a cookie that scripts cannot read and that other sites cannot send along", async () => {
    const answer = await world.post("/api/demo/sign-in", { personId: "p-iom-1" })
    expect(answer.status).toBe(204)
    expect(answer.headers.get("set-cookie")).toMatch(
      /^codraft_session=[^;]+; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  it("knows the person afterwards, until they sign out", async () => {
    const person = await world.signIn("p-iom-1")
    expect(await person.json("/api/me")).toMatchObject({ person: { personId: "p-iom-1" } })
    expect((await person.post("/api/sign-out", {})).status).toBe(204)
    expect((await person.get("/api/me")).status).toBe(401)
  })

  it("lets in nobody who is not in the sample", async () => {
    expect((await world.post("/api/demo/sign-in", { personId: "nobody" })).status).toBe(404)
  })

  it.each([["{"], ["[]"], [{}], [{ personId: "../etc" }], [{ personId: 5 }]])("answers 400 to %j", async (body) => {
    const answer = await world.post("/api/demo/sign-in", body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ error: { code: "malformed-request" } })
  })
})
