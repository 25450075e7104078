import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("the page with everything that one may read", () => {
  const stage = setStage()

  const sections = (person: Person) => person.page.locator(".reading-section")
  const textOf = (person: Person, sectionId: string) =>
    person.page.locator(`[data-section="${sectionId}"] .reading-portion`)

  /** Opens the page and waits for every text on it. */
  async function reads(person: Person, hash = ""): Promise<void> {
    await person.page.goto(`/p/pub-2016/read${hash}`)
    await sections(person).first().waitFor()
    await eventually("all texts", async () => (await person.page.locator(".reading-waiting").count()) === 0)
  }

  const topOf = (person: Person, blockId: string) =>
    person.page.locator(`[data-block="${blockId}"]`).evaluate((block) => block.getBoundingClientRect().top)

  it("is reached from Contents, and shows in order what this person may read and nothing else", async () => {
    const morocco = await stage.arrives("p-mar-1")
    await morocco.page.goto("/p/pub-2016")
    await morocco.page.getByRole("link", { name: "Read all" }).click()
    await eventually("all texts", async () => (await sections(morocco).count()) > 10)
    await eventually("the last text", async () => (await morocco.page.locator(".reading-waiting").count()) === 0)
    const shown = await sections(morocco).evaluateAll((all) => all.map((each) => each.getAttribute("data-section")))
    expect(shown.slice(0, 3)).toEqual(["s01", "s02", "s03"])
    expect(shown).toContain("s07-mar")
    expect(shown).not.toContain("s07-swe")
    expect(await morocco.page.locator("main").innerText()).toContain("Countries agreed in 2015 on one agenda")
    const arabic = textOf(morocco, "s07-mar").first()
    expect(await arabic.evaluate((text) => getComputedStyle(text).direction)).toBe("rtl")
    const table = morocco.page.getByRole("region", { name: /^Table 3\. Cost of sending remittances/ })
    expect(await table.locator("[data-holds=number]").count()).toBe(6)
    expect(await violations(morocco.page)).toEqual([])
  })

  it("is gone through by keyboard: from the contents to a section, to a note and back", async () => {
    const reader = await stage.arrives("p-ngo-1")
    await reads(reader)
    const inContents = reader.page.locator(".reading-side").getByRole("link", { name: /Good practices/ })
    await inContents.focus()
    await reader.page.keyboard.press("Enter")
    await eventually("the title of the section to have the focus", async () =>
      reader.page.evaluate(() => document.activeElement?.textContent?.includes("Good practices")),
    )
    expect(await reader.page.evaluate(() => document.activeElement?.getBoundingClientRect().top ?? -1)).toBeGreaterThan(
      40,
    )
    const number = reader.page.locator("[role=doc-noteref]").first()
    await number.focus()
    await reader.page.keyboard.press("Enter")
    const note = await reader.page.evaluate(() => document.activeElement?.id ?? "")
    expect(note).toMatch(/^s\d\d.*-note-1$/)
    await reader.page.locator(`[id="${note}"]`).locator("[role=doc-backlink]").focus()
    await reader.page.keyboard.press("Enter")
    expect(await reader.page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("doc-noteref")
  })

  it("leads to the passage of a link, and says when it is gone", async () => {
    const reader = await stage.arrives("p-ngo-1")
    await reader.page.setViewportSize({ width: 1024, height: 600 })
    await reads(reader, "#s13-b03")
    const passage = reader.page.locator('[data-block="s13-b03"]')
    await eventually("the mark", async () => (await passage.getAttribute("data-linked")) !== null)
    expect(await passage.evaluate((block) => block === document.activeElement)).toBe(true)
    await eventually("the passage to stay in view", async () => {
      const top = await topOf(reader, "s13-b03")
      return top > 0 && top < 500
    })
    await passage.hover()
    await reader.page.locator(".reading-copy .copy-link-button").click()
    await eventually("the link", async () =>
      (await reader.page.evaluate(() => navigator.clipboard.readText())).endsWith("/p/pub-2016/s/s13#s13-b03"),
    )
    await reader.page.goto("/p/pub-2016/read#no-such-block")
    await reader.page.getByRole("alert").filter({ hasText: "no longer in the text" }).waitFor()
  })

  it("follows what others write: at once where nobody looks, and where somebody reads when they ask for it", async () => {
    const [reader, writer] = await Promise.all([stage.arrives("p-ngo-1"), stage.arrives("p-iom-1")])
    await reads(reader)
    await writer.opensSection("s02")
    const write = async (words: string) => {
      // Its first line: how many it has is a matter of fonts.
      await writer.text
        .locator("p")
        .first()
        .click({ position: { x: 2, y: 6 } })
      await writer.page.keyboard.press("Home")
      await writer.page.keyboard.type(words)
      await eventually("it to be saved", async () => (await writer.saving.innerText()) === "Saved")
    }
    // The page asks again when it is looked at anew, and so need not be waited for.
    const looksAgain = () => reader.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")))

    await reader.page.locator('[data-block="s13-b03"]').scrollIntoViewIfNeeded()
    const before = await topOf(reader, "s13-b03")
    await write("A new beginning, longer than a line of this page, so that what is below it moves down by one line. ")
    await looksAgain()
    await eventually("the new words", async () =>
      (await textOf(reader, "s02").first().textContent())?.includes("A new beginning"),
    )
    expect(Math.abs((await topOf(reader, "s13-b03")) - before)).toBeLessThan(2)

    await textOf(reader, "s02").first().scrollIntoViewIfNeeded()
    await write("Another one. ")
    const show = reader.page.locator('[data-section="s02"]').getByRole("button", { name: "Show" })
    await looksAgain()
    await show.waitFor()
    expect(await textOf(reader, "s02").first().textContent()).not.toContain("Another one.")
    await show.click()
    await eventually("the words", async () =>
      (await textOf(reader, "s02").first().textContent())?.includes("Another one. A new beginning"),
    )
    expect(await show.count()).toBe(0)
  })
})
