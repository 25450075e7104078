import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("the coverage of the targets", () => {
  const stage = setStage()

  it("fills while colleagues write, leads by keyboard to the place, and fits a phone", async () => {
    const sectionId = await addSection(stage.url, "Oceans")
    const [editor, writer] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-iom-2")])
    const { page } = editor
    await page.goto("/p/pub-2016")
    await page.getByRole("link", { name: "Coverage of targets" }).click()
    const table = page.getByRole("table", { name: "Target coverage" })
    await table.getByRole("rowheader", { name: /^10\.7 .*Goal 10: / }).waitFor()
    await page.getByText("All 8 direct targets are drafted.").waitFor()
    expect(await violations(page)).toEqual([])

    await page.goto("/p/pub-2016/coverage?show=all")
    const row = table.getByRole("row").filter({ has: page.getByRole("rowheader", { name: /^14\.1 / }) })
    await row.getByText("No text").waitFor()
    await row.scrollIntoViewIfNeeded()
    const box = page.getByRole("region", { name: "Target coverage, scrolls" })
    const scrolled = () => box.evaluate(({ scrollTop }) => scrollTop)
    const before = await scrolled()
    expect(before).toBeGreaterThan(0)

    await writer.opensSection(sectionId)
    await writer.text.click()
    await writer.page.keyboard.type("Against plastic in the sea: #14.1")
    const offered = writer.page.getByRole("option", { name: /^14\.1/ })
    await offered.waitFor()
    await writer.page.keyboard.press("Enter")
    await writer.text.locator('[data-inline="target"]').waitFor()

    const cell = row.getByRole("button", { name: /^14\.1, \d+ Oceans: named once in the text$/ })
    await cell.waitFor()
    await row.getByText("No text").waitFor({ state: "detached" })
    expect(await scrolled()).toBe(before)

    // By keyboard alone, from the first mark of the table to the new one: it is in the last row with any.
    await box.focus()
    await page.keyboard.press("Tab")
    await eventually("a heading of the table", () =>
      page.evaluate(() => document.activeElement?.closest("table") !== null),
    )
    await table.getByRole("button", { name: /^4\.b, 2 / }).focus()
    await page.keyboard.press("ArrowDown")
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "")
    await eventually("the next row", async () => (await focused()).startsWith("5.2, 2 "))
    await cell.focus()
    await page.keyboard.press("Enter")
    const dialog = page.getByRole("dialog", { name: /^14\.1 . \d+ Oceans$/ })
    const place = dialog.getByRole("link", { name: "Against plastic in the sea: 14.1" })
    await place.waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("Escape")
    await dialog.waitFor({ state: "detached" })
    await eventually("the cell again", async () => (await focused()).startsWith("14.1, "))
    await page.keyboard.press("Enter")
    await place.focus()
    await page.keyboard.press("Enter")
    await page.waitForURL(new RegExp(`/s/${sectionId}#.+$`))
    await editor.text.getByText("Against plastic in the sea").waitFor()

    await page.setViewportSize({ width: 390, height: 844 })
    await page.emulateMedia({ colorScheme: "dark" })
    await page.goto("/p/pub-2016/coverage?by=organization")
    const list = page.getByRole("region", { name: "Target coverage" })
    await list
      .getByRole("button", { name: /^10\.7, / })
      .first()
      .waitFor()
    expect(await violations(page)).toEqual([])
    const overflow = () =>
      page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await overflow()).toBeLessThanOrEqual(0)
  })
})
