import { readFileSync } from "node:fs"
import type { Browser } from "playwright-core"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { browserMissing, launchBrowser, Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { ServerProcess, signIn } from "../harness/server-process.ts"

const fixtures = new URL("../../apps/editor/src/paste/fixtures/", import.meta.url)
const fixture = (name: string) => readFileSync(new URL(name, fixtures), "utf8")

type Json = { [key: string]: unknown }

/** What is in a text, whoever wrote it when: without ids. */
function withoutIds(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutIds)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => key !== "id")
      .map(([key, inner]) => [key, withoutIds(inner)]),
  )
}

describe.skipIf(browserMissing)("pasting", () => {
  let server: ServerProcess
  let browser: Browser
  let writer: Person

  beforeAll(async () => {
    server = await ServerProcess.start()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.dispose()
  })
  beforeEach(async () => {
    writer = await Person.arrives(browser, server.url, "p-iom-1")
    await writer.opensSection("s03")
    await writer.text.locator("p").first().click()
    await writer.page.keyboard.press("Control+a")
    await writer.page.keyboard.press("Delete")
    await storedBlocks((blocks) => blocks.length <= 1)
  })
  afterEach(async () => {
    expect(writer.complaints).toEqual([])
    await writer.context.close()
  })

  /** A paste as the browser hands it over, whatever the real clipboard of this machine would make of it. */
  const pastes = (data: Record<string, string>, person = writer) =>
    person.text.evaluate((element, parts) => {
      const clipboardData = new DataTransfer()
      for (const [type, value] of Object.entries(parts)) clipboardData.setData(type, value)
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
    }, data)

  async function storedText(format: "json" | "html"): Promise<string> {
    const cookie = await signIn(server.url, "p-iom-1")
    return (await fetch(`${server.url}/api/sections/s03/text?format=${format}`, { headers: { cookie } })).text()
  }
  async function storedBlocks(isIt: (blocks: Json[]) => boolean): Promise<Json[]> {
    return eventually("the stored text to be so", async () => {
      const { blocks } = JSON.parse(await storedText("json")) as { blocks: Json[] }
      return isIt(blocks) ? blocks : null
    })
  }

  it.each(["word", "word-online", "google-docs", "libreoffice", "outlook", "excel", "google-sheets", "web-page"])(
    "takes structure, lists, tables and languages from %s, and nothing else",
    async (name) => {
      const expected = JSON.parse(fixture(`${name}.json`)) as Json[]
      await pastes({ "text/html": fixture(`${name}.html`), "text/plain": "not this" })
      const blocks = await storedBlocks((stored) => stored.length >= expected.length)
      const filled = blocks.filter((block) => JSON.stringify(block["content"]) !== "[]")
      expect(withoutIds(filled)).toEqual(expected)
    },
  )
})
