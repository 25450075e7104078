import { openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

describe("the history of a section", () => {
  it("starts with the sample", async () => {
    expect(await editor.json("/api/sections/s01/history")).toEqual({
      sessions: [
        {
          personId: null,
          name: "Codraft",
          organization: "",
          startedAt: expect.any(Number),
          endedAt: expect.any(Number),
          before: 0,
          after: 1,
          changes: 1,
          characters: expect.any(Number),
        },
      ],
      earliest: 0,
      latest: 1,
    })
  })

  it("has the text of each moment, as content and as a page in which nothing runs", async () => {
    const now: unknown = await editor.json("/api/sections/s01/text")
    expect(await editor.json("/api/sections/s01/history/1")).toEqual(now)
    expect(await editor.json("/api/sections/s01/history/0")).toMatchObject({ blocks: [] })
    const page = await editor.get("/api/sections/s01/history/1?format=html")
    expect(page.headers.get("content-type")).toBe("text/html; charset=UTF-8")
    expect(page.headers.get("content-security-policy")).toContain("sandbox")
    expect(await page.text()).toContain("<p")
  })

  it("says what changed between two", async () => {
    const path = "/api/sections/s01/history/compare?from=0&to=1"
    const answer = await editor.get(path)
    expect(await answer.json()).toMatchObject({ counts: { removed: 0, changed: 0, moved: 0 } })
    const again = await editor.get(path, { "If-None-Match": answer.headers.get("etag") ?? "" })
    expect([again.status, await again.text()]).toEqual([304, ""])
  })

  it("has no moment before the first or after the last, and none that is no number", async () => {
    const statusOf = async (path: string) => (await editor.get(`/api/sections/s01/history/${path}`)).status
    expect(await statusOf("2")).toBe(404)
    expect(await statusOf("compare?from=0&to=2")).toBe(404)
    for (const wrong of ["-1", "1.5", "soon", "1e400"]) {
      expect(await statusOf(wrong)).toBe(400)
      expect(await statusOf(`compare?from=0&to=${wrong}`)).toBe(400)
    }
    expect(await statusOf("compare?from=0")).toBe(400)
    expect(await statusOf("1?format=docx")).toBe(400)
    expect((await world.request("/api/sections/s01/history/1")).status).toBe(401)
  })
})
