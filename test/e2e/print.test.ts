import type { Locator } from "playwright-core"
import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { pagesOf, pdfToolsMissing } from "../harness/pdf.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing ?? pdfToolsMissing)("a draft on paper", () => {
  const stage = setStage()

  async function printed(person: Person): Promise<string[]> {
    await person.page.locator(".print-sheet[data-is-ready]").waitFor()
    return pagesOf(await person.page.pdf({ preferCSSPageSize: true }))
  }

  const draftWords = /DRAFT\s+International Dialogue on Migration · No\. 26 \(sample\)/

  it("is chosen by keyboard alone, and every page says what it is, of when, and which of how many", async () => {
    const reader = await stage.arrives("p-mar-1")
    const { page } = reader
    await page.goto("/p/pub-2016/read")
    const press = async (control: Locator, key: string) => {
      await control.focus()
      await page.keyboard.press(key)
    }
    await press(page.getByRole("button", { name: "Print…" }), "Enter")
    const dialog = page.getByRole("dialog", { name: "Print a draft" })
    await dialog.waitFor()
    expect(await violations(page)).toEqual([])
    await press(dialog.getByRole("checkbox", { name: /^Number the lines/ }), "Space")
    await press(dialog.getByRole("button", { name: "Show the pages" }), "Enter")
    const pages = await printed(reader)
    expect(pages.length).toBeGreaterThan(10)
    for (const [index, text] of pages.entries()) {
      expect(text).toMatch(draftWords)
      expect(text).toMatch(/\d{1,2} \w+ \d{4}, \d\d:\d\d (CET|CEST)/)
      expect(text).toContain(`page ${index + 1} of ${pages.length}`)
      expect(text).not.toMatch(/Codraft|Open section|Read all|Salma/)
    }
    const whole = pages.join("\n")
    expect(whole).toContain("Cost of sending remittances")
    expect(whole).toContain("Illustrative figure used for testing")
    expect(whole).not.toContain("Sweden")
    expect(await violations(page)).toEqual([])
  })

  it("counts the lines as they are printed", async () => {
    const reader = await stage.arrives("p-mar-1")
    await reader.page.goto("/p/pub-2016/print?sections=s01&hasLines=true")
    const [text = ""] = await printed(reader)
    const lines = text.split("\n")
    const first = lines.findIndex((line) => line.includes("Countries agreed in 2015"))
    const body = lines.slice(
      first,
      lines.findIndex((line) => /^\s*1\. Readers/.test(line)),
    )
    const words = body.filter((line) => /[a-z]{2}/.test(line))
    const numbers = words.flatMap((line, index) => {
      const number = /^\s*(\d+)\s+\S/.exec(line)?.[1]
      return number === undefined ? [] : [[Number(number), index + 1]]
    })
    expect(numbers.length).toBeGreaterThan(0)
    for (const [number, line] of numbers) expect(number).toBe(line)
    expect(text).not.toContain("Two workshops")
  })

  it("prints chosen sections on other paper with room for notes, Arabic from the right", async () => {
    const reader = await stage.arrives("p-mar-1")
    await reader.page.goto("/p/pub-2016/print?sections=s07-mar&paper=letter&hasWideMargin=true")
    await reader.page.locator(".print-sheet[data-is-ready]").waitFor()
    const pdf = await reader.page.pdf({ preferCSSPageSize: true })
    expect(pdf.toString("latin1")).toMatch(/MediaBox\s*\[0 0 612 792\]/)
    expect(pagesOf(pdf)).toHaveLength(1)
    const width = await reader.page.locator(".print-sheet").evaluate((sheet) => sheet.getBoundingClientRect().width)
    expect(Math.round((width / 96) * 25.4)).toBe(131)
    expect(await reader.page.locator(".reading-portion").evaluate((text) => getComputedStyle(text).direction)).toBe(
      "rtl",
    )
  })

  it("repeats the head of a long table on every page", async () => {
    const writer = await stage.arrives("p-iom-1")
    const sectionId = await addSection(stage.url, "Long table")
    await writer.opensSection(sectionId)
    const rows = Array.from({ length: 90 }, (_, row) => `<tr><td>Country ${row + 1}</td><td>${row}.5</td></tr>`)
    const html = `<table><thead><tr><th>Name of State</th><th>Share</th></tr></thead><tbody>${rows.join("")}</tbody></table>`
    await writer.page.evaluate(async (table) => {
      const type = "text/html"
      await navigator.clipboard.write([new ClipboardItem({ [type]: new Blob([table], { type }) })])
    }, html)
    await writer.text.click()
    await writer.page.keyboard.press("Control+v")
    await eventually("the table", async () => (await writer.text.innerText()).includes("Country 90"))
    await eventually("it to be saved", async () => (await writer.saving.innerText()) === "Saved")
    await writer.page.goto(`/p/pub-2016/print?sections=${sectionId}`)
    const pages = await printed(writer)
    const withRows = pages.filter((text) => /Country \d+/.test(text))
    expect(withRows.length).toBeGreaterThan(1)
    for (const text of withRows) expect(text).toMatch(/Name of State\s+Share/)
  })
})
