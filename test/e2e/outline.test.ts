import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("the outline of headings", () => {
  const stage = setStage()

  const outline = (person: Person) => person.page.getByRole("grid", { name: "Headings" })
  const shown = async (person: Person): Promise<string> =>
    (await person.text.evaluate((text) => [...text.children].map((block) => block.textContent ?? ""))).join(" / ")

  /** A text with headings, typed as people type it. */
  async function writes(person: Person, lines: string[]): Promise<void> {
    await person.text.click()
    for (const [index, line] of lines.entries()) {
      if (index > 0) await person.page.keyboard.press("Enter")
      await person.page.keyboard.type(line)
    }
    await person.saving.getByText("Saved", { exact: true }).waitFor()
  }
  const text = ["## Alpha", "one", "## Beta", "two", "### Beta below", "three", "## Gamma", "four"]
  const before = "Alpha / one / Beta / two / Beta below / three / Gamma / four"

  it("leads to each heading, and moves one with its text, by keyboard alone", async () => {
    const id = await addSection(stage.url, "A text with headings")
    const [writer, colleague] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-iom-2")])
    await Promise.all([writer.opensSection(id), colleague.opensSection(id)])
    const { page } = writer
    const { keyboard } = page
    await page.getByText("No headings yet").waitFor()
    await writes(writer, text)
    await eventually("four headings", async () => (await outline(writer).getByRole("row").count()) === 4)
    await outline(writer).getByRole("row", { name: "Beta below, level 3" }).waitFor()

    await outline(writer).getByRole("row").first().focus()
    await keyboard.press("ArrowDown")
    await keyboard.press("Enter")
    await eventually("the caret in the text", async () =>
      page.evaluate(() => document.activeElement?.getAttribute("role") === "textbox"),
    )
    await keyboard.type("My ")
    await eventually("what was typed", async () => (await shown(colleague)).includes("My Beta / two"))

    await outline(writer)
      .getByRole("row", { name: /^My Beta/ })
      .focus()
    expect(await violations(page)).toEqual([])
    await keyboard.press("ArrowRight")
    await keyboard.press("Enter")
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "")
    await eventually("a place to drop", async () => (await focused()).startsWith("Insert"))
    await keyboard.press("ArrowUp")
    await keyboard.press("ArrowUp")
    expect(await focused()).toBe("Insert before Alpha, level 2")
    await keyboard.press("Enter")
    await eventually(
      "My Beta before Alpha",
      async () =>
        (await shown(writer)) !== before && (await shown(writer)).startsWith("My Beta / two / Beta below / three"),
    )
    await eventually("the same at the other", async () => (await shown(colleague)) === (await shown(writer)))
    await writer.text.focus()
    await keyboard.press("Control+z")
    await eventually("undone at once", async () => (await shown(colleague)) === before.replace("Beta", "My Beta"))
  })

  it("moves by pointer, while a colleague writes in what moves, and nothing is lost", async () => {
    const id = await addSection(stage.url, "A text that two people arrange")
    const [writer, colleague] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-iom-2")])
    await Promise.all([writer.opensSection(id), colleague.opensSection(id)])
    await writes(writer, text)
    await eventually("the text", async () => (await shown(colleague)) === before)
    await colleague.text.locator("p", { hasText: "two" }).click()
    await colleague.page.keyboard.press("End")
    const typing = colleague.page.keyboard.type(" and all of this as well", { delay: 40 })
    const boxOf = (name: string | RegExp) => outline(writer).getByRole("row", { name }).boundingBox()
    const [beta, alpha] = [await boxOf("Beta, level 2"), await boxOf(/^Alpha/)]
    const { mouse } = writer.page
    if (beta && alpha) {
      await mouse.move(beta.x + 60, beta.y + 14)
      await mouse.down()
      await mouse.move(alpha.x + 60, alpha.y + 2, { steps: 5 })
      await mouse.up()
    }
    await typing
    const after = "Beta / two and all of this as well / Beta below / three / Alpha / one / Gamma / four"
    for (const person of [writer, colleague]) {
      await eventually("all of it", async () => (await shown(person)) === after)
    }
  })

  it("marks where the reader is, and is a drawer where there is no room", async () => {
    const reader = await stage.arrives("p-iom-2", { viewport: { width: 390, height: 844 } })
    await reader.opensSection("s02")
    const { page } = reader
    await page.getByRole("button", { name: "Headings" }).click()
    const rows = outline(reader).getByRole("row")
    await rows.first().waitFor()
    expect(await violations(page)).toEqual([])
    await rows.last().click()
    await page.getByRole("dialog").waitFor({ state: "detached" })
    const heading = reader.text.locator("h1, h2, h3, h4").last()
    // A phone opens the text for reading: no caret, which would bring the keyboard, but reading goes on from there.
    await eventually("the focus on the heading", async () =>
      heading.evaluate((element) => element === document.activeElement),
    )
    await eventually("the heading below the buttons", async () => {
      const bar = await page.locator(".section-bar").boundingBox()
      const box = await heading.boundingBox()
      return bar !== null && box !== null && box.y >= bar.y + bar.height
    })
    await page.getByRole("button", { name: "Headings" }).click()
    await eventually("where the reader is", async () => (await rows.last().getAttribute("aria-current")) === "location")
    expect(await page.locator("[aria-current=location]").count()).toBe(1)
  })
})
