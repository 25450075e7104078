import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("versions", () => {
  const stage = setStage()

  it("are frozen by keyboard while others write, seen by all at once, and opened by whom they are circulated to", async () => {
    const sectionId = await addSection(stage.url, "Oceans")
    const [editor, writer, delegate] = await Promise.all([
      stage.arrives("p-iom-1"),
      stage.arrivesIn(sectionId, "p-iom-2"),
      stage.arrives("p-gha-1"),
    ])
    await writer.text.click()
    await writer.page.keyboard.type("Before the cut. The National Bank of Moldova. ")
    await writer.text.getByText("Bank of Moldova.").waitFor()
    await writer.saving.getByText("Saved", { exact: true }).waitFor()
    await delegate.page.goto("/p/pub-2016/versions")
    await delegate.page.getByText("Nothing has been frozen yet.").waitFor()

    const { page } = editor
    await page.goto("/p/pub-2016")
    await page.getByRole("link", { name: "Versions" }).click()
    const open = page.getByRole("button", { name: "Freeze version" })
    await open.waitFor()
    await open.focus()
    await page.keyboard.press("Enter")
    const dialog = page.getByRole("dialog", { name: "Freeze version" })
    const title = dialog.getByRole("textbox", { name: "Title", exact: true })
    await eventually("the title to be asked for", () => title.evaluate((field) => field === document.activeElement))
    await dialog.getByRole("region", { name: "People writing now" }).waitFor()
    expect(await violations(page)).toEqual([])

    // A title is needed, and what was typed is not lost by Escape.
    await page.keyboard.press("Enter")
    await dialog.getByText("Give the version a title.").waitFor()
    await page.keyboard.type("Draft for comments")
    await eventually("the title", async () => (await title.inputValue()) === "Draft for comments")
    await page.keyboard.press("Escape")
    const question = page.getByRole("dialog", { name: "Discard what you have written?" })
    await question.waitFor()
    await page.keyboard.press("Escape")
    await question.waitFor({ state: "detached" })
    await eventually("the title again", () => title.evaluate((field) => field === document.activeElement))

    // The name of an institution may stand: that goes on record, with its reason.
    const names = dialog.getByRole("region", { name: "Names of countries" })
    await names.locator("summary").focus()
    await page.keyboard.press("Enter")
    const exempt = names.getByRole("button", { name: "Exempt “Moldova”" })
    await exempt.focus()
    await page.keyboard.press("Enter")
    const why = names.getByRole("textbox", { name: "Why it may stand" })
    await eventually("the reason to be asked for", () => why.evaluate((field) => field === document.activeElement))
    await page.keyboard.type("Name of an institution")
    await eventually("the reason", async () => (await why.inputValue()) === "Name of an institution")
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("Enter")
    const standing = dialog.getByRole("listitem").filter({ hasText: "Name of an institution" })
    await standing.waitFor({ state: "attached" })
    await eventually("the title once more", async () => {
      await title.focus()
      return title.evaluate((field) => field === document.activeElement)
    })

    const typing = writer.page.keyboard.type("Words that come while the version is frozen, and after it. ", {
      delay: 10,
    })
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/versions\/1$/)
    const heading = page.getByRole("heading", { level: 1, name: "Draft for comments" })
    await heading.waitFor()
    await page.getByText("Text as frozen").waitFor()
    await page.getByText("Before the cut.").waitFor()
    await page.getByRole("link", { name: "Everything, signed" }).waitFor()
    expect(await violations(page)).toEqual([])
    await typing
    await writer.text.getByText("and after it.").waitFor()

    // Everybody knows of it, and nobody outside opens it yet.
    const line = delegate.page.getByRole("listitem").filter({ hasText: "Draft for comments" })
    await line.getByText("not open to your organization").waitFor()
    expect(await line.getByRole("link").count()).toBe(0)
    await delegate.page.goto("/p/pub-2016/versions/1")
    await delegate.page.getByText("its text has not been circulated to your organization").waitFor()

    await page.getByRole("button", { name: "Circulate…" }).focus()
    await page.keyboard.press("Enter")
    const circulate = page.getByRole("dialog", { name: /^Circulate version 1/ })
    await circulate.getByRole("checkbox", { name: "Ghana" }).focus()
    await page.keyboard.press("Space")
    const send = circulate.getByRole("button", { name: "Circulate", exact: true })
    await eventually("somebody to circulate it to", () => send.isEnabled())
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("Enter")
    await circulate.waitFor({ state: "detached" })
    await page.getByText("circulated to Ghana").waitFor()

    // It opens where the other one waits, on a phone too.
    await delegate.page.getByText("Before the cut.").waitFor()
    await delegate.page.getByText("Text as frozen").waitFor()
    await delegate.page.setViewportSize({ width: 390, height: 844 })
    const overflow = () =>
      delegate.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await overflow()).toBeLessThanOrEqual(0)
    expect(await violations(delegate.page)).toEqual([])
    expect(await delegate.page.getByText("How it was frozen").count()).toBe(0)

    // The link to a paragraph leads to it.
    const paragraph = page.locator(".version-book [data-block]", { hasText: "Before the cut." }).last()
    const place = (await paragraph.getAttribute("id")) ?? ""
    await paragraph.hover()
    await page.getByRole("button", { name: /^Copy link to “Before the cut/, includeHidden: true }).click()
    const copied = await eventually("the link", () => page.evaluate(() => navigator.clipboard.readText()))
    expect(copied).toBe(`${stage.url}/p/pub-2016/versions/1#${place}`)
    await delegate.page.goto(copied)
    await eventually("the paragraph at hand", () =>
      delegate.page.evaluate((id) => document.activeElement?.id === id, place),
    )

    // What is not what was frozen is said aloud.
    await page.route("**/versions/1/publication.json", async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace("Before the cut", "Behind the cut") })
    })
    await page.reload()
    await page.getByRole("alert").getByText("This is not the text that was frozen.").waitFor()
    await page.getByText("Behind the cut.").waitFor()
    expect(await page.getByText("Text as frozen").count()).toBe(0)
  })
})
