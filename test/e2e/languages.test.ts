import { beforeEach, describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { signIn } from "../harness/server-process.ts"
import { insertsTable, typesCells } from "../harness/tables.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("languages of a text", () => {
  const stage = setStage()

  async function opens(section: string, ...ids: string[]): Promise<readonly Person[]> {
    for (const id of ids) {
      await stage.arrivesIn(section, id)
    }
    return stage.people
  }
  async function stored(section: string): Promise<string> {
    const cookie = await signIn(stage.url, "p-iom-1")
    return (await fetch(`${stage.url}/api/sections/${section}/text?format=html`, { headers: { cookie } })).text()
  }
  const stores = (section: string, html: string) =>
    eventually(`the stored text to hold ${html}`, async () => (await stored(section)).includes(html))
  const writing = async (person: Person) => {
    await person.text.locator("p").first().click()
    return person.page.keyboard
  }

  describe("choosing", () => {
    let section: string
    beforeEach(async () => {
      section = await addSection(stage.url, "Languages", "en")
    })

    it("marks words by keyboard alone, for both people, and takes it back", async () => {
      const [ana, bo] = await opens(section, "p-iom-1", "p-iom-2")
      if (!ana || !bo) return
      const keyboard = await writing(ana)
      await keyboard.type("They call it raison and leave")
      for (let i = 0; i < 10; i++) await keyboard.press("ArrowLeft")
      for (let i = 0; i < 6; i++) await keyboard.press("Shift+ArrowLeft")
      await keyboard.press("Control+Alt+l")
      const menu = ana.page.getByRole("menu", { name: "Language of the text" })
      await menu.waitFor()
      expect(await violations(ana.page)).toEqual([])
      expect(await menu.getByRole("menuitemradio", { checked: true }).textContent()).toContain(
        "English (the section’s)",
      )
      await keyboard.type("Fr")
      await keyboard.press("Enter")
      await bo.text.locator('span[lang="fr"]', { hasText: /^raison$/ }).waitFor()
      await keyboard.press("ArrowRight")
      await keyboard.type("s")
      await bo.text.locator('span[lang="fr"][dir="ltr"]', { hasText: /^raisons$/ }).waitFor()
      await stores(section, 'They call it <span lang="fr" dir="ltr">raisons</span> and leave')
      await keyboard.press("Control+z")
      await keyboard.press("Control+z")
      await bo.text.locator('span[lang="fr"]').waitFor({ state: "detached" })
      expect(await bo.text.locator("p").first().textContent()).toBe("They call it raison and leave")
    })

    it("gives a whole line a language, its direction and the line after it, and any language by its tag", async () => {
      const [ana] = await opens(section, "p-iom-1")
      if (!ana) return
      const keyboard = await writing(ana)
      await keyboard.type("IOM 2016")
      await ana.page.getByRole("button", { name: "Language of the text: English" }).click()
      await ana.page.getByRole("menuitemradio", { name: "Arabic" }).click()
      const line = ana.text.locator('p[lang="ar"][dir="rtl"]')
      await line.waitFor()
      await ana.page.getByRole("button", { name: "Language of the text: Arabic" }).waitFor()
      await keyboard.press("End")
      await keyboard.press("Enter")
      await keyboard.type("10.7.2")
      await line.nth(1).waitFor()
      await stores(section, 'lang="ar" dir="rtl">10.7.2</p>')
      await keyboard.press("Control+Alt+l")
      await ana.page.getByRole("menuitem", { name: "Another language…" }).click()
      await ana.page.getByRole("combobox", { name: "Language" }).fill("no such language")
      await keyboard.press("Enter")
      await ana.page.getByText("This is neither the name of a known language").waitFor()
      await ana.page.getByRole("combobox", { name: "Language" }).fill("Swahili")
      await keyboard.press("Enter")
      await ana.text.locator('p[lang="sw"][dir="ltr"]', { hasText: "10.7.2" }).waitFor()
      await eventually("the keys to go to the text", () =>
        ana.text.evaluate((root) => root.contains(document.activeElement)),
      )
      await keyboard.type(".")
      await eventually("the stored line in Swahili", async () =>
        /lang="sw" dir="ltr">10\.7\.2\.<\/p>/.test(await stored(section)),
      )
    })
  })

  describe("Arabic", () => {
    it("runs from the right: caret keys, lists by their letters, tables and notes, upright italics", async () => {
      const section = await addSection(stage.url, "متابعة", "ar")
      const [ana] = await opens(section, "p-iom-1")
      if (!ana) return
      const keyboard = await writing(ana)
      await keyboard.type("IOM 2016 هجرة")
      expect(await ana.text.locator("p").first().getAttribute("dir")).toBeNull()
      await keyboard.press("Home")
      await keyboard.press("ArrowRight")
      await keyboard.type("*")
      await keyboard.press("End")
      await keyboard.press("ArrowRight")
      await keyboard.type("+")
      await stores(section, "*IOM 2016 هجر+ة</p>")
      await keyboard.press("End")
      await keyboard.press("Control+i")
      await keyboard.type(" مائلة")
      expect(await ana.text.locator("em").evaluate((em) => getComputedStyle(em).fontStyle)).toBe("normal")
      expect(await ana.text.locator("em").evaluate((em) => getComputedStyle(em).letterSpacing)).toMatch(
        /^(normal|0px)$/,
      )
      await keyboard.press("Control+i")
      await keyboard.press("Enter")
      await keyboard.type("1. أول")
      await keyboard.press("Enter")
      await keyboard.press("Tab")
      await keyboard.type("فرعي")
      const markers = ana.text
        .locator("li")
        .evaluateAll((items) => items.map((li) => getComputedStyle(li).listStyleType))
      expect(await markers).toEqual(["decimal", "none", "arabic-letters"])
      const [outer, inner] = await Promise.all([
        ana.text.locator("li", { hasText: /^أول$/ }).boundingBox(),
        ana.text.locator("li li").boundingBox(),
      ])
      expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThan((outer?.x ?? 0) + (outer?.width ?? 0) - 10)
      await insertsTable(ana, 2, 2)
      await typesCells(ana, ["البلد", "القيمة", "غانا", "3"])
      const x = async (words: string) => (await ana.text.getByText(words, { exact: true }).boundingBox())?.x ?? 0
      expect(await x("البلد")).toBeGreaterThan(await x("القيمة"))
      expect(await violations(ana.page)).toEqual([])
    })
  })
})
