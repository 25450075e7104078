import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("the history of a section", () => {
  const stage = setStage()

  const saved = (person: Person) => person.page.getByText("Saved", { exact: true }).waitFor()
  const lines = (person: Person) => person.text.locator("p").allInnerTexts()

  /** Ana writes two lines; Bo changes the first and goes on writing. */
  async function written(title: string) {
    const section = await addSection(stage.url, title)
    const [ana, bo] = [await stage.arrives("p-iom-1"), await stage.arrives("p-iom-2")]
    await ana.opensSection(section)
    await ana.text.click()
    await ana.page.keyboard.type("Costs fell in all regions.")
    await ana.page.keyboard.press("Enter")
    await ana.page.keyboard.type("The second paragraph.")
    await saved(ana)
    await bo.opensSection(section)
    await bo.text.locator("p").first().click()
    await bo.page.keyboard.press("End")
    await bo.page.keyboard.press("Control+Shift+ArrowLeft")
    await bo.page.keyboard.press("Control+Shift+ArrowLeft")
    await bo.page.keyboard.type("countries.")
    await saved(bo)
    await eventually("Ana to see it", async () => (await lines(ana))[0]?.includes("countries") === true)
    return { section, ana, bo }
  }

  it("shows what a colleague changed, and gives the older text back while they type on; Ctrl+Z takes that back", async () => {
    const { ana, bo } = await written("Costs of migration")
    const { page } = ana
    await page.getByRole("link", { name: "History" }).click()
    const comparison = page.getByRole("region", { name: "Comparison" })
    await comparison.getByText("1 paragraph changed").waitFor()
    expect(await comparison.locator("del").allInnerTexts()).toEqual([expect.stringContaining("regions")])
    expect(await comparison.locator("ins").allInnerTexts()).toEqual([expect.stringContaining("countries")])
    expect(await violations(page)).toEqual([])

    await comparison.getByRole("button", { name: "Restore this text" }).click()
    const dialog = page.getByRole("dialog")
    await dialog.getByText("1 paragraph changed").waitFor()
    expect(await violations(page)).toEqual([])
    await bo.text.locator("p").last().click()
    await bo.page.keyboard.press("End")
    await bo.page.keyboard.type(" Written meanwhile.")
    await saved(bo)
    await dialog.getByRole("button", { name: "Restore", exact: true }).click()
    await page
      .getByText(/^Restored: /)
      .first()
      .waitFor()
    const restored = ["Costs fell in all regions.", "The second paragraph. Written meanwhile."]
    for (const person of [ana, bo]) {
      await eventually(`${person.id} to see the older text`, async () => (await lines(person))[0] === restored[0])
    }
    await bo.page.keyboard.type(" And more.")
    await eventually("Ana to see it", async () => (await lines(ana))[1]?.endsWith("And more.") === true)
    await page.keyboard.press("Control+z")
    await eventually("the restored words to go", async () => (await lines(ana))[0]?.includes("countries") === true)
    expect((await lines(ana))[1]).toMatch(/And more\.$/)
  })

  it("is gone through by keys alone, from session to session and from change to change", async () => {
    const { ana } = await written("Costs by key")
    const { page } = ana
    const history = page.getByRole("link", { name: "History" })
    await history.focus()
    await page.keyboard.press("Enter")
    const comparison = page.getByRole("region", { name: "Comparison" })
    await comparison
      .getByText("1 of", { exact: false })
      .or(comparison.getByText("– of", { exact: false }))
      .waitFor()
    await page.keyboard.press("n")
    await eventually("the first change to have the focus", () =>
      page.evaluate(() => document.activeElement?.matches("[data-change]") === true),
    )
    await page.keyboard.press("p")
    const sessions = page.getByRole("navigation", { name: "Sessions of work" }).getByRole("link")
    await sessions.last().focus()
    await page.keyboard.press("Enter")
    await page.waitForURL(/from=0/)
    expect(await sessions.last().getAttribute("aria-current")).not.toBeNull()
  })

  it("gives back one paragraph alone", async () => {
    const { ana } = await written("One paragraph")
    const { page } = ana
    await ana.text.locator("p").last().click()
    await page.keyboard.press("End")
    await page.keyboard.type(" Mine.")
    await saved(ana)
    await page.getByRole("link", { name: "History" }).click()
    // Ana has written last, but it is what Bo did that is looked at.
    await page.getByRole("navigation", { name: "Sessions of work" }).getByRole("link").nth(1).click()
    const comparison = page.getByRole("region", { name: "Comparison" })
    const changed = comparison.locator("p").filter({ has: page.locator("del") })
    await changed.getByRole("button", { name: "Restore this paragraph" }).click()
    await page.getByRole("dialog").getByRole("button", { name: "Restore", exact: true }).click()
    await eventually(
      "the paragraph to be as it was",
      async () => (await lines(ana))[0] === "Costs fell in all regions.",
    )
    expect((await lines(ana))[1]).toBe("The second paragraph. Mine.")
  })
})
