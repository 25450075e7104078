import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { type Book, type BookBlock, type BookInline, type BookTable, bookOf } from "@codraft/publish/book"
import { PublicationContentSchema } from "@codraft/publish/content"
import { htmlOf } from "@codraft/publish/html"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, launchBrowser } from "../harness/browser.ts"

const words = (text: string, more: object = {}): BookInline => ({ type: "text", text, ...more })
const note: BookInline = { type: "note", of: "part", note: 0, label: "1" }
const long = "Countries agreed in 2015 on one agenda for people, planet and prosperity. ".repeat(5)

function table(id: string, columns: number): BookTable {
  const cell = (text: string, header?: "column" | "row") => ({
    ...(header === undefined ? {} : { header }),
    columnSpan: 1,
    rowSpan: 1,
    align: header === undefined ? ("end" as const) : ("start" as const),
    blocks: [{ type: "paragraph" as const, content: [words(text)] }],
  })
  const across = (first: string, text: string, header?: "column") =>
    Array.from({ length: columns }, (_, i) => cell(i === 0 ? first : text, i === 0 ? (header ?? "row") : header))
  return {
    type: "table",
    id,
    number: "Table 1.",
    caption: { content: [words("Cost of sending remittances"), { type: "note", of: "table", note: 0, label: "a" }] },
    columns,
    widths: Array.from({ length: columns }, () => 1 / columns),
    headRows: 1,
    rows: [{ cells: across("State", "2015", "column") }, { cells: across("Ghana", "9.0") }],
    notes: [{ label: "a", content: [words("Estimate.")] }],
  }
}

const numbered: BookBlock[] = Array.from({ length: 12 }, (_, i) => ({
  type: "paragraph",
  id: `p${i + 1}`,
  number: `${i + 1}.`,
  content: [words(long), ...(i === 0 ? [note] : [])],
}))

function book(): Book {
  const empty = bookOf(
    PublicationContentSchema.parse({
      format: "codraft.publication",
      formatVersion: 1,
      publication: {
        id: "pub",
        title: "Follow-up and review of migration in the Sustainable Development Goals",
        titleI18n: {},
        subtitle: "Sample working text",
        series: "International Dialogue on Migration",
        seriesNumber: "26",
        originalLanguage: "en",
        distribution: "General",
        indicatorEdition: "2016",
      },
      version: {
        number: 1,
        kind: "draft",
        symbol: "IDM/2016/1",
        title: "Draft 1",
        note: "",
        frozenAt: 0,
        timeZone: "UTC",
      },
      organizations: [],
      sections: [],
    }),
  )
  const part = { number: "1", depth: 0, isAnnex: false, language: "en", dir: "ltr", isToFollow: false } as const
  const arabic = { language: "ar", dir: "rtl" } as const
  return {
    ...empty,
    abbreviations: [{ short: "GFMD", full: "Global Forum on Migration and Development", language: "en" }],
    parts: [
      {
        ...part,
        id: "one",
        title: "One Agenda",
        viewsOf: "An author",
        notes: [{ label: "1", content: [words("General Assembly resolution 70/1.")] }],
        blocks: [
          ...numbered,
          { type: "heading", id: "h", level: 1, rank: 2, number: "A.", content: [words("Targets")] },
          {
            type: "list",
            ordered: true,
            items: [
              {
                mark: "(a)",
                content: [words("نص", arabic), { type: "reference", words: "paragraph 2", to: "p2" }],
                lists: [
                  { type: "list", ordered: false, items: [{ mark: "•", content: [words("Deeper")], lists: [] }] },
                ],
              },
            ],
          },
          table("few", 4),
          table("many", 12),
          { type: "quote", content: [words(long)] },
        ],
      },
      {
        ...part,
        ...arabic,
        id: "two",
        number: "2",
        title: "نص",
        viewsOf: null,
        notes: [],
        blocks: [table("three", 3)],
      },
      { ...part, id: "later", number: "3", title: "Later", viewsOf: null, isToFollow: true, notes: [], blocks: [] },
    ],
  }
}

describe.skipIf(browserMissing)("the page of a version", () => {
  let browser: Browser
  const folder = mkdtempSync(join(tmpdir(), "codraft-page-"))
  const address = pathToFileURL(join(folder, "publication.html")).href

  beforeAll(async () => {
    writeFileSync(join(folder, "publication.html"), htmlOf(book(), { images: () => new Uint8Array() }))
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser.close()
    rmSync(folder, { recursive: true })
  })

  async function opened(options: Parameters<Browser["newContext"]>[0]): Promise<Page> {
    const page = await (await browser.newContext(options ?? {})).newPage()
    await page.goto(address)
    return page
  }

  it.each([
    ["wide", "light", 1440],
    ["wide", "dark", 1440],
    ["narrow", "light", 390],
    ["narrow", "dark", 390],
  ] as const)(
    "has nothing that axe objects to and nothing beyond the edge, %s and %s",
    async (_, colorScheme, width) => {
      const page = await opened({ viewport: { width, height: 844 }, colorScheme })
      expect(await violations(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
      await page.context().close()
    },
  )

  it("is read by keyboard: past the contents, to a note and back, and to a paragraph by its number", async () => {
    const page = await opened({ viewport: { width: 390, height: 844 } })
    await page.keyboard.press("Tab")
    await page.getByRole("link", { name: "Skip to the text" }).and(page.locator(":focus")).waitFor()
    await page.keyboard.press("Enter")
    await page.locator("main:focus").waitFor()
    await page.keyboard.press("Tab")
    await page.getByRole("link", { name: "1.", exact: true }).and(page.locator(":focus")).waitFor()
    await page.keyboard.press("Enter")
    await page.waitForURL(`${address}#p1`)
    // From the paragraph on, its number comes first.
    await page.keyboard.press("Tab")
    await page.getByRole("link", { name: "1.", exact: true }).and(page.locator(":focus")).waitFor()
    await page.keyboard.press("Tab")
    await page.locator("[role=doc-noteref]:focus").waitFor()
    await page.keyboard.press("Enter")
    await page.waitForURL(`${address}#one-note-1`)
    await page.keyboard.press("Tab")
    await page.getByRole("link", { name: "Back to the text" }).and(page.locator(":focus")).waitFor()
    await page.keyboard.press("Enter")
    await page.waitForURL(`${address}#one-note-1-from`)
    await page.context().close()
  })
})
