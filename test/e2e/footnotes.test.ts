import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("footnotes", () => {
  const stage = setStage()

  it("are made, read, left, selected, erased and brought back by keys alone", async () => {
    const iom = await stage.arrivesIn("s13", "p-iom-1")
    const { keyboard } = iom.page
    await startAt(iom, 0)
    await keyboard.press("Control+Alt+f")
    await keyboard.type("- one line, ")
    await keyboard.press("Control+b")
    await keyboard.type("bold")
    await shows(iom, ["1 - one line, bold"])
    expect(await iom.text.locator("[data-block=footnote] .text-bold").innerText()).toBe("bold")

    await keyboard.press("Escape")
    await keyboard.type("At the start. ")
    await beginsWith(iom, 0, "1At the start. ")

    await startAt(iom, 0)
    await keyboard.press("ArrowRight")
    const card = iom.page.getByRole("note", { name: "Footnote 1" })
    await card.waitFor()
    expect(await card.innerText()).toBe("- one line, bold")
    await keyboard.press("Escape")
    await card.waitFor({ state: "hidden" })
    await keyboard.press("Control+Enter")
    await keyboard.type("!")
    await shows(iom, ["1 - one line, bold!"])
    await keyboard.press("Control+Alt+f")

    await keyboard.press("Backspace")
    await card.waitFor()
    await shows(iom, ["1 - one line, bold!"])
    await keyboard.press("Enter")
    await keyboard.type("?")
    await shows(iom, ["1 - one line, bold!?"])
    await keyboard.press("Escape")
    await keyboard.press("Backspace")
    await card.waitFor()
    await keyboard.press("Backspace")
    await shows(iom, [])
    await keyboard.press("Control+z")
    await shows(iom, ["1 - one line, bold!?"])
  })

  it("have an empty note lead back to its number", async () => {
    const iom = await stage.arrivesIn("s12", "p-iom-1")
    const { keyboard } = iom.page
    await startAt(iom, 0)
    await keyboard.press("Control+Alt+f")
    await shows(iom, ["1 "])
    await keyboard.press("Backspace")
    await iom.page.getByRole("note", { name: "Footnote 1" }).waitFor()
    await keyboard.press("Backspace")
    await shows(iom, [])
    // Who comes next finds the section without it.
    await eventually("that to be saved", async () => (await iom.saving.innerText()) === "Saved")
  })

  it("are numbered by their place for everybody, also when two people make the first ones at once", async () => {
    const [iom, bangladesh] = await Promise.all([stage.arrivesIn("s11", "p-iom-1"), stage.arrivesIn("s11", "p-bgd-1")])
    await Promise.all([afterFirstWord(iom, 0), afterFirstWord(bangladesh, 1)])
    await Promise.all([iom, bangladesh].map(({ page }) => page.keyboard.press("Control+Alt+f")))
    await Promise.all([
      iom.page.keyboard.type("from Geneva", { delay: 5 }),
      bangladesh.page.keyboard.type("from Dhaka", { delay: 5 }),
    ])
    for (const person of [iom, bangladesh]) await shows(person, ["1 from Geneva", "2 from Dhaka"])

    await bangladesh.page.keyboard.press("Escape")
    await startAt(bangladesh, 0)
    await bangladesh.page.keyboard.press("Control+Alt+f")
    await bangladesh.page.keyboard.type("before all")
    for (const person of [iom, bangladesh]) await shows(person, ["1 before all", "2 from Geneva", "3 from Dhaka"])
    await iom.page.keyboard.type(", and still there")
    await shows(bangladesh, ["1 before all", "2 from Geneva, and still there", "3 from Dhaka"])
  })

  it("are written by two people at once, and go from under the hands of one when the other removes the number", async () => {
    const [iom, bangladesh] = await Promise.all([stage.arrivesIn("s12", "p-iom-1"), stage.arrivesIn("s12", "p-bgd-1")])
    await startAt(iom, 0)
    await iom.page.keyboard.press("Control+Alt+f")
    await iom.page.keyboard.type("World Migration Report")
    await shows(bangladesh, ["1 World Migration Report"])
    await bangladesh.text.locator("sup").first().click()
    await bangladesh.page.locator("[data-cursor-of=p-iom-1] .cursor-caret").waitFor()
    await iom.page.keyboard.press("Home")
    await iom.page.locator("[data-cursor-of=p-bgd-1] .cursor-caret").waitFor()
    await Promise.all([
      iom.page.keyboard.type("IOM, ", { delay: 5 }),
      bangladesh.page.keyboard.type(", 2015", { delay: 5 }),
    ])
    for (const person of [iom, bangladesh]) await shows(person, ["1 IOM, World Migration Report, 2015"])

    await iom.page.keyboard.press("Escape")
    await iom.page.keyboard.press("Backspace")
    await iom.page.getByRole("note", { name: "Footnote 1" }).waitFor()
    await iom.page.keyboard.press("Backspace")
    await shows(bangladesh, [])
    await bangladesh.page.keyboard.type("On with the text: ")
    for (const person of [iom, bangladesh]) await beginsWith(person, 0, "On with the text: ")
    await iom.page.keyboard.press("Control+z")
    for (const person of [iom, bangladesh]) await shows(person, ["1 IOM, World Migration Report, 2015"])
  })

  it("of a table are letters right under it, or footnotes where one wants", async () => {
    const iom = await stage.arrivesIn("s06", "p-iom-1")
    const { keyboard } = iom.page
    const recruitment =
      "2 Indicator 10.7.1 in the list of 2016 relates the cost to yearly income; later lists use monthly income."
    const cells = iom.text.locator("td")
    await cells.nth(4).click()
    await iom.page.getByRole("toolbar", { name: "Table" }).waitFor()
    await keyboard.press("Control+Alt+f")
    await keyboard.type("provisional")
    await keyboard.press("Escape")
    await iom.page.getByRole("button", { name: "Insert footnote" }).click()
    await iom.page.getByRole("menuitem", { name: "Footnote", exact: true }).click()
    await keyboard.type("of the section")
    await shows(iom, ["a provisional", "1 of the section", recruitment])
    expect(await cells.nth(4).locator("sup").allInnerTexts()).toEqual(["a", "1"])

    const table = await iom.text.locator("table").first().boundingBox()
    const note = await iom.text.locator("[data-is-under-table]").boundingBox()
    const after = await iom.text.getByText("Most countries can report").boundingBox()
    expect(note?.y).toBeGreaterThanOrEqual((table?.y ?? 0) + (table?.height ?? 0) - 1)
    expect((note?.y ?? 0) + (note?.height ?? 0)).toBeLessThan(after?.y ?? 0)

    expect(await violations(iom.page)).toEqual([])
    await iom.text.locator("[data-is-under-table]").click()
    await keyboard.press("End")
    await keyboard.type(", 2016")
    await shows(iom, ["a provisional, 2016", "1 of the section", recruitment])
    await keyboard.press("ArrowDown")
    await keyboard.type("Hence: ")
    await eventually("the caret behind the table", async () =>
      (await iom.text.getByText("Most countries can report").innerText()).startsWith("Hence: "),
    )
  })

  it("go along with words that are cut and pasted, and with everything when everything is erased", async () => {
    const iom = await stage.arrivesIn("s03", "p-iom-1")
    const { keyboard } = iom.page
    await startAt(iom, 0)
    await keyboard.type("Source")
    await keyboard.press("Control+Alt+f")
    await keyboard.type("kept")
    await keyboard.press("Control+Alt+f")
    await rests(iom)
    await keyboard.press("Shift+Home")
    await rests(iom)
    await keyboard.press("Control+x")
    await shows(iom, [])
    await keyboard.press("Control+End")
    await rests(iom)
    await keyboard.press("Control+v")
    await shows(iom, ["1 kept"])
    expect(
      await iom.text.locator("sup").evaluate((number) => number.previousSibling?.textContent?.endsWith("Source")),
    ).toBe(true)
    expect(await blocks(iom).first().innerText()).not.toContain("Source")

    await startAt(iom, 0)
    await keyboard.press("Control+Alt+f")
    await keyboard.type("above")
    await keyboard.press("Escape")
    await keyboard.press("Control+Shift+End")
    await keyboard.press("Delete")
    await shows(iom, ["1 above"])
    await keyboard.press("Control+z")
    await shows(iom, ["1 above", "2 kept"])

    await keyboard.press("Control+a")
    await keyboard.press("Delete")
    await shows(iom, [])
    await keyboard.type("Anew")
    await beginsWith(iom, 0, "Anew")
    await keyboard.press("Control+z")
    await keyboard.press("Control+z")
    await shows(iom, ["1 above", "2 kept"])
  })

  it("are read with a card by pointer and Tab, and gone to and back from by keys", async () => {
    const [iom, reader] = await Promise.all([stage.arrivesIn("s02", "p-iom-1"), stage.arrivesIn("s02", "p-ngo-1")])
    await startAt(iom, 0)
    await iom.page.keyboard.press("Control+Alt+f")
    await iom.page.keyboard.type("for readers")
    await shows(reader, ["1 for readers", "2 The choice of related targets is editorial and does not bind any State."])

    const number = reader.text.locator("[role=doc-noteref]").first()
    const card = reader.page.getByRole("note", { name: "Footnote 1" })
    await number.hover()
    await card.waitFor()
    expect(await card.innerText()).toBe("for readers")
    await reader.page.mouse.move(0, 0)
    await card.waitFor({ state: "hidden" })

    await number.focus()
    await card.waitFor()
    expect(await violations(reader.page)).toEqual([])
    await reader.page.keyboard.press("Enter")
    expect(await focused(reader)).toBe("Footnote 1")
    await reader.page.keyboard.press("Tab")
    expect(await focused(reader)).toBe("Footnote 1: back to the text")
    await reader.page.keyboard.press("Enter")
    expect(await reader.page.evaluate(() => document.activeElement?.getAttribute("role"))).toBe("doc-noteref")
    expect(await focused(reader)).toBe("Footnote 1")
    const described = await number.getAttribute("aria-describedby")
    expect(await reader.page.locator(`[id="${described}"]`).innerText()).toBe("for readers")
    expect(await reader.text.locator("[role=doc-endnotes]").getAttribute("aria-label")).toBe("Footnotes")
  })

  it("hang on the right in an Arabic section", async () => {
    const morocco = await stage.arrivesIn("s07-mar", "p-mar-1")
    await startAt(morocco, 0)
    await morocco.page.keyboard.press("Control+Alt+f")
    await morocco.page.keyboard.type("IOM 2015")
    await shows(morocco, ["1 IOM 2015"])
    const note = morocco.text.locator("[data-block=footnote]")
    const [box, number] = await Promise.all([
      note.boundingBox(),
      morocco.text.locator("[data-inline=footnote-back]").boundingBox(),
    ])
    expect(Math.round((number?.x ?? 0) + (number?.width ?? 0))).toBe(Math.round((box?.x ?? 0) + (box?.width ?? 0)))
  })
})

