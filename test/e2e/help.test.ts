import { beforeAll, beforeEach, describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("help while writing, by keyboard alone", () => {
  const stage = setStage({ mayComplain: /ERR_INTERNET_DISCONNECTED/ })
  let sectionId: string
  let ana: Person

  beforeAll(async () => {
    ana = await stage.stays("p-iom-1")
    await ana.opensSection("s03")
  })
  beforeEach(async () => {
    sectionId = await addSection(stage.url, "Slash and keys")
    await ana.goesOnTo(sectionId)
    await ana.text.focus()
  })

  const list = () => ana.page.getByRole("listbox", { name: "Insert" })
  const keys = async (...pressed: string[]) => {
    for (const key of pressed) await ana.page.keyboard.press(key)
  }
  const words = () => ana.text.innerText()

  it("inserts from the slash menu what the toolbar inserts, and takes the sign away", async () => {
    await ana.page.keyboard.type("/head 2")
    await list()
      .getByRole("option", { name: /^Heading 2/, selected: true })
      .waitFor()
    expect(await list().getByRole("option").count()).toBe(1)
    const active = await ana.text.getAttribute("aria-activedescendant")
    expect(await ana.page.locator(`[id="${active}"]`).innerText()).toContain("Heading 2")
    expect(await violations(ana.page)).toEqual([])
    await keys("Enter")
    await ana.page.keyboard.type("Measures")
    await ana.text.locator("h2", { hasText: /^Measures$/ }).waitFor()
    await keys("Enter")
    await ana.page.keyboard.type("/")
    await list().waitFor()
    const names = await list().getByRole("option").allInnerTexts()
    for (const name of ["Quotation", "Bulleted list", "Insert table", "Insert image", "Insert footnote"])
      expect(names.some((shown) => shown.startsWith(name))).toBe(true)
    await keys("ArrowUp", "ArrowUp", "ArrowDown")
    await keys("Escape")
    await list().waitFor({ state: "detached" })
    await ana.page.keyboard.type("tab")
    expect(await list().count()).toBe(0)
    await keys("Backspace", "Backspace", "Backspace", "Backspace")
    await ana.page.keyboard.type("See /foot")
    await list()
      .getByRole("option", { name: /^Insert footnote/ })
      .waitFor()
    await keys("Tab")
    await ana.page.keyboard.type("Its source.")
    await ana.text.locator(".footnotes, [data-footnotes]").or(ana.text.getByText("Its source.")).first().waitFor()
    expect(await words()).not.toContain("/")
  })

  it("asks for the size of a table, and gives back the sign when it is undone", async () => {
    await ana.page.keyboard.type("/tab")
    await list().getByRole("option", { name: "Insert table" }).waitFor()
    await keys("Enter")
    await ana.page.getByRole("dialog", { name: "Insert table" }).waitFor()
    await keys("Enter")
    await ana.text.locator("table").waitFor()
    await ana.page.getByText("Saved", { exact: true }).waitFor()
    await keys("Control+z")
    await ana.text.locator("table").waitFor({ state: "detached" })
    await keys("Control+z")
    await eventually("the typed words to be back", async () => (await words()).includes("/tab"))
    expect(await list().count()).toBe(0)
  })

  it("has no list for dates, fractions and addresses", async () => {
    await ana.page.keyboard.type("2015/16, and/or, 1 / 2, https://iom.int/ ")
    expect(await list().count()).toBe(0)
  })

  it("lists every key on Ctrl+/, and Escape goes back to the text", async () => {
    await keys("Control+/")
    const dialog = ana.page.getByRole("dialog", { name: "Keyboard shortcuts" })
    await dialog.getByText("Ctrl+Alt+F").waitFor()
    await dialog.getByText("Insert footnote").waitFor()
    expect(await violations(ana.page)).toEqual([])
    await keys("Escape")
    await dialog.waitFor({ state: "detached" })
    // A dialog gives the focus back with the frame after it has gone.
    await eventually("the keys to go to the text", () => ana.text.evaluate((root) => root === document.activeElement))
    await ana.page.keyboard.type("on I write")
    await eventually("the words to be in the text", async () => (await words()).includes("on I write"))
  })

  it("answers Ctrl+S with what is true", async () => {
    await ana.page.keyboard.type("Words. ")
    await ana.page.getByText("Saved", { exact: true }).waitFor()
    await keys("Control+s")
    await ana.page.getByText("Everything you write is saved by itself.").waitFor()
    await ana.context.setOffline(true)
    await ana.page.getByText("Offline: kept on this device", { exact: true }).waitFor()
    await ana.page.getByText("Your words are kept on this device and sent by themselves.").waitFor()
    await ana.context.setOffline(false)
  })
})
