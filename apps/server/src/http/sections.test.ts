import { openWorld, type Person, type World } from "@codraft/server/testing"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

let world: World
let editor: Person
beforeAll(async () => {
  world = await openWorld()
  editor = await world.signIn("p-iom-1")
})
afterAll(() => world.close())

describe("the text of a section", () => {
  it("is its canonical content, as a tree", async () => {
    const answer = await editor.get("/api/sections/s11/text")
    expect(answer.headers.get("content-type")).toContain("application/json")
    expect(await answer.json()).toMatchObject({
      format: "codraft.section",
      formatVersion: 1,
      language: "en",
      dir: "ltr",
      blocks: expect.arrayContaining([expect.objectContaining({ type: "paragraph" })]),
    })
  })

  it("is a page of its own in HTML, in which nothing runs", async () => {
    const answer = await editor.get("/api/sections/s07-gha/text?format=html")
    expect(answer.headers.get("content-type")).toBe("text/html; charset=UTF-8")
    expect(answer.headers.get("content-security-policy")).toContain("sandbox")
    expect(await answer.text()).toContain("<p")
  })

  it("is words and nothing else as text", async () => {
    const answer = await editor.get("/api/sections/s01/text?format=text")
    expect(answer.headers.get("content-type")).toBe("text/plain; charset=UTF-8")
    const words = await answer.text()
    expect(words).toContain("Countries agreed in 2015 on one agenda")
    expect(words).not.toContain("<")
  })

  it("keeps the direction of Arabic", async () => {
    const morocco = await world.signIn("p-mar-1")
    expect(await morocco.json("/api/sections/s07-mar/text")).toMatchObject({ language: "ar", dir: "rtl" })
  })

  it("is not sent again to somebody who has it", async () => {
    const etag = (await editor.get("/api/sections/s01/text")).headers.get("etag") ?? ""
    const again = await editor.get("/api/sections/s01/text", { "If-None-Match": etag })
    expect([again.status, await again.text()]).toEqual([304, ""])
  })

  it("comes compressed to those who take it, and is recognised when they ask again", async () => {
    const gzip = { "Accept-Encoding": "gzip" }
    const answer = await editor.get("/api/sections/s11/text", gzip)
    expect(answer.headers.get("content-encoding")).toBe("gzip")
    const etag = answer.headers.get("etag") ?? ""
    expect((await editor.get("/api/sections/s11/text", { ...gzip, "If-None-Match": etag })).status).toBe(304)
  })

  it("answers the same for another State's draft and for a section that is not there", async () => {
    for (const what of ["text", "text?format=html", "history", "history/1", "history/compare?from=0&to=1"]) {
      const answers = await Promise.all(
        ["s07-swe", "s07-can", "s99"].map(async (id) => {
          const answer = await editor.get(`/api/sections/${id}/${what}`)
          return { status: answer.status, body: await answer.text() }
        }),
      )
      expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
      expect(answers[0]?.status).toBe(404)
    }
  })

  it("is there for the State itself", async () => {
    const sweden = await world.signIn("p-swe-2")
    expect((await sweden.get("/api/sections/s07-swe/text")).status).toBe(200)
  })

  it("needs a known format and somebody who is signed in", async () => {
    expect((await editor.get("/api/sections/s01/text?format=docx")).status).toBe(400)
    expect((await world.request("/api/sections/s01/text")).status).toBe(401)
  })
})
