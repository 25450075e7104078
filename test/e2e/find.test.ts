import type { Page } from "playwright-core"
import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addLongSection } from "../load/long-section.ts"
import { addSection } from "../harness/sections.ts"
import { insertsTable, typesCells } from "../harness/tables.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("finding in a section", () => {
  const stage = setStage()

  const bar = ({ page }: Person) => page.getByRole("search", { name: "Find in this section" })
  const find = (person: Person) => bar(person).getByRole("textbox", { name: "Find", exact: true })
  const count = (person: Person) => bar(person).locator(".find-count")
  const says = (person: Person, words: string) =>
    eventually(`the bar to say “${words}”`, async () => (await count(person).innerText()) === words)

  /** The words painted as hits, in the order of painting; the current one apart. */
  const painted = (page: Page) =>
    page.evaluate(() => {
      const wordsOf = (name: string) =>
        [...(CSS.highlights.get(name) ?? [])].map((range) => {
          const live = document.createRange()
          live.setStart(range.startContainer, range.startOffset)
          live.setEnd(range.endContainer, range.endOffset)
          return live.toString()
        })
      return { hits: wordsOf("find-hit"), current: wordsOf("find-current") }
    })

  const pastes = (person: Person, html: string) =>
    person.text.evaluate((element, pasted) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData("text/html", pasted)
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
    }, html)

  async function writesIn(person: Person, title: string, html: string): Promise<string> {
    const sectionId = await addSection(stage.url, title)
    await person.opensSection(sectionId)
    await person.text.locator("p").first().click()
    await pastes(person, html)
    await person.page.getByText("Saved", { exact: true }).waitFor()
    return sectionId
  }

  it("goes from hit to hit by keys alone, across formats and links, and leaves the caret at the hit", async () => {
    const writer = await stage.arrives("p-iom-1")
    const { page } = writer
    await writesIn(
      writer,
      "By keys alone",
      `<p>Mi<b>gra</b>tion first.</p><p>Then <a href="https://iom.int">migra</a>tion, MIGRATION.</p><ul><li>and migration</li></ul>`,
    )
    await page.keyboard.press("Control+Home")
    await page.keyboard.press("Control+f")
    await page.keyboard.type("migration")
    await says(writer, "1 of 4")
    await eventually("the hits to be painted", async () => (await painted(page)).hits.at(-1) === "migration")
    expect(await painted(page)).toEqual({ hits: ["migration", "MIGRATION", "migration"], current: ["Migration"] })
    await page.keyboard.press("Enter")
    await page.keyboard.press("F3")
    await says(writer, "3 of 4")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.press("Shift+F3")
    await page.keyboard.press("Control+Shift+g")
    await says(writer, "4 of 4")
    await page.keyboard.press("Control+g")
    await says(writer, "1 of 4")
    await page.keyboard.press("Escape")
    await bar(writer).waitFor({ state: "detached" })
    expect(await page.evaluate(() => getSelection()?.toString())).toBe("Migration")
    await page.keyboard.type("Movement")
    await eventually("the words to be there", async () => (await writer.text.innerText()).includes("Movement first."))
  })

  it("finds in tables, captions and notes, by accents and without", async () => {
    const writer = await stage.arrives("p-iom-1")
    const { page } = writer
    await writesIn(writer, "Everywhere", "<p>The café.</p>")
    await insertsTable(writer, 2, 2)
    await typesCells(writer, ["Cafés", "2015", "none", "a cafe"])
    await writer.text.locator("p").first().click()
    await page.keyboard.press("End")
    await page.keyboard.press("Control+Alt+f")
    await page.keyboard.type("See the café.")
    await page.keyboard.press("Control+f")
    await find(writer).fill("cafe")
    await says(writer, "1 of 4")
    await bar(writer).getByRole("button", { name: "Whole words" }).click()
    await says(writer, "1 of 3")
    await bar(writer).getByRole("button", { name: "Match case" }).click()
    await find(writer).fill("Cafés")
    await says(writer, "1 of 1")
    await find(writer).fill("zzz")
    await says(writer, "Not found")
    expect(await violations(page)).toEqual([])
  })

  it("stays at its hit while a colleague types above it", async () => {
    const [writer, colleague] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-iom-2")])
    const sectionId = await writesIn(
      writer,
      "Two people",
      "<p>One hit.</p><p>Another hit.</p><p>The last hit, a hit.</p>",
    )
    await colleague.opensSection(sectionId)
    await writer.page.keyboard.press("Control+Home")
    await writer.page.keyboard.press("Control+f")
    await find(writer).fill("hit")
    await writer.page.keyboard.press("Enter")
    await writer.page.keyboard.press("Enter")
    await says(writer, "3 of 4")
    await colleague.text.locator("p").first().click()
    await colleague.page.keyboard.press("Home")
    await colleague.page.keyboard.type("A hit above. ", { delay: 10 })
    await says(writer, "4 of 5")
    await colleague.page.keyboard.press("Home")
    await colleague.page.keyboard.press("Enter")
    await colleague.text.locator("p").last().click()
    await colleague.page.keyboard.press("Home")
    await colleague.page.keyboard.type("hit hit ")
    await says(writer, "6 of 7")
    await eventually("the hit to be painted where it is", async () => (await painted(writer.page)).current[0] === "hit")
    expect(await find(writer).evaluate((element) => element === document.activeElement)).toBe(true)
    await writer.page.keyboard.press("Escape")
    await writer.page.keyboard.type("word")
    await eventually("the right hit to be written over", async () =>
      (await colleague.text.innerText()).includes("hit hit The last word, a hit."),
    )
  })

  it("replaces all in 50 pages while a colleague writes, and one Ctrl+Z takes it back", async () => {
    const [writer, colleague] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-iom-2")])
    const sectionId = await addLongSection(stage.url, { pages: 50, first: "The colleague's line." })
    await Promise.all([writer.opensSection(sectionId), colleague.opensSection(sectionId)])
    const before = await writer.text.innerText()
    const hits = before.match(/migration/g)?.length ?? 0
    expect(hits).toBeGreaterThan(1000)
    await colleague.text.locator("p").first().click()
    await colleague.page.keyboard.press("Home")
    await writer.page.keyboard.press("Control+h")
    await find(writer).fill("migration")
    await says(writer, `1 of ${hits}`)
    const replaceAll = bar(writer).getByRole("button", { name: "Replace all" })
    await bar(writer).getByRole("textbox", { name: "Replace with" }).fill("movement")
    const [outcome] = await Promise.all([
      eventually("all to be replaced", async () => {
        const words = await bar(writer).locator(".find-count").innerText()
        return / replaced/.test(words) ? words : null
      }),
      replaceAll.click(),
      colleague.page.keyboard.type("Written meanwhile, about migration. ", { delay: 15 }),
    ])
    expect(Number.parseInt(outcome, 10)).toBeGreaterThanOrEqual(hits)
    await eventually("both to have both", async () => {
      const [own, theirs] = await Promise.all([writer.text.innerText(), colleague.text.innerText()])
      return own === theirs && own.includes("Written meanwhile") && (own.match(/movement/g)?.length ?? 0) >= hits
    })
    await writer.page.keyboard.press("Control+z")
    await eventually("the replacing to be taken back, and nothing else", async () => {
      const now = await writer.text.innerText()
      return !now.includes("movement") && now.replace("Written meanwhile, about migration. ", "") === before
    })
    await writer.page.getByText("Saved", { exact: true }).waitFor()
    await eventually(
      "it to be so for the colleague",
      async () => (await colleague.text.innerText()) === (await writer.text.innerText()),
    )
  })

  it("replaces one by one by keys, and shows readers no replacing", async () => {
    const [writer, reader] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-ngo-1")])
    const { page } = writer
    await writesIn(writer, "One by one", "<p>Labor, labor and LABOR.</p>")
    await page.keyboard.press("Control+Home")
    await page.keyboard.press("Control+h")
    await page.keyboard.type("labor")
    await page.keyboard.press("Tab")
    const field = bar(writer).getByRole("textbox", { name: "Replace with" })
    for (let tabs = 0; tabs < 12 && !(await field.evaluate((it) => it === document.activeElement)); tabs += 1)
      await page.keyboard.press("Tab")
    await page.keyboard.type("work")
    await page.keyboard.press("Enter")
    await says(writer, "1 of 2")
    await page.keyboard.press("Tab")
    await page.keyboard.press("Space")
    await page.keyboard.press("Shift+Tab")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Enter")
    await says(writer, "Not found")
    expect(await writer.text.innerText()).toContain("work, work and WORK.")
    await reader.opensSection("s13")
    await reader.page.keyboard.press("Control+h")
    await find(reader).fill("review")
    await eventually("something to be found", async () => (await count(reader).innerText()).startsWith("1 of"))
    expect(await bar(reader).getByRole("textbox").count()).toBe(1)
    expect(
      await bar(reader)
        .getByRole("button", { name: /[Rr]eplac/ })
        .count(),
    ).toBe(0)
  })
})
