import { beforeEach, describe, it } from "vitest"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { insertsTable, typesCells } from "../harness/tables.ts"
import { setStage } from "../harness/stage.ts"

const narrow = "\u202F"
const whole = "\u00A0"

describe.skipIf(browserMissing)("quotes and spaces in French", () => {
  const stage = setStage()
  let section: string

  beforeEach(async () => {
    section = await addSection(stage.url, "Dialogue", "fr")
  })

  async function opens(id: string): Promise<Person> {
    const person = await stage.arrivesIn(section, id)
    await person.text.locator("p").first().click()
    return person
  }
  const line = (person: Person, index = 0) => person.text.locator("p, li").nth(index).textContent()
  const reads = (person: Person, words: string, index = 0) =>
    eventually(`the line to read ${JSON.stringify(words)}`, async () => (await line(person, index)) === words)

  it("are set as one types, however fast, while a colleague writes in the same paragraph", async () => {
    const ana = await opens("p-iom-1")
    const bo = await opens("p-iom-2")
    await ana.page.keyboard.type("A. Z.")
    await reads(bo, "A. Z.")
    for (let i = 0; i < 3; i++) await ana.page.keyboard.press("ArrowLeft")
    await bo.page.keyboard.press("End")
    const own = `Quoi?! Il dit "l'eau monte" : rien; voir https://iom.int/fr?a=1;b!c à 10:30.`
    await Promise.all([ana.page.keyboard.type(own), bo.page.keyboard.type(` "Oui" ? Non : si !`, { delay: 7 })])
    const set = `Quoi${narrow}?! Il dit «${whole}l’eau monte${whole}»${whole}: rien${narrow}; voir https://iom.int/fr?a=1;b!c à 10:30.`
    const both = `A.${set} Z. «${whole}Oui${whole}»${narrow}? Non${whole}: si${narrow}!`
    await reads(ana, both)
    await reads(bo, both)
  })

  it("are taken back by one Ctrl+Z, and the character by the next", async () => {
    const ana = await opens("p-iom-1")
    await ana.page.keyboard.type("Vraiment")
    await ana.page.keyboard.type("?")
    await reads(ana, `Vraiment${narrow}?`)
    await ana.page.keyboard.press("Control+z")
    await reads(ana, "Vraiment?")
    await ana.page.keyboard.type(" Oui")
    await reads(ana, "Vraiment? Oui")
    for (let i = 0; i < 2; i++) await ana.page.keyboard.press("Control+z")
    await reads(ana, "Vraiment")
  })

  it("are set in lists, cells, captions, notes and after bold words", async () => {
    const ana = await opens("p-iom-1")
    const { keyboard } = ana.page
    await keyboard.type("- un?")
    await reads(ana, `un${narrow}?`)
    await keyboard.press("Enter")
    await keyboard.press("Enter")
    await keyboard.press("Control+b")
    await keyboard.type("gras")
    await keyboard.press("Control+b")
    await keyboard.type(" !")
    await reads(ana, `gras${narrow}!`, 1)
    await keyboard.press("Control+Alt+f")
    await keyboard.type("IOM: 2015")
    await ana.text.locator("[data-block=footnote]", { hasText: `IOM${whole}: 2015` }).waitFor()
    await insertsTable(ana, 2, 2)
    await typesCells(ana, ['"a"', "b ;"])
    await ana.text.locator("td, th", { hasText: `«${whole}a${whole}»` }).waitFor()
    await ana.text.locator("td, th", { hasText: `b${narrow};` }).waitFor()
  })

  it("go by the language of the words at the caret", async () => {
    const ana = await opens("p-iom-1")
    const { keyboard } = ana.page
    await keyboard.type("Il dit word ")
    await keyboard.press("ArrowLeft")
    for (let i = 0; i < 4; i++) await keyboard.press("Shift+ArrowLeft")
    await keyboard.press("Control+Alt+l")
    await ana.page.getByRole("menuitemradio", { name: "English" }).click()
    await ana.text.locator('span[lang="en"]', { hasText: /^word$/ }).waitFor()
    await keyboard.press("ArrowRight")
    await keyboard.type(` "really?"`)
    await ana.text.locator('span[lang="en"]', { hasText: /^word “really\?”$/ }).waitFor()
  })

  it("are left as they come in a paste, and as they are typed where one wants", async () => {
    const ana = await opens("p-iom-1")
    const { keyboard } = ana.page
    await ana.page.evaluate(() => navigator.clipboard.writeText(`Oui? "non"`))
    await keyboard.press("Control+v")
    await reads(ana, `Oui? "non"`)
    await ana.page.getByRole("button", { name: "Settings" }).click()
    await ana.page.getByRole("menuitemradio", { name: "As typed" }).click()
    await keyboard.press("Escape")
    await ana.text.locator("p").first().click()
    await keyboard.press("End")
    await keyboard.type(` "Non" !`)
    await reads(ana, `Oui? "non" "Non" !`)
  })
})
