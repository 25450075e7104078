import { openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

async function tokenFor(person: Person, request: Record<string, unknown> = {}): Promise<string> {
  const answer = await person.post("/api/tokens", { publicationId: "pub-2016", ...request })
  return ((await answer.json()) as { token: string }).token
}

describe("a token", () => {
  it("has the rights of the person in one publication", async () => {
    const token = await tokenFor(editor)
    const bearer = { headers: { Authorization: `Bearer ${token}` } }
    expect((await world.request("/api/publications/pub-2016", bearer)).status).toBe(200)
    expect((await world.request("/api/sections/s01/text", bearer)).status).toBe(200)
    expect((await world.request("/api/sections/s07-swe/text", bearer)).status).toBe(404)
  })

  it("cannot issue tokens", async () => {
    const token = await tokenFor(editor)
    const answer = await world.post("/api/tokens", { publicationId: "pub-2016" }, { Authorization: `Bearer ${token}` })
    expect(answer.status).toBe(403)
  })

  it("says when it ends, within the bounds", async () => {
    const answer = await editor.post("/api/tokens", { publicationId: "pub-2016", expiresInSeconds: 60 })
    const { expiresAt } = (await answer.json()) as { expiresAt: number }
    expect(Math.abs(expiresAt - Date.now() - 60_000)).toBeLessThan(5_000)
    for (const expiresInSeconds of [0, 59, 8 * 24 * 3600, 1e12]) {
      expect((await editor.post("/api/tokens", { publicationId: "pub-2016", expiresInSeconds })).status).toBe(400)
    }
  })

  it("is not issued for a publication that is not there for the caller", async () => {
    expect((await editor.post("/api/tokens", { publicationId: "pub-1999" })).status).toBe(404)
    expect((await world.post("/api/tokens", { publicationId: "pub-2016" })).status).toBe(401)
  })

  it("is nothing when it is not one", async () => {
    expect((await world.request("/api/me", { headers: { Authorization: "Bearer nonsense" } })).status).toBe(401)
  })
})
