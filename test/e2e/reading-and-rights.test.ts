import { describe, expect, it } from "vitest"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { signIn } from "../harness/server-process.ts"
import { stockClient } from "../harness/stock-client.ts"
import { setStage } from "../harness/stage.ts"

const drafts = [
  { sectionId: "s07-can", owner: "p-can-1", words: "Canada" },
  { sectionId: "s07-swe", owner: "p-swe-1", words: "Sweden" },
  { sectionId: "s07-mar", owner: "p-mar-1", words: "Morocco" },
]

describe.skipIf(browserMissing)("what one may read and write", () => {
  const stage = setStage()

  it.each(drafts)("hides the draft $sectionId from another delegation everywhere", async ({ sectionId, owner }) => {
    const stranger = await signIn(stage.url, "p-phl-1")
    const get = (path: string) => fetch(`${stage.url}${path}`, { headers: { cookie: stranger } })
    const missing = await get("/api/sections/no-such-section/text?format=json")
    const hidden = await get(`/api/sections/${sectionId}/text?format=json`)
    expect(hidden.status).toBe(404)
    expect((await hidden.text()).replaceAll(sectionId, "ID")).toBe(
      (await missing.text()).replaceAll("no-such-section", "ID"),
    )
    expect((await get(`/api/sections/${sectionId}/history`)).status).toBe(404)
    expect(await (await get("/api/publications/pub-2016")).text()).not.toContain(sectionId)
    const own = await fetch(`${stage.url}/api/sections/${sectionId}/text?format=json`, {
      headers: { cookie: await signIn(stage.url, owner) },
    })
    expect(own.status).toBe(200)
    const refused = await stockClient(stage.url, "p-phl-1", sectionId)
    const code = await new Promise<number>((resolve) =>
      refused.provider.on("connection-close", (event) => event && resolve(event.code)),
    )
    expect(code).toBe(4404)
    refused.leave()
  })

  it("says in plain words why a reader may not write, and takes no keys", async () => {
    const reader = await stage.arrives("p-ngo-1")
    await reader.page.goto("/p/pub-2016/s/s13")
    const text = reader.page.getByRole("textbox", { name: /^Text of / })
    await text.locator("p").first().waitFor()
    const before = await text.innerText()
    await text.click()
    await reader.page.keyboard.type("not allowed")
    expect(await text.innerText()).toBe(before)
    expect(await reader.page.locator("main").innerText()).toMatch(/read|only|may/i)
  })

  it("shows a rename and a closing at once in windows that are open", async () => {
    const [editor, colleague] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-iom-2")])
    await colleague.page.goto("/p/pub-2016")
    await colleague.page.getByRole("navigation", { name: "Contents" }).getByText("Foreword").first().waitFor()
    const writer = await colleague.context.newPage()
    await colleague.opensSection("s01", "pub-2016", writer)
    const command = (body: object) =>
      editor.context.request.post("/api/commands", { data: { publicationId: "pub-2016", ...body } })
    expect(
      (await command({ type: "renameSection", sectionId: "s01", title: "Foreword by the editors" })).status(),
    ).toBe(200)
    await colleague.page
      .getByRole("navigation", { name: "Contents" })
      .getByText("Foreword by the editors")
      .first()
      .waitFor()
    await writer.getByRole("textbox", { name: "Text of Foreword by the editors" }).waitFor()
    expect((await command({ type: "closeSection", sectionId: "s01" })).status()).toBe(200)
    await eventually(
      "the open text to become read-only",
      async () =>
        (await writer.getByRole("textbox", { name: /^Text of / }).getAttribute("contenteditable")) === "false",
    )
  })

  it("shows live in Contents who is in which section", async () => {
    const [watcher, visitor] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-eiu-2")])
    await watcher.page.goto("/p/pub-2016")
    const contents = watcher.page.getByRole("navigation", { name: "Contents" })
    await contents.getByText("Towards a joint indicator").first().waitFor()
    await visitor.opensSection("s05")
    await eventually("the visitor to show", async () => (await contents.innerHTML()).includes("Hannah Leigh"))
    await stage.leaves(visitor)
    await eventually("the visitor to be gone", async () => !(await contents.innerHTML()).includes("Hannah Leigh"))
  })
})
