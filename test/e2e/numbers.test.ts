import { describe, expect, it } from "vitest"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("numbers of paragraphs, headings, tables and figures", () => {
  const stage = setStage()

  /** Each number as the page draws it, with the beginning of what stands behind it. */
  const numbers = (person: Person): Promise<string[]> =>
    person.text.evaluate((text) =>
      [...text.querySelectorAll<HTMLElement>("[data-counted]")].map((block) => {
        const { content } = getComputedStyle(block, "::before")
        return `${content.slice(1, -1)} ${(block.textContent ?? "").slice(0, 8)}`
      }),
    )

  async function sets(person: Person, title: string, kinds: string[]): Promise<void> {
    await person.page.goto("/p/pub-2016")
    await person.page.getByRole("button", { name: `Actions for ${title}` }).click()
    await person.page.getByRole("menuitem", { name: "Numbering…" }).click()
    for (const kind of kinds) await person.page.getByRole("dialog").getByText(kind, { exact: true }).click()
    await person.page.getByRole("button", { name: "Save" }).click()
    await person.page.getByRole("dialog").waitFor({ state: "detached" })
  }

  it("are set in the menu, seen at once by others, follow what others write, and are nobody's text", async () => {
    const [iom, lead] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-iom-2")])
    await lead.opensSection("s13")
    expect(await numbers(lead)).toEqual([])
    const title = (await lead.page.getByRole("heading", { level: 1 }).locator("span").last().innerText()).trim()
    await sets(iom, title, ["Paragraphs"])
    await eventually("numbers", async () => (await numbers(lead)).some((number) => number.startsWith("1. ")))
    const before = await numbers(lead)

    await iom.opensSection("s13")
    await eventually("the same numbers", async () => (await numbers(iom)).join() === before.join())
    await iom.text.locator("p").first().click()
    await iom.page.keyboard.press("Control+Home")
    await iom.page.keyboard.type("Wholly new.")
    await iom.page.keyboard.press("Enter")
    const after = before.map((number) =>
      number.replace(/^(\d+)\./, (_, paragraph: string) => `${Number(paragraph) + 1}.`),
    )
    for (const person of [iom, lead])
      await eventually("the numbers to move on", async () => {
        const [first, ...others] = await numbers(person)
        return first === "1. Wholly n" && others.join() === after.join()
      })

    await lead.page.keyboard.press("Escape")
    await lead.text.locator("p").first().click()
    await lead.page.keyboard.press("Control+a")
    await lead.page.keyboard.press("Control+c")
    const copied = await lead.page.evaluate(async () => {
      const [item] = await navigator.clipboard.read()
      const parts = await Promise.all(
        (item?.types ?? []).map(async (type) => `${type}: ${await (await item?.getType(type))?.text()}`),
      )
      return parts.join("\n")
    })
    expect(copied).toContain("Wholly new.")
    expect(copied).not.toMatch(/data-counted|1\.\s*Wholly/)
    expect(await lead.text.innerText()).not.toContain("1. Wholly")
  })

  it("go on from section to section, and call tables in the language of the text", async () => {
    const iom = await stage.arrives("p-iom-1")
    await iom.opensSection("s06")
    await eventually("its table to be the third", async () => (await numbers(iom)).join().startsWith("Table 3. "))
    await iom.opensSection("s08")
    await eventually("its table to be the fourth", async () => (await numbers(iom)).join().startsWith("Table 4. "))
  })
})
