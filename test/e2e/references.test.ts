import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("target chips and cross-references", () => {
  const stage = setStage()

  async function numberParagraphs(person: Person, sectionId: string): Promise<void> {
    const numbering = { paragraphs: true, headings: false, tables: true, figures: true }
    const answer = await person.context.request.post("/api/commands", {
      data: { type: "setSectionNumbering", publicationId: "pub-2016", sectionId, numbering },
    })
    expect(answer.status()).toBe(200)
  }

  it("a chip is made by keys alone, its card read, and one undo gives back what was typed", async () => {
    const iom = await stage.arrivesIn("s13", "p-iom-1")
    const { page } = iom
    await startAt(iom, 0)
    await page.keyboard.type("On #traffick")
    const list = page.getByRole("listbox", { name: "SDG targets" })
    await list.waitFor()
    expect(await list.getByRole("option").allInnerTexts()).toHaveLength(4)
    expect(await list.innerText()).not.toContain("15.7")
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("ArrowDown")
    const active = await iom.text.getAttribute("aria-activedescendant")
    expect(await page.locator(`[id="${active}"]`).innerText()).toContain("8.7")
    await page.keyboard.press("Enter")
    await list.waitFor({ state: "hidden" })
    await beginsWith(iom, 0, "On 8.7")
    await page.keyboard.press("Control+z")
    await beginsWith(iom, 0, "On #traffick")
    expect(await list.isVisible()).toBe(false)
    await page.keyboard.press("Control+y")
    await beginsWith(iom, 0, "On 8.7")

    await page.keyboard.type(".")
    await page.keyboard.press("ArrowLeft")
    const card = page.getByRole("note", { name: "Target 8.7" })
    await card.waitFor()
    await card.getByText("Indicators in the list of 2016").waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("Escape")
    await card.waitFor({ state: "hidden" })
    await page.keyboard.press("Backspace")
    await beginsWith(iom, 0, "On .")
    await page.keyboard.type("#no such target ")
    await beginsWith(iom, 0, "On #no such target .")
  })

  it("a rank, a hashtag and an address stay what they are", async () => {
    const iom = await stage.arrivesIn("s13", "p-iom-1")
    const { page } = iom
    const list = page.getByRole("listbox", { name: "SDG targets" })
    await startAt(iom, 0)
    await page.keyboard.type("We are #1")
    await list.waitFor()
    expect(await iom.text.getAttribute("aria-activedescendant")).toBeNull()
    await page.keyboard.press("Enter")
    await beginsWith(iom, 0, "We are #1")
    await list.waitFor({ state: "hidden" })
    await page.keyboard.type("https://iom.int/#10.7 #10")
    await list.waitFor()
    await beginsWith(iom, 1, "https://iom.int/#10.7 #10")
    await page.keyboard.press("ArrowUp")
    await eventually("the last is chosen", async () => (await iom.text.getAttribute("aria-activedescendant")) !== null)
    await page.keyboard.press("Enter")
    await eventually("a chip", async () => (await blocks(iom).nth(1).locator("[data-inline=target]").count()) === 1)

    await page.keyboard.type(" #traffick")
    await list.waitFor()
    await page.keyboard.press("Home")
    await list.waitFor({ state: "hidden" })
    await page.keyboard.press("End")
    await rests(iom)
    expect(await list.isVisible()).toBe(false)
  })

  it("a reference follows its goal on every screen, says when that goes, and is right again after undo", async () => {
    const [iom, bangladesh] = await Promise.all([stage.arrivesIn("s11", "p-iom-1"), stage.arrivesIn("s11", "p-bgd-1")])
    await numberParagraphs(iom, "s11")
    await eventually("numbers", async () => (await iom.text.locator("[data-counted]").count()) > 0)
    await endAt(bangladesh, 0)
    await bangladesh.page.keyboard.press("Enter")
    await bangladesh.page.keyboard.type("What is referred to.")
    const number = await numberOf(iom, "What is referred to.")
    await startAt(iom, 0)
    await iom.page.keyboard.type(`See @par ${number}`)
    await iom.page.getByRole("listbox", { name: "What to refer to" }).waitFor()
    await iom.page.keyboard.press("Tab")
    for (const person of [iom, bangladesh]) await refers(person, [`paragraph ${number}`])

    await startAt(bangladesh, 1)
    await bangladesh.page.keyboard.press("Enter")
    await bangladesh.page.keyboard.press("ArrowUp")
    await bangladesh.page.keyboard.type("A new one.")
    for (const person of [iom, bangladesh]) await refers(person, [`paragraph ${number + 1}`])

    await bangladesh.text.getByText("What is referred to.").click({ clickCount: 3 })
    await rests(bangladesh)
    await bangladesh.page.keyboard.press("Backspace")
    for (const person of [iom, bangladesh]) await refers(person, ["[paragraph ?]"])
    const broken = iom.text.locator("[data-inline=crossreference]")
    expect(await broken.getAttribute("data-state")).toBe("broken")
    expect(await broken.getAttribute("aria-label")).toContain("its goal is gone")
    await iom.page.getByText("1 cross-reference leads nowhere.").waitFor()
    expect(await violations(iom.page)).toEqual([])
    await iom.page.getByRole("button", { name: "Show next" }).click()
    await eventually("the reference is selected", () =>
      iom.page.evaluate(() => getSelection()?.toString().includes("paragraph") ?? false),
    )

    await bangladesh.page.keyboard.press("Control+z")
    for (const person of [iom, bangladesh]) await refers(person, [`paragraph ${number + 1}`])
    await iom.page.getByText("1 cross-reference leads nowhere.").waitFor({ state: "hidden" })

    await iom.page.keyboard.press("Enter")
    await eventually("the caret is in the goal", () =>
      iom.page.evaluate(() => {
        const node = getSelection()?.anchorNode
        return (node instanceof Element ? node : node?.parentElement)?.closest("[data-linked]") !== null
      }),
    )
    const text = await (await iom.context.request.get("/api/sections/s11/text?format=text")).text()
    expect(text).toContain(`See paragraph\u00A0${number + 1}`)
  })

  it("a goal in another section is chosen from the toolbar, said by its number there, and reached by a click", async () => {
    const iom = await stage.arrivesIn("s12", "p-iom-1")
    const { page } = iom
    await startAt(iom, 0)
    await page.keyboard.type("As in ")
    await page.getByRole("button", { name: "Insert cross-reference" }).click()
    const find = page.getByRole("searchbox", { name: "Find" })
    await eventually("the caret where words are looked for", () => find.evaluate((it) => it === document.activeElement))
    await page.keyboard.press("Escape")
    await eventually("the caret in the text", () => iom.text.evaluate((it) => it === document.activeElement))
    await page.getByRole("button", { name: "Insert cross-reference" }).click()
    await page.getByRole("button", { name: /Look in/ }).click()
    await page.getByRole("option", { name: /Baselines on key/ }).click()
    const goals = page.getByRole("listbox", { name: "What to refer to" })
    await goals.getByRole("option", { name: /table/ }).waitFor()
    expect(await violations(page)).toEqual([])
    await find.fill("remit")
    await page.keyboard.press("ArrowDown")
    expect(
      await goals
        .getByRole("option")
        .first()
        .evaluate((option) => option === document.activeElement),
    ).toBe(true)
    await page.keyboard.press("Enter")
    await goals.waitFor({ state: "hidden" })
    const reference = iom.text.locator("[data-inline=crossreference]").first()
    await eventually("its words", async () => /^table\s\d+$/.test(await reference.innerText()))
    await page.getByText("Saved", { exact: true }).waitFor()
    await reference.hover()
    const card = page.getByRole("note", { name: "Cross-reference" })
    await card.getByText("Cost of sending remittances").waitFor()
    await card.getByText("Baselines on key migration-related targets").waitFor()
    await reference.click()
    await page.waitForURL(/\/s\/s06#/)
    await page.locator("[data-linked]").waitFor()
    await page.goBack()
    await page.waitForURL(/\/s\/s12/)
  })

  it("are words in the language of an Arabic text, offered in it and copied in it", async () => {
    const morocco = await stage.arrivesIn("s07-mar", "p-mar-1")
    const { page } = morocco
    await startAt(morocco, 0)
    await page.keyboard.type("#هجرة")
    const list = page.getByRole("listbox", { name: "SDG targets" })
    await list.waitFor()
    expect(await list.getByRole("option").first().innerText()).toContain("10.7")
    await page.keyboard.press("Enter")
    await beginsWith(morocco, 0, "10.7")
    await page.keyboard.type(" @")
    await page.getByRole("listbox", { name: "What to refer to" }).waitFor()
    await page.keyboard.press("Enter")
    const reference = morocco.text.locator("[data-inline=crossreference]").first()
    await eventually("its words", async () => /^(القسم|المرفق|الجدول|الفصل|«)/.test(await reference.innerText()))
    expect(await violations(page)).toEqual([])

    const words = await reference.innerText()
    await page.keyboard.press("Home")
    await page.keyboard.press("Shift+End")
    await rests(morocco)
    await page.keyboard.press("Control+c")
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain("10.7")
    expect(copied).toContain(words)
  })

  it("are read by Tab, with the card and the way to the goal", async () => {
    const iom = await stage.arrivesIn("s02", "p-iom-1")
    await startAt(iom, 1)
    await iom.page.keyboard.type("@section 1")
    await iom.page.getByRole("listbox", { name: "What to refer to" }).waitFor()
    await iom.page.keyboard.press("Enter")
    await refers(iom, ["section 1"])
    await iom.page.getByText("Saved", { exact: true }).waitFor()

    const reader = await stage.arrivesIn("s02", "p-ngo-1")
    await refers(reader, ["section 1"])
    await reader.text.locator("[data-inline=crossreference]").focus()
    await reader.page.getByRole("note", { name: "Cross-reference" }).getByText("Foreword").waitFor()
    await reader.page.keyboard.press("Enter")
    await reader.page.waitForURL(/\/s\/s01/)

    await reader.page.goto("/p/pub-2016/read")
    await reader.page.getByRole("link", { name: "section 1", exact: true }).focus()
    await reader.page.keyboard.press("Enter")
    await eventually("the title that the reference names, on the same page", () =>
      reader.page.evaluate(() => document.activeElement?.id === "title-s01" && location.pathname.endsWith("/read")),
    )
  })

  const blocks = (person: Person) => person.text.locator(":scope > :is(p, h1, h2, h3, h4)")

  async function startAt(person: Person, block: number): Promise<void> {
    await blocks(person)
      .nth(block)
      .click({ position: { x: 3, y: 8 } })
    await person.page.keyboard.press("Home")
    await rests(person)
  }

  async function endAt(person: Person, block: number): Promise<void> {
    await startAt(person, block)
    await person.page.keyboard.press("Control+ArrowDown")
    await rests(person)
    await person.page.keyboard.press("ArrowLeft")
    await rests(person)
  }

  async function numberOf(person: Person, words: string): Promise<number> {
    const paragraph = person.text.locator("p[data-counted]", { hasText: words })
    await paragraph.waitFor()
    return Number.parseInt((await paragraph.getAttribute("data-counted")) ?? "", 10)
  }

  async function beginsWith(person: Person, block: number, words: string): Promise<void> {
    await eventually(`"${words}"`, async () => (await blocks(person).nth(block).innerText()).startsWith(words))
  }

  async function refers(person: Person, words: string[]): Promise<void> {
    await eventually(`references say ${words.join(", ")}`, async () => {
      const shown = await person.text.locator("[data-inline=crossreference]").allInnerTexts()
      return shown.map((text) => text.replaceAll("\u00A0", " ")).join() === words.join()
    })
  }

  /** The browser tells of a new selection a moment after it is made; no hand is quicker than that, but a test is. */
  async function rests({ page }: Person): Promise<void> {
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
    )
  }
})
