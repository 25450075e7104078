import { beforeAll, beforeEach, describe, expect, it } from "vitest"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { signIn } from "../harness/server-process.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("the writing surface", () => {
  const stage = setStage()
  let writer: Person

  beforeAll(async () => {
    writer = await stage.stays("p-iom-1")
    await writer.opensSection("s03")
  })
  beforeEach(async () => {
    await writer.text.locator("p").first().click()
    await writer.page.keyboard.press("End")
    await writer.page.keyboard.press("Enter")
  })

  const keys = async (...pressed: string[]) => {
    for (const key of pressed) await writer.page.keyboard.press(key)
  }
  const types = (words: string) => writer.page.keyboard.type(words)

  async function storedHtml(): Promise<string> {
    const cookie = await signIn(stage.url, "p-iom-1")
    return (await fetch(`${stage.url}/api/sections/s03/text?format=html`, { headers: { cookie } })).text()
  }
  const stores = (pattern: RegExp) =>
    eventually(`the stored text to match ${pattern}`, async () => pattern.test(await storedHtml()))

  it("turns signs at the start of a line into headings and a quotation", async () => {
    const blocks = { "# ": "h1", "## ": "h2", "### ": "h3", "#### ": "h4", "> ": "blockquote" }
    for (const [shortcut, tag] of Object.entries(blocks)) {
      await types(`${shortcut}Shortcut to ${tag}`)
      await writer.text.locator(tag, { hasText: `Shortcut to ${tag}` }).waitFor()
      await keys("Enter")
    }
    for (const tag of Object.values(blocks)) await stores(new RegExp(`<${tag}[^>]*>(<p[^>]*>)?Shortcut to ${tag}`))
  })

  it("puts Enter and what follows where the click was, also when the page was too busy to hear of the click", async () => {
    await types("Second line")
    const devtools = await writer.context.newCDPSession(writer.page)
    const line = writer.text.locator("p").first()
    const box = await line.boundingBox()
    const [first = ""] = await line.allInnerTexts()
    const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 10, button: "left" as const, clickCount: 1 }
    const key = (name: string, text?: string) => {
      const pressed = { key: name, windowsVirtualKeyCode: { End: 35, Enter: 13 }[name] ?? 88 }
      return [
        devtools.send("Input.dispatchKeyEvent", {
          type: text ? "keyDown" : "rawKeyDown",
          ...pressed,
          text: text ?? "",
        }),
        devtools.send("Input.dispatchKeyEvent", { type: "keyUp", ...pressed }),
      ]
    }
    await writer.page.evaluate(() => {
      setTimeout(() => {
        const end = performance.now() + 500
        while (performance.now() < end);
      })
    })
    await Promise.all([
      devtools.send("Input.dispatchMouseEvent", { type: "mousePressed", ...at }),
      devtools.send("Input.dispatchMouseEvent", { type: "mouseReleased", ...at }),
      ...key("End"),
      ...key("Enter", "\r"),
      ...key("x", "x"),
    ])
    const lines = await writer.text.locator("p").allInnerTexts()
    expect(lines.slice(0, 2).join("").replace("x", "")).toBe(first)
    expect(lines[1]).toMatch(/^x/)
    expect(lines[2]).toMatch(/^Second line/)
  })

  it("makes lists with levels from the keyboard", async () => {
    await types("- first")
    await keys("Enter", "Tab")
    await types("under the first")
    await keys("Enter", "Shift+Tab")
    await types("second")
    await stores(/<ul[^>]*>\s*<li[^>]*>first[\s\S]*<ul[^>]*>\s*<li[^>]*>under the first[\s\S]*second/)
  })

  it("knows the keys of Word for the looks of words", async () => {
    const looks = {
      "Control+b": "strong",
      "Control+i": "em",
      "Control+u": "u",
      "Alt+Shift+5": "s",
      "Control+.": "sup",
      "Control+,": "sub",
    }
    for (const [shortcut, tag] of Object.entries(looks)) {
      await keys(shortcut)
      await types(`styled as ${tag}`)
      await keys(shortcut)
      await types(" plain again ")
    }
    for (const tag of Object.values(looks)) await stores(new RegExp(`<${tag}>styled as ${tag}</${tag}>`))
  })

  it("changes the kind of a block with the keys of Google Docs", async () => {
    await types("A heading made by keys")
    await keys("Control+Alt+2")
    await stores(/<h2[^>]*>A heading made by keys/)
    await keys("Control+Alt+0")
    await stores(/<p[^>]*>A heading made by keys/)
    await keys("Control+Shift+7")
    await stores(/<ol[^>]*>\s*<li[^>]*>A heading made by keys/)
  })

  it("offers the same by the toolbar, reachable with the keyboard", async () => {
    const toolbar = writer.page.getByRole("toolbar", { name: "Formatting" })
    await types("bold by button")
    await keys("Shift+Home")
    await toolbar.getByRole("button", { name: /^Bold/ }).click()
    await stores(/<strong>bold by button<\/strong>/)
  })

  it("edits the cells of a table and moves between them with Tab", async () => {
    const cell = writer.text.locator("td", { hasText: "New York" }).first()
    await cell.click()
    await keys("End")
    await types(", United States")
    await stores(/New York, United States/)
    await keys("Tab")
    await types("Dated: ")
    await stores(/Dated: /)
  })

  it("keeps bold, lists and links of a paste from Google Docs under the security policy, and drops its colours", async () => {
    const html = `<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="line-height:1.38;"><span style="font-size:11pt;font-family:Arial;color:#ff0000;background-color:#ffff00;font-weight:700;">Bold from Docs</span><span style="font-size:11pt;color:#000000;font-weight:400;"> and </span><a href="https://www.iom.int/" style="text-decoration:none;"><span style="color:#1155cc;text-decoration:underline;">a link</span></a></p><ul><li dir="ltr"><p><span style="font-style:italic">an item</span></p></li></ul></b>`
    await writer.page.evaluate(async (pasted) => {
      await navigator.clipboard.write([new ClipboardItem({ "text/html": new Blob([pasted], { type: "text/html" }) })])
    }, html)
    await keys("Control+v")
    await stores(/<strong>Bold from Docs<\/strong>/)
    await stores(/<a [^>]*href="https:\/\/www\.iom\.int\/"/)
    await stores(/<li[^>]*>.*<em>an item<\/em>/)
    expect(await storedHtml()).not.toMatch(/ff0000|ffff00|Arial/)
  })

  it("holds a colleague's words back while an input method composes, and loses neither", async () => {
    const colleague = await stage.arrives("p-iom-2")
    await colleague.opensSection("s03")
    await types("Composed: ")
    await eventually("the line to arrive", async () => (await colleague.text.innerText()).includes("Composed: "))
    const devtools = await writer.context.newCDPSession(writer.page)
    await devtools.send("Input.imeSetComposition", { text: "にほ", selectionStart: 2, selectionEnd: 2 })
    await colleague.text.getByText("Composed:").click()
    await colleague.page.keyboard.press("Home")
    await colleague.page.keyboard.type("Note. ")
    await devtools.send("Input.imeSetComposition", { text: "にほん", selectionStart: 3, selectionEnd: 3 })
    await devtools.send("Input.insertText", { text: "日本" })
    await eventually("both to have both", async () => {
      const texts = await Promise.all([writer.text.innerText(), colleague.text.innerText()])
      return texts.every((text) => text.includes("Note. Composed: 日本"))
    })
  })
})
