import { readFileSync } from "node:fs"
import { beforeAll, beforeEach, describe, expect, it } from "vitest"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { signIn } from "../harness/server-process.ts"
import { setStage } from "../harness/stage.ts"

const fixtures = new URL("../../apps/editor/src/paste/fixtures/", import.meta.url)
const fixture = (name: string) => readFileSync(new URL(name, fixtures), "utf8")

type Json = { [key: string]: unknown }
interface Stored {
  blocks: Json[]
  footnotes?: Json[]
}

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
  const stage = setStage()
  let writer: Person
  let sectionId: string

  beforeAll(async () => {
    writer = await stage.stays("p-iom-1")
    await writer.opensSection("s03")
  })
  beforeEach(async () => {
    sectionId = await addSection(stage.url, "For pasting")
    await writer.goesOnTo(sectionId)
    await writer.text.click()
  })

  /**
   * Not a wait for time: what waited in the page has been done, such as the news of where the caret is, which keys overtake.
   */
  const isSettled = () =>
    writer.page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => setTimeout(resolve)))),
    )
  /** Key by key, each after the page has heard where the last one left the caret. */
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) {
      await writer.page.keyboard.press(key)
      await isSettled()
    }
  }
  const types = (words: string) => writer.page.keyboard.type(words)

  /** A paste as the browser hands it over, whatever the real clipboard of this machine would make of it. */
  const pastes = async (data: Record<string, string>) => {
    await isSettled()
    await writer.text.evaluate((element, parts) => {
      const clipboardData = new DataTransfer()
      for (const [type, value] of Object.entries(parts)) clipboardData.setData(type, value)
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
    }, data)
    await isSettled()
  }

  async function stores(isIt: (stored: Stored) => boolean): Promise<Stored> {
    const cookie = await signIn(stage.url, "p-iom-1")
    return eventually("the stored text to be so", async () => {
      const answer = await fetch(`${stage.url}/api/sections/${sectionId}/text?format=json`, { headers: { cookie } })
      const stored = (await answer.json()) as Stored
      return isIt(stored) ? stored : null
    })
  }
  /** The stored text as HTML, once it has this in it. */
  async function storesHtml(pattern: RegExp): Promise<string> {
    const cookie = await signIn(stage.url, "p-iom-1")
    return eventually(`the stored text to match ${pattern}`, async () => {
      const answer = await fetch(`${stage.url}/api/sections/${sectionId}/text?format=html`, { headers: { cookie } })
      const html = (await answer.text()).replace(/ data-block="[^"]*"/g, "").replace(/>\n</g, "><")
      return pattern.test(html) ? html : null
    })
  }
  /** What a copy of the selection gives other programs. */
  const copies = (type = "copy") =>
    writer.text.evaluate((element, event) => {
      const clipboardData = new DataTransfer()
      element.dispatchEvent(new ClipboardEvent(event, { clipboardData, bubbles: true, cancelable: true }))
      return Object.fromEntries(clipboardData.types.map((kind) => [kind, clipboardData.getData(kind)]))
    }, type)

  it.each(["word", "word-online", "google-docs", "libreoffice", "outlook", "excel", "google-sheets", "web-page"])(
    "takes structure, lists, tables, footnotes and languages from %s, and nothing else",
    async (name) => {
      const expected = JSON.parse(fixture(`${name}.json`)) as Required<Stored>
      await pastes({ "text/html": fixture(`${name}.html`), "text/plain": "not this" })
      const [lastWords = ""] = JSON.stringify(expected).match(/"text":"[^"]*"(?!.*"text":)/) ?? []
      const { blocks, footnotes = [] } = await stores((stored) => JSON.stringify(stored).includes(lastWords))
      expect(withoutIds({ blocks, footnotes })).toEqual(expected)
    },
  )

  it("joins the broken lines of a PDF into paragraphs", async () => {
    await pastes({ "text/plain": fixture("pdf-viewer.txt") })
    const html = await storesHtml(/every visa/)
    expect(html).toContain("<p>3.2 Labour migration</p>")
    expect(html).toMatch(/national offices of employment.*well-known shortage.*Wages did not rise\.<\/p>/)
  })

  it("keeps lines that are lines, and Markdown as text", async () => {
    await pastes({ "text/plain": "# Agenda\n- one\n- **two**\n\nGeneva\nManila" })
    await storesHtml(/<p># Agenda<\/p><p>- one<\/p><p>- \*\*two\*\*<\/p><p>Geneva<\/p><p>Manila<\/p>/)
  })

  it("makes a table of a spreadsheet's plain text", async () => {
    await pastes({ "text/plain": "Corridor\t2015\r\nSahel\t12 400\r\n" })
    await storesHtml(/<tr><td>Corridor<\/td><td>2015<\/td><\/tr><tr><td>Sahel<\/td><td>12 400<\/td><\/tr>/)
  })

  it("pastes plain with Ctrl+Shift+V", async () => {
    await writer.page.evaluate(async () => {
      const html = new Blob(["<h2>Big <b>words</b></h2>"], { type: "text/html" })
      const plain = new Blob(["Big words\t1\nand more\t2"], { type: "text/plain" })
      await navigator.clipboard.write([new ClipboardItem({ "text/html": html, "text/plain": plain })])
    })
    await keys("Control+Shift+v")
    await storesHtml(/<p>Big words\t1<\/p><p>and more\t2<\/p>/)
  })

  it("links selected words to an address that is pasted on them", async () => {
    await types("see the report")
    await keys("Control+Shift+ArrowLeft")
    await pastes({ "text/plain": "https://www.iom.int/report" })
    await storesHtml(/<p>see the <a href="https:\/\/www.iom.int\/report"[^>]*>report<\/a><\/p>/)
  })

  it("puts words into the line, items into the list and a table into the cells at the caret", async () => {
    await types("Some . And")
    await keys("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft")
    await pastes({ "text/html": "<p><b>bold</b> words</p>" })
    await storesHtml(/<p>Some <strong>bold<\/strong> words\. And<\/p>/)
    await keys("End", "Enter", "Control+Shift+8")
    await types("first")
    await keys("Enter")
    await pastes({ "text/html": "<ol><li>second<ul><li>deeper</li></ul></li><li>third</li></ol>" })
    await storesHtml(/<ul><li>first<\/li><li>second<ul><li>deeper<\/li><\/ul><\/li><li>third<\/li><\/ul>/)
    await keys("Enter", "Enter")
    await pastes({ "text/html": "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>" })
    await writer.text.locator("td", { hasText: "a" }).first().click()
    await pastes({ "text/html": "<table><tr><td>1</td><td>2</td></tr></table>" })
    await storesHtml(/<tr><td>1<\/td><td>2<\/td><\/tr><tr><td>c<\/td><td>d<\/td><\/tr>/)
    await writer.text.locator("td", { hasText: "d" }).first().click()
    await pastes({ "text/html": "<p>line</p><table><tr><td>x</td><td>y</td></tr></table>" })
    await storesHtml(/line<\/p><p>x\ty/)
  })

  it("gives other programs structure, languages and footnotes, and no ids, classes or styles of ours", async () => {
    await pastes({ "text/html": fixture("word.html") })
    await storesHtml(/Border police/)
    await keys("Control+a")
    const { "text/html": html = "", "text/plain": plain = "" } = await copies()
    expect(html).not.toMatch(/class=|data-|<article/)
    expect(html).toContain('<div lang="en" dir="ltr">')
    expect(html).toContain("<h1>Movements in the corridor</h1>")
    expect(html).toContain("<ul><li>By land<ul><li>on foot</li></ul></li><li>By sea</li></ul>")
    expect(html).toContain('<th colspan="2" scope="col">People</th>')
    expect(html).toContain('<p lang="fr" dir="ltr">')
    expect(html).toContain('<p lang="ar-SA" dir="rtl">')
    expect(html).toContain('<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1" title=""><sup>[1]</sup></a>')
    expect(html).toMatch(
      /<div style="mso-element:footnote" id="ftn1"><p>.*Border police, <em>Register<\/em>, 2016\.<\/p>/,
    )
    expect(plain).toContain("Movements in the corridor\n\n")
    // What others take, we take back: pasted again from the HTML it is the same text.
    await keys("Delete", "Control+Alt+0")
    await stores((stored) => stored.blocks.length <= 1)
    await pastes({ "text/html": html })
    const expected = JSON.parse(fixture("word.json")) as Required<Stored>
    const { blocks, footnotes } = await stores((stored) => stored.blocks.length >= expected.blocks.length)
    expect(withoutIds({ blocks, footnotes })).toEqual(expected)
  })

  it("copies part of a line as words without a paragraph", async () => {
    await types("only these words")
    await keys("Control+Shift+ArrowLeft", "Control+Shift+ArrowLeft")
    expect((await copies())["text/html"]).toBe('<span lang="en" dir="ltr">these words</span>')
  })

  it("cuts and pastes within the text without loss", async () => {
    await pastes({ "text/html": fixture("word.html") })
    const before = await stores((stored) => stored.footnotes?.length === 1 && JSON.stringify(stored).includes("sea"))
    await keys("Control+a")
    const cut = await copies("cut")
    await stores((stored) => stored.blocks.length <= 1)
    await pastes(cut)
    const after = await stores((stored) => stored.blocks.length >= before.blocks.length)
    expect(withoutIds(after)).toEqual(withoutIds(before))
  })
})
