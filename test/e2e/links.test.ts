import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("links to headings and paragraphs", () => {
  const stage = setStage()

  const arrives = (id: string, viewport = { width: 1440, height: 900 }) => stage.arrives(id, { viewport })

  const copied = (person: Person): Promise<string> =>
    eventually("a link to be copied", async () => {
      const text = await person.page.evaluate(() => navigator.clipboard.readText())
      return text.includes("#") ? text : null
    })
  const lastParagraph = (person: Person) => person.text.locator(":scope > p").last()
  /** Where the person's keyboard goes on, as the first words of that block. */
  const wordsAtPlace = (person: Person) =>
    person.text.evaluate((text) => {
      const node = getSelection()?.anchorNode
      const block = [...text.children].find((child) => node && child.contains(node))
      return document.activeElement === text ? (block?.textContent ?? "") : "elsewhere"
    })

  async function expectArrived(reader: Person, words: string): Promise<void> {
    const block = lastParagraph(reader)
    await eventually("the passage to be marked", async () => (await block.getAttribute("data-linked")) !== null)
    expect(await block.innerText()).toBe(words)
    const box = await block.boundingBox()
    expect(box && box.y >= 0 && box.y < 900 - 40).toBe(true)
    expect(await wordsAtPlace(reader)).toBe(words)
  }

  it("are copied by the button beside a paragraph, and lead a colleague to it in text that may be read only", async () => {
    const [writer, reader] = await Promise.all([arrives("p-iom-1"), arrives("p-ngo-1", { width: 900, height: 500 })])
    await writer.opensSection("s13")
    const words = await lastParagraph(writer).innerText()
    await lastParagraph(writer).hover()
    await writer.page.getByRole("button", { name: /^Copy link to/ }).click()
    const link = await copied(writer)
    expect(link).toMatch(/\/p\/pub-2016\/s\/s13#[\w-]+$/)
    await reader.page.goto(link)
    await expectArrived(reader, words)
    expect(await violations(reader.page)).toEqual([])
  })

  it("are copied by key, and put the caret of somebody who may write at the beginning of the paragraph", async () => {
    const writer = await arrives("p-iom-1", { width: 900, height: 500 })
    await writer.opensSection("s13")
    const words = await lastParagraph(writer).innerText()
    // All windows of a browser share one clipboard.
    await writer.page.evaluate(() => navigator.clipboard.writeText(""))
    await lastParagraph(writer).click()
    await writer.page.keyboard.press("End")
    await writer.page.keyboard.press("Control+Alt+u")
    const link = await copied(writer)
    await writer.page.keyboard.press("Tab")
    const named = await eventually("the button behind the text", async () => {
      const name = await writer.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "")
      if (name.startsWith("Copy link to")) return name
      await writer.page.keyboard.press("Tab")
      return null
    })
    expect(words).toContain(named.slice("Copy link to “".length, -1))
    await writer.page.goto("/p/pub-2016")
    await writer.page.goto(link)
    await expectArrived(writer, words)
    await writer.page.keyboard.type("Here: ")
    await eventually(
      "the words to be there",
      async () => (await lastParagraph(writer).innerText()) === `Here: ${words}`,
    )
  })

  it("say so when their passage is gone", async () => {
    const reader = await arrives("p-ngo-1")
    await reader.page.goto("/p/pub-2016/s/s13#nothing-of-the-kind")
    const alert = reader.page.getByRole("alert").filter({ hasText: "no longer in the text" })
    await alert.waitFor()
    await alert.getByRole("button", { name: "Understood" }).click()
    await alert.waitFor({ state: "detached" })
  })

  it("hold through signing in", async () => {
    const [writer, reader] = await Promise.all([arrives("p-iom-1"), arrives("p-ngo-1", { width: 900, height: 500 })])
    await writer.opensSection("s13")
    const words = await lastParagraph(writer).innerText()
    await lastParagraph(writer).hover()
    await writer.page.getByRole("button", { name: /^Copy link to/ }).click()
    await reader.context.clearCookies()
    await reader.page.goto(await copied(writer))
    await reader.page
      .getByRole("button", { name: /^Continue as/ })
      .first()
      .waitFor()
    reader.complaints.length = 0
    await reader.page.getByRole("button", { name: "Continue as Nasrin Talukdar" }).click()
    await eventually("the passage", async () => (await lastParagraph(reader).getAttribute("data-linked")) !== null)
    expect(await lastParagraph(reader).innerText()).toBe(words)
  })
})
