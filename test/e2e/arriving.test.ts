import { describe, expect, it } from "vitest"
import { browserMissing } from "../harness/browser.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("arriving at a section", () => {
  const stage = setStage()

  it("says that the text is on its way, calls nothing saved before it is there, and moves nothing when it comes", async () => {
    const person = await stage.arrives("p-iom-3")
    let letTextThrough = () => {}
    await person.page.routeWebSocket(/\/sync\/text:/, (socket) => {
      const toServer = socket.connectToServer()
      const held: (string | Buffer)[] = []
      let isHolding = true
      toServer.onMessage((message) => (isHolding ? held.push(message) : socket.send(message)))
      letTextThrough = () => {
        isHolding = false
        for (const message of held) socket.send(message)
      }
    })
    await person.page.goto("/p/pub-2016/s/s06")
    await person.page.getByText("Fetching the text…").waitFor()
    await person.page.getByRole("toolbar", { name: "Formatting" }).waitFor()
    expect(await person.text.getAttribute("aria-busy")).toBe("true")
    expect(await person.saving.innerText()).toBe("")
    const before = await person.text.boundingBox()
    letTextThrough()
    await person.text.locator("p").first().waitFor()
    await person.page.getByText("Saved", { exact: true }).waitFor()
    expect((await person.text.boundingBox())?.y).toBe(before?.y)
    expect(await person.page.getByText("Fetching the text…").count()).toBe(0)
  })

  it.each([
    { screen: "the contents", path: "/p/pub-2016", selector: "[data-section]" },
    { screen: "a section", path: "/p/pub-2016/s/s13", selector: "[role=textbox]" },
  ])("keeps $screen on the page while the live facts catch up", async ({ path, selector }) => {
    const person = await stage.arrives("p-iom-1")
    await person.page.addInitScript((shown) => {
      const counts: number[] = []
      Object.assign(window, { counts })
      new MutationObserver(() => {
        const count = document.querySelectorAll(shown).length
        if (counts.at(-1) !== count) counts.push(count)
      }).observe(document, { childList: true, subtree: true })
    }, selector)
    const isLive = new Promise<void>((resolve) =>
      person.page.on("websocket", (socket) =>
        socket.on("framereceived", ({ payload }) => {
          if (payload.toString().includes('"live":') && payload.toString().includes("section:s14")) resolve()
        }),
      ),
    )
    await person.page.goto(path)
    await isLive
    await person.page.locator(selector).first().waitFor()
    // Not a wait for time: what the last fact changed has been painted, so the counts below are complete.
    await person.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve))))
    const counts = await person.page.evaluate(() => (window as unknown as { counts: number[] }).counts)
    expect(counts.filter((count) => count > 0)).toHaveLength(1)
    expect(counts.slice(counts.findIndex((count) => count > 0))).not.toContain(0)
  })

  it("invites to write in a new section, which stands before the annexes", async () => {
    const editor = await stage.arrives("p-iom-1")
    await editor.page.goto("/p/pub-2016")
    await editor.page.getByRole("button", { name: "Add section" }).click()
    await editor.page.getByRole("textbox", { name: "Title" }).fill("Towards the printed edition")
    await editor.page.getByRole("button", { name: "Add", exact: true }).click()
    const contents = editor.page.getByRole("navigation", { name: "Contents" })
    const added = contents.getByRole("link", { name: "Towards the printed edition" })
    await added.waitFor()
    const lines = await contents.getByRole("listitem").allInnerTexts()
    const titles = ["Towards the printed edition", "Annex: notes, names and abbreviations"]
    expect(lines.slice(-2).map((line) => titles.find((title) => line.includes(title)))).toEqual(titles)
    await added.click()
    const invitation = editor.page.getByText("Nothing is written here yet. Begin.")
    await invitation.waitFor()
    await editor.text.click()
    await editor.page.keyboard.type("First words")
    await invitation.waitFor({ state: "detached" })
  })
})
