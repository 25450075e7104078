import { describe, expect, it } from "vitest"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { drawing, insertsTable, settles, tableCommand, typesCells } from "../harness/tables.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("two people in one table", () => {
  const stage = setStage({ mayComplain: /ERR_INTERNET_DISCONNECTED/ })

  function arrive(sectionId: string, ...ids: string[]): Promise<Person[]> {
    return Promise.all(ids.map((id) => stage.arrivesIn(sectionId, id)))
  }

  const table = (person: Person) => person.text.locator(".table-scroll").last()

  /** Everybody, and whoever opens the section now, sees the table so. */
  async function ends(sectionId: string, expected: string): Promise<void> {
    for (const person of stage.people) {
      await eventually(
        `${person.id} to see ${expected}`,
        async () => (await drawing(table(person))) === expected,
      ).catch(async (cause: unknown) => {
        throw new Error(`${person.id} sees ${await drawing(table(person))}, not ${expected}`, { cause })
      })
    }
    for (const person of stage.people) await person.page.getByText("Saved", { exact: true }).waitFor()
    const [reader] = await arrive(sectionId, "p-can-1")
    if (reader) expect(await drawing(table(reader))).toBe(expected)
  }

  it("write in two cells at once, and see each other's words and carets", async () => {
    const [ana, bo] = await arrive("s13", "p-iom-1", "p-bgd-1")
    if (!ana || !bo) throw new Error("Nobody came")
    await insertsTable(ana, 2, 2)
    await typesCells(ana, ["a", "b", "c", "2.5"])
    await table(bo).getByText("a", { exact: true }).waitFor()
    await table(ana).getByText("c", { exact: true }).click()
    await table(bo).getByText("2.5", { exact: true }).click()
    await Promise.all([settles(ana), settles(bo)])
    await Promise.all([ana.page.keyboard.press("End"), bo.page.keyboard.press("End")])
    await Promise.all([settles(ana), settles(bo)])
    await Promise.all([
      ana.page.keyboard.type(" from Geneva", { delay: 8 }),
      bo.page.keyboard.type(" from Dhaka", { delay: 8 }),
    ])
    await bo.page.locator('[data-cursor-of="p-iom-1"] .cursor-caret').waitFor({ state: "attached" })
    // What is no number any more stands elsewhere in its column.
    await eventually("the caret of the one where the words of the other end", async () => {
      const caret = await ana.page.locator('[data-cursor-of="p-bgd-1"] .cursor-caret').boundingBox()
      const words = await table(ana).locator("span", { hasText: "from Dhaka" }).boundingBox()
      return caret !== null && words !== null && Math.abs(caret.x - words.x - words.width) < 4
    })
    await ends("s13", "a' b' / c from Geneva 2.5 from Dhaka")
  })

  it("one deletes the row in which the other writes: the row is gone for both, the rest stays", async () => {
    const [ana, bo] = await arrive("s12", "p-iom-1", "p-bgd-1")
    if (!ana || !bo) throw new Error("Nobody came")
    await insertsTable(ana, 3, 2)
    await typesCells(ana, ["a", "b", "c", "d", "e", "f"])
    await table(bo).getByText("c", { exact: true }).click()
    await bo.context.setOffline(true)
    await bo.page.keyboard.press("End")
    await settles(bo)
    await bo.page.keyboard.type(" mine")
    await table(ana).getByText("c", { exact: true }).click()
    await settles(ana)
    await tableCommand(ana, "Delete row")
    await bo.page.keyboard.type(" and more")
    await bo.context.setOffline(false)
    await eventually("the row to be gone", async () => !(await drawing(table(bo))).includes("mine"))
    await table(bo).getByText("e", { exact: true }).click()
    await settles(bo)
    await bo.page.keyboard.press("End")
    await bo.page.keyboard.type("!")
    await ends("s12", "a' b' / e! f")
  })

  it("add a row and a column at the same time, offline too, and lose no word", async () => {
    const [ana, bo] = await arrive("s11", "p-iom-1", "p-bgd-1")
    if (!ana || !bo) throw new Error("Nobody came")
    await insertsTable(ana, 2, 2)
    await typesCells(ana, ["a", "b", "c", "d"])
    await table(bo).getByText("c", { exact: true }).click()
    await bo.context.setOffline(true)
    await settles(bo)
    await tableCommand(bo, "Insert row below")
    await bo.page.keyboard.type("new row")
    await table(ana).getByText("c", { exact: true }).click()
    await settles(ana)
    await tableCommand(ana, "Insert column before")
    await ana.page.keyboard.type("new column")
    await bo.context.setOffline(false)
    for (const person of [ana, bo]) {
      await eventually(`${person.id} to see both`, async () => {
        const seen = await drawing(table(person))
        return seen.includes("new row") && seen.includes("new column")
      })
    }
    await eventually("both to see the same", async () => (await drawing(table(ana))) === (await drawing(table(bo))))
    // Whoever changes the table next makes it whole.
    await table(ana).getByText("d", { exact: true }).click()
    await settles(ana)
    await tableCommand(ana, "Insert row above")
    await eventually("rows of one length", async () => {
      const rows = (await drawing(table(bo))).split(" / ")
      return (
        rows.length === 4 &&
        rows.every((row) => row.replaceAll("new row", "r").replaceAll("new column", "k").split(" ").length === 3)
      )
    })
  })

  it("one selects cells that the other takes away, and goes on", async () => {
    const [ana, bo] = await arrive("s13", "p-iom-1", "p-bgd-1")
    if (!ana || !bo) throw new Error("Nobody came")
    await insertsTable(ana, 3, 2)
    await typesCells(ana, ["a", "b", "c", "d", "e", "f"])
    await table(bo).getByText("c", { exact: true }).click()
    await settles(bo)
    await tableCommand(bo, "Select row")
    await eventually("two cells", async () => (await table(bo).locator(".cell-selected").count()) === 2)
    await table(ana).getByText("c", { exact: true }).click()
    await settles(ana)
    await tableCommand(ana, "Delete row")
    await eventually("the row to be gone", async () => (await drawing(table(bo))) === "a' b' / e f")
    await bo.page.keyboard.press("Delete")
    await table(bo).getByText("f", { exact: true }).click()
    await settles(bo)
    await bo.page.keyboard.press("End")
    await bo.page.keyboard.type("?")
    await ends("s13", "a' b' / e f?")
  })
})
