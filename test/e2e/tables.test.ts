import type { Locator } from "playwright-core"
import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { drawing, insertsTable, settles, tableCommand, typesCells } from "../harness/tables.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("tables", () => {
  const stage = setStage()

  const last = (person: Person): Locator => person.text.locator(".table-scroll").last()
  const becomes = (person: Person, expected: string) =>
    eventually(`the table to be ${expected}`, async () => (await drawing(last(person))) === expected, 5000).catch(
      async (cause: unknown) => {
        throw new Error(`The table is ${await drawing(last(person))}, not ${expected}`, { cause })
      },
    )

  it("are made, filled, changed and left by keyboard alone", async () => {
    const ana = await stage.arrivesIn("s12", "p-iom-1")
    const { keyboard } = ana.page
    await ana.text.focus()
    await keyboard.press("Control+End")
    const topOfText = () => ana.text.evaluate((text) => text.getBoundingClientRect().top + scrollY)
    const topWithoutTable = await topOfText()
    const focused = () => ana.page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "")
    const goesTo = (name: string, key: string) =>
      eventually(`the focus on ${name}`, async () => {
        if ((await focused()).startsWith(name)) return true
        await keyboard.press(key)
        return false
      })
    const focusIs = (name: string) =>
      eventually(`the focus on ${name}`, async () => (await focused()).startsWith(name), 5000)
    await eventually("the focus on the toolbar", async () => {
      await keyboard.press("F6")
      return ana.page.evaluate(() => document.activeElement?.closest("[role=toolbar]")?.ariaLabel === "Formatting")
    })
    await keyboard.press("Escape")
    await focusIs("Text of ")
    await keyboard.press("Shift+F6")
    await goesTo("Insert table", "ArrowRight")
    await keyboard.press("Enter")
    await goesTo("3 rows, 3 columns", "Tab")
    await keyboard.press("ArrowUp")
    await keyboard.press("ArrowLeft")
    await focusIs("2 rows, 2 columns")
    await keyboard.press("Enter")
    await becomes(ana, "·' ·' / · ·")
    await ana.page.locator(".table-bar").waitFor()
    expect(await topOfText()).toBe(topWithoutTable)
    await typesCells(ana, ["a", "b", "c", "d"])
    await becomes(ana, "a' b' / c d")

    await keyboard.press("Tab")
    await becomes(ana, "a' b' / c d / · ·")
    await keyboard.press("Control+z")
    await becomes(ana, "a' b' / c d")

    await keyboard.press("Alt+F10")
    await goesTo("Insert column before", "ArrowRight")
    await keyboard.press("Enter")
    await becomes(ana, "a' ·' b' / c · d")
    await focusIs("Text of ")
    await keyboard.press("Control+z")
    await becomes(ana, "a' b' / c d")
    await keyboard.press("Alt+F10")
    await goesTo("All table commands", "ArrowRight")
    await keyboard.press("Enter")
    await ana.page.getByRole("menuitem", { name: "Insert row above" }).waitFor()
    expect(await violations(ana.page)).toEqual([])
    await keyboard.press("Escape")
    await focusIs("All table commands")
    await keyboard.press("Escape")
    await focusIs("Text of ")
    // One more takes nobody out of the text.
    await keyboard.press("Escape")
    expect(await focused()).toMatch(/^Text of /)

    await keyboard.press("ArrowDown")
    await keyboard.type("After the table")
    expect(await ana.text.locator(".table-scroll + p").last().innerText()).toBe("After the table")
  })

  it("take every command in one step, and every step back", async () => {
    const ana = await stage.arrivesIn("s11", "p-iom-1")
    await insertsTable(ana, 3, 3)
    await typesCells(ana, ["a", "b", "c", "d", "e", "f", "g", "h", "i"])
    const whole = "a' b' c' / d e f / g h i"
    await becomes(ana, whole)
    for (const [command, expected] of [
      ["Insert row above", "a' b' c' / · · · / d e f / g h i"],
      ["Insert column after", "a' b' ·' c' / d e · f / g h · i"],
      ["Move row down", "a' b' c' / g h i / d e f"],
      ["Move column back", "b' a' c' / e d f / h g i"],
      ["Delete row", "a' b' c' / g h i"],
      ["Delete column", "a' c' / d f / g i"],
      ["Header row", "a b c / d e f / g h i"],
      ["Header column", `a' b' c' / d" e f / g" h i`],
    ] as const) {
      await last(ana).getByText("e", { exact: true }).click()
      await settles(ana)
      await tableCommand(ana, command)
      await becomes(ana, expected)
      await ana.page.keyboard.press("Control+z")
      await becomes(ana, whole)
      if (!command.startsWith("Delete")) continue
      // And so it is in the document.
      await ana.page.getByText("Saved", { exact: true }).waitFor()
      await ana.opensSection("s11")
      await becomes(ana, whole)
    }
    await last(ana).getByText("e", { exact: true }).click()
    await settles(ana)
    await tableCommand(ana, "Select row")
    await eventually("three cells", async () => (await last(ana).locator(".cell-selected").count()) === 3)
    await ana.page.keyboard.press("Shift+ArrowDown")
    await eventually("six cells", async () => (await last(ana).locator(".cell-selected").count()) === 6)
    await tableCommand(ana, "Merge cells")
    await becomes(ana, "a' b' c' / d+e+f+g+h+ix3")
    await tableCommand(ana, "Split cell")
    await becomes(ana, "a' b' c' / d+e+f+g+h+i · ·")
    await ana.page.keyboard.press("Control+z")
    await ana.page.keyboard.press("Control+z")
    await becomes(ana, whole)

    await tableCommand(ana, "Add caption")
    await ana.page.keyboard.type("Letters")
    await ana.page.keyboard.press("Enter")
    await ana.page.keyboard.type("1")
    await becomes(ana, "1a' b' c' / d e f / g h i")
    await ana.page.getByRole("group", { name: "Table: Letters" }).waitFor()
    const before = await ana.text.locator(".table-scroll").count()
    await tableCommand(ana, "Delete table")
    await eventually("no table", async () => (await ana.text.locator(".table-scroll").count()) === before - 1)
    expect(await ana.text.innerText()).not.toContain("Letters")
    await ana.page.keyboard.press("Control+z")
    await becomes(ana, "1a' b' c' / d e f / g h i")
  })

  it("are selected by degrees, by pointer and by Shift, and their cells copied as cells", async () => {
    const ana = await stage.arrivesIn("s13", "p-iom-1")
    const { keyboard, mouse } = ana.page
    await insertsTable(ana, 3, 3)
    await typesCells(ana, ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh", "ii"])
    await last(ana).getByText("ee").click()
    await settles(ana)
    await keyboard.press("Control+a")
    const chosen = () => ana.page.evaluate(() => String(getSelection()))
    await eventually("the cell", async () => (await chosen()) === "ee")
    await keyboard.press("Control+a")
    await eventually("all", async () => (await chosen()).includes("The first year"))

    await last(ana).getByText("aa").click()
    const [from, to] = await Promise.all(["dd", "hh"].map((words) => last(ana).getByText(words).boundingBox()))
    if (!from || !to) throw new Error("The cells are not on the page")
    await mouse.move(from.x + 4, from.y + 8)
    await mouse.down()
    await mouse.move(to.x + 12, to.y + 8, { steps: 6 })
    await mouse.up()
    await eventually("four cells", async () => (await last(ana).locator(".cell-selected").count()) === 4)
    await keyboard.press("Control+c")
    await last(ana).getByText("aa").click()
    await settles(ana)
    await keyboard.press("Control+v")
    await becomes(ana, "dd' ee' cc' / gg hh ff / gg hh ii")
    await keyboard.press("Control+z")
    await becomes(ana, "aa' bb' cc' / dd ee ff / gg hh ii")
  })

  it("have columns as wide as they are dragged or told, for everybody and after a reload", async () => {
    const ana = await stage.arrivesIn("s09", "p-iom-1")
    await insertsTable(ana, 2, 3)
    await typesCells(ana, ["One", "Two", "Three"])
    const widths = () =>
      last(ana)
        .locator("tr")
        .first()
        .locator("th")
        .evaluateAll((cells) => cells.map((cell) => Math.round(cell.getBoundingClientRect().width)))
    await last(ana).getByText("One").click()
    await tableCommand(ana, "Column width…")
    const field = ana.page.getByRole("textbox", { name: /^Width in pixels/ })
    const [wasOne = 0, wasTwo = 0, wasThree = 0] = await widths()
    await field.fill("150")
    expect(await violations(ana.page)).toEqual([])
    await field.press("Enter")
    await eventually("150 px", async () => (await widths())[0] === 150)
    expect(await widths()).toEqual([150, wasTwo + wasOne - 150, wasThree])

    const edge = await ana.page.locator(".column-edge").first().boundingBox()
    if (!edge) throw new Error("There is no edge to drag")
    await ana.page.mouse.move(edge.x + 4, edge.y + 20)
    await ana.page.mouse.down()
    await ana.page.mouse.move(edge.x + 44, edge.y + 20, { steps: 4 })
    await ana.page.mouse.up()
    await eventually("190 px", async () => (await widths())[0] === 190)
    await ana.page.getByText("Saved", { exact: true }).waitFor()
    await ana.opensSection("s09")
    expect((await widths())[0]).toBe(190)

    await last(ana).getByText("One").click()
    await tableCommand(ana, "Column width…")
    await ana.page.getByRole("button", { name: "Fit columns to content" }).click()
    await eventually("no widths", async () => (await last(ana).locator("col").count()) === 0)
  })

  it("align numbers on the decimal mark, in Arabic too, where columns run from right to left", async () => {
    const salma = await stage.arrivesIn("s07-mar", "p-mar-1")
    await insertsTable(salma, 4, 2)
    await typesCells(salma, ["البلد", "القيمة", "المغرب", "12.5", "غانا", "3", "GDP", "1,100.25"])
    // Where the units digit of each number ends.
    const unitEnds = () =>
      last(salma)
        .locator("td[data-holds='number'] span")
        .evaluateAll((spans) =>
          spans.map((span) => {
            const text = span.firstChild as Text
            const units = /[.٫]/.exec(text.data)?.index ?? text.length
            const range = document.createRange()
            range.setStart(text, units - 1)
            range.setEnd(text, units)
            return range.getBoundingClientRect().right
          }),
        )
    await eventually("numbers under each other", async () => {
      const ends = await unitEnds()
      return ends.length === 3 && Math.max(...ends) - Math.min(...ends) < 1
    })
    const [first, second] = await Promise.all(
      ["البلد", "القيمة"].map((words) => last(salma).getByText(words).boundingBox()),
    )
    expect(first?.x ?? 0).toBeGreaterThan(second?.x ?? 0)
    const sides = await last(salma)
      .locator("tr > :first-child p")
      .evaluateAll((lines) =>
        lines.map((line) => {
          const range = document.createRange()
          range.selectNodeContents(line)
          return Math.round(range.getBoundingClientRect().right)
        }),
      )
    expect(new Set(sides).size).toBe(1)
  })

  it.each(["light", "dark"] as const)(
    "have nothing that axe objects to, with their tools open, in %s",
    async (scheme) => {
      const ana = await stage.arrivesIn("s10", "p-iom-1", { colorScheme: scheme })
      await ana.text.locator("p").first().click()
      await ana.page.getByRole("button", { name: "Insert table" }).click()
      await ana.page.getByRole("dialog", { name: "Insert table" }).waitFor()
      expect(await violations(ana.page)).toEqual([])
      await ana.page.keyboard.press("Escape")
      await ana.text.locator("td").first().click()
      await ana.page.getByRole("toolbar", { name: "Table" }).waitFor()
      expect(await violations(ana.page)).toEqual([])
      await ana.page.getByRole("button", { name: "All table commands" }).click()
      await ana.page.getByRole("menuitem", { name: "Delete table" }).waitFor()
      expect(await violations(ana.page)).toEqual([])
    },
  )

  it("have all their commands in the toolbar's menu on a narrow screen, which never scrolls sideways", async () => {
    const ana = await stage.arrivesIn("s10", "p-iom-1", { viewport: { width: 390, height: 844 } })
    await ana.page.getByRole("button", { name: "Edit", exact: true }).click()
    await ana.text.locator("td").first().click()
    await ana.page.keyboard.press("Alt+F10")
    const button = ana.page.getByRole("button", { name: "Table", exact: true })
    await eventually("the focus", () => button.evaluate((element) => element === document.activeElement))
    await ana.page.keyboard.press("Enter")
    await ana.page.getByRole("menuitem", { name: "Insert column after" }).click()
    await eventually("a column", async () => (await last(ana).locator("tr").first().locator("th").count()) === 4)
    for (let more = 0; more < 4; more += 1) await tableCommand(ana, "Insert column after")
    await eventually("columns", async () => (await last(ana).locator("tr").first().locator("th").count()) === 8)
    const [page, box] = await last(ana).evaluate((element) => [
      document.documentElement.scrollWidth,
      element.scrollWidth > element.clientWidth,
    ])
    expect(page).toBe(390)
    expect(box).toBe(true)
    for (let back = 0; back < 5; back += 1) await ana.page.keyboard.press("Control+z")
  })

  it("scroll by keyboard, named, for who may only read", async () => {
    const reader = await stage.arrivesIn("s10", "p-ngo-1", { viewport: { width: 320, height: 700 } })
    const box = reader.page.getByRole("group", { name: /^Table: Requests for support/ })
    await eventually("something to scroll", () => box.evaluate((element) => element.hasAttribute("data-scrolls")))
    expect(await violations(reader.page)).toEqual([])
    await box.focus()
    await reader.page.keyboard.press("ArrowRight")
    await eventually("it to scroll", () => box.evaluate((element) => element.scrollLeft > 0))
  })
})
