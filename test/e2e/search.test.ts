import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("searching a publication", () => {
  const stage = setStage()

  const field = ({ page }: Person) => page.getByRole("textbox", { name: "Search the publication" })
  const count = ({ page }: Person) => page.locator("output.search-count")
  const says = (person: Person, words: RegExp) =>
    eventually(`the results to say ${words}`, async () => words.test(await count(person).innerText()))

  it("goes by keys alone from anywhere to a hit, and back to where one was", async () => {
    const reader = await stage.arrives("p-ngo-1")
    const { page } = reader
    await page.goto("/p/pub-2016")
    await page.getByRole("heading", { level: 1 }).waitFor()
    await page.keyboard.press("/")
    await page.keyboard.type("workshops geneva")
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/search\?q=workshops/)
    await says(reader, /^\d+ passages? in \d+ sections?$/)
    await eventually("the field to have the keys", () => field(reader).evaluate((it) => it === document.activeElement))
    const hits = page.locator(".found-hit")
    const marked = await hits.first().locator("mark").allInnerTexts()
    expect(marked.map((word) => word.toLowerCase())).toEqual(expect.arrayContaining(["workshops", "geneva"]))
    expect(await violations(page)).toEqual([])

    await hits.first().focus()
    const address = await hits.first().getAttribute("href")
    expect(address).toMatch(/\/s\/[\w-]+\?find=workshops.*#[\w-]+$/)
    await page.keyboard.press("Enter")
    const bar = page.getByRole("search", { name: "Find in this section" })
    await bar.waitFor()
    await eventually("a word to be the hit at hand", async () =>
      /^\d+ of \d+$/.test(await bar.locator(".find-count").innerText()),
    )
    expect(new URL(page.url()).hash).not.toBe("")
    // It is painted with the frame after that in which it is counted.
    const painted = () =>
      page.evaluate(() => [...(CSS.highlights.get("find-current") ?? [])][0]?.startContainer.textContent ?? "")
    await eventually("the hit to be painted", async () => (await painted()).toLowerCase().includes("workshop"))

    await page.goBack()
    await page.waitForURL(/\/search\?q=workshops/)
    await eventually("the hit that was followed to have the keys", () =>
      page.evaluate((href) => document.activeElement?.getAttribute("href") === href, address),
    )
  })

  it("keeps up with typing, and takes older questions back", async () => {
    const writer = await stage.arrives("p-iom-1")
    await writer.page.goto("/p/pub-2016/search")
    await field(writer).waitFor()
    await writer.page.getByText("Accents and capitals make no difference").waitFor()
    await field(writer).pressSequentially("m", { delay: 20 })
    await writer.page.getByText("Type at least two letters.").waitFor()
    await field(writer).pressSequentially("igration", { delay: 20 })
    await says(writer, /passages in/)
    await eventually("the address to follow", () => writer.page.url().endsWith("?q=migration"))
    await field(writer).fill("migration zymurgy")
    await writer.page.getByText("Nothing found for “migration zymurgy”.").waitFor()
    expect(await violations(writer.page)).toEqual([])
    await field(writer).fill("")
    await writer.page.getByText("Accents and capitals make no difference").waitFor()
  })

  it("finds what was just written by another, for those who may read it and nobody else", async () => {
    const [sweden, editor] = await Promise.all([stage.arrives("p-swe-1"), stage.arrives("p-iom-1")])
    await sweden.opensSection("s07-swe")
    await sweden.text.locator("p").first().click()
    await sweden.page.keyboard.press("Home")
    await sweden.page.keyboard.type("A quincunx of agencies. ")
    await eventually("it to be saved", async () => (await sweden.saving.innerText()).includes("Saved"))
    await sweden.page.keyboard.press("Control+Shift+f")
    await eventually("the field to have the keys", () => field(sweden).evaluate((it) => it === document.activeElement))
    await sweden.page.keyboard.type("quincunx")
    await sweden.page.keyboard.press("Enter")
    await says(sweden, /^1 passage in 1 section$/)
    await sweden.page.locator(".found-hit").getByText("A quincunx of agencies.").waitFor()
    await editor.page.goto("/p/pub-2016/search?q=quincunx")
    await editor.page.getByText("Nothing found for “quincunx”.").waitFor()
  })

  it("opens a writer's section with the caret at the hit, and closing the bar leaves the address clean", async () => {
    const writer = await stage.arrives("p-iom-1")
    const { page } = writer
    await page.goto("/p/pub-2016/search?q=remittances&match=phrase")
    await page.locator(".found-hit").first().click()
    const bar = page.getByRole("search", { name: "Find in this section" })
    await bar.waitFor()
    await eventually("the words to be selected in the text", () =>
      page.evaluate(() => /^remittances$/i.test(getSelection()?.toString() ?? "")),
    )
    await bar.getByRole("button", { name: "Close find" }).click()
    await bar.waitFor({ state: "detached" })
    await eventually("the address to be clean", () => !page.url().includes("find="))
  })

  it("on a phone has a button, reads well in Arabic, and says when there is no connection", async () => {
    const morocco = await stage.arrives("p-mar-1", { viewport: { width: 390, height: 844 } })
    const { page } = morocco
    await page.goto("/p/pub-2016")
    await page.getByRole("link", { name: "Search the publication" }).click()
    await field(morocco).fill("الخطه")
    await says(morocco, /^1 passage in 1 section$/)
    expect(await page.locator(".found-hit mark").innerText()).toBe("الخطة")
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await morocco.context.setOffline(true)
    await field(morocco).fill("النص")
    await page.getByRole("alert").getByText("There is no connection, and searching needs one.").waitFor()
    await morocco.context.setOffline(false)
    await page.getByRole("button", { name: "Try again" }).click()
    await says(morocco, /^1 passage in 1 section$/)
    morocco.complaints.splice(
      0,
      morocco.complaints.length,
      ...morocco.complaints.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one)),
    )
  })
})