const blocks = (person: Person) => person.text.locator(":scope > :is(p, h1, h2, h3, h4)")

/** Puts the caret before the first character of a block, and waits until the editor has seen it there. */
async function startAt(person: Person, index: number): Promise<void> {
  await blocks(person)
    .nth(index)
    .click({ position: { x: 60, y: 8 } })
  await person.page.keyboard.press("Home")
  await rests(person)
}

async function afterFirstWord(person: Person, index: number): Promise<void> {
  await startAt(person, index)
  await person.page.keyboard.press("Control+ArrowRight")
  await rests(person)
}

/** The browser tells of a new selection a moment after it is made; no hand is quicker than that, but a test is. */
async function rests({ page }: Person): Promise<void> {
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(null)))),
  )
}

async function beginsWith(person: Person, index: number, words: string): Promise<void> {
  await eventually(`${person.id} to read ${words}`, async () =>
    (await blocks(person).nth(index).innerText()).startsWith(words),
  )
}

/** The notes that somebody sees, from top to bottom. */
async function shows(person: Person, expected: string[]): Promise<void> {
  let seen: string[] = []
  await eventually(`${person.id} to see the notes`, async () => {
    seen = await person.text.locator("[data-block=footnote]").evaluateAll((notes) =>
      notes
        .filter((note) => note.checkVisibility())
        .map((note) => ({
          top: note.getBoundingClientRect().top,
          words: note instanceof HTMLElement ? note.innerText.split("\n").join(" ") : "",
        }))
        .toSorted((a, b) => a.top - b.top)
        .map(({ words }) => words),
    )
    return JSON.stringify(seen.map((note) => note.trim())) === JSON.stringify(expected.map((note) => note.trim()))
  }).catch((error: unknown) => {
    throw new Error(`${JSON.stringify(seen)} instead of ${JSON.stringify(expected)}`, { cause: error })
  })
}

const focused = (person: Person) => person.page.evaluate(() => document.activeElement?.getAttribute("aria-label"))
