import { beforeAll, describe, expect, it } from "vitest"
import { browserMissing, Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { insertsTable, settles, typesCells } from "../harness/tables.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("a table of 200 rows and 12 columns", () => {
  const stage = setStage()
  let ana: Person

  beforeAll(async () => {
    // She stays from test to test: the table takes long to fill.
    ana = await Person.arrives(stage.browser, stage.url, "p-iom-1")
    await ana.opensSection("s11")
    await insertsTable(ana, 200, 12)
    await typesCells(ana, ["Country or area", ...Array.from({ length: 11 }, (_, year) => String(2005 + year))])
    await typesCells(ana, ["", "Ghana", ...Array.from({ length: 11 }, (_, value) => `${value * 1234}.5`)])
  })

  const box = () => ana.text.locator(".table-scroll").last()
  const place = (of: string) =>
    box()
      .locator(of)
      .first()
      .evaluate((element) => {
        const own = element.getBoundingClientRect()
        const around = element.closest(".table-scroll")?.getBoundingClientRect()
        return { left: own.left - (around?.left ?? 0), top: own.top - (around?.top ?? 0) }
      })

  it("scrolls in its own box, its header row and first column in view, the page never sideways", async () => {
    await eventually("a box that scrolls", () => box().evaluate((element) => element.hasAttribute("data-has-edge")))
    const [tall, wide, page] = await box().evaluate((element) => [
      element.scrollHeight > element.clientHeight * 3,
      element.scrollWidth > element.clientWidth,
      document.documentElement.scrollWidth - innerWidth,
    ])
    expect({ tall, wide, page }).toEqual({ tall: true, wide: true, page: 0 })
    await box().evaluate((element) => element.scrollTo({ left: 80, top: 3000, behavior: "instant" }))
    await settles(ana)
    expect((await place("th")).top).toBeLessThan(2)
    expect((await place("tr:nth-of-type(90) > :first-child")).left).toBeLessThan(2)
  })

  it("keeps the caret that keys move clear of header and first column", async () => {
    await box().evaluate((element) => element.scrollTo({ left: 0, top: 0, behavior: "instant" }))
    await box().locator("td").nth(5).click()
    await settles(ana)
    const clear = () =>
      box().evaluate((element) => {
        const cell = getSelection()?.anchorNode?.parentElement?.closest("td") ?? (getSelection()?.anchorNode as Element)
        const own = (cell instanceof HTMLTableCellElement ? cell : cell?.closest("td"))?.getBoundingClientRect()
        const around = element.getBoundingClientRect()
        const head = element.querySelector("tr")?.getBoundingClientRect()
        const isUnder = own !== undefined && head !== undefined && own.top >= head.bottom - 1
        return isUnder && own.bottom <= around.bottom + 1 && own.bottom <= innerHeight
      })
    for (let down = 0; down < 40; down += 1) await ana.page.keyboard.press("ArrowDown")
    await eventually("the caret in view below", clear)
    for (let up = 0; up < 25; up += 1) await ana.page.keyboard.press("ArrowUp")
    await eventually("the caret in view above", clear)
  })

  it("takes what is typed, and saves it", async () => {
    await ana.page.keyboard.type("98.6")
    await eventually("the figure", async () => (await box().innerText()).includes("98.6"))
    await ana.page.getByText("Saved", { exact: true }).waitFor()
    expect(ana.complaints).toEqual([])
  })
})
