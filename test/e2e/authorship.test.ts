import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("who wrote each passage", () => {
  const stage = setStage()

  const saved = (person: Person) => eventually("Saved", async () => (await person.saving.innerText()).includes("Saved"))
  /** "name: words" for every run, by the server. */
  async function runs(person: Person, sectionId: string): Promise<string[]> {
    const answer = await person.context.request.get(`/api/sections/${sectionId}/authorship`)
    const { authors, lines } = (await answer.json()) as {
      authors: { personId: string | null }[]
      lines: { text: string; runs: [number, number | null, number][] }[]
    }
    return lines.flatMap(({ text, runs }) => {
      let at = 0
      return runs.map(([author, , length]) => `${authors[author]?.personId}: ${text.slice(at, (at += length))}`)
    })
  }

  it("stays as it was when a colleague breaks the line, joins it, makes it a heading and a list, and undoes it", async () => {
    const sectionId = await addSection(stage.url, "Whose words")
    const [amara, tomas] = [await stage.arrives("p-iom-1"), await stage.arrives("p-iom-2")]
    await amara.opensSection(sectionId)
    await amara.text.click()
    await amara.page.keyboard.type("Costs of remittances fell in every corridor.")
    await saved(amara)
    await tomas.opensSection(sectionId)
    const { keyboard } = tomas.page
    await tomas.text.locator("p").first().click()
    await keyboard.press("Home")
    for (let steps = 0; steps < 9; steps += 1) await keyboard.press("ArrowRight")
    await keyboard.press("Enter")
    const broken = await eventually("the line to be broken", async () => {
      const lines = await runs(amara, sectionId)
      return lines.length === 2 ? lines : null
    })
    expect(broken.map((run) => run.replace("p-iom-1: ", "")).join("")).toBe(
      "Costs of remittances fell in every corridor.",
    )
    await keyboard.press("Control+Alt+2")
    await tomas.text.locator("h2").waitFor()
    await keyboard.press("Backspace")
    await keyboard.press("Control+Shift+8")
    await saved(tomas)
    const whole = async () => (await runs(amara, sectionId)).every((run) => run.startsWith("p-iom-1: "))
    await eventually("all of it to be hers", whole)
    await keyboard.press("Control+z")
    await keyboard.press("Control+z")
    await saved(tomas)
    await eventually("all of it to be hers still", whole)
  })

  it("is shown by tint and line, in a legend, a card at the caret, and to screen readers; hidden again by the same button", async () => {
    const sectionId = await addSection(stage.url, "Two hands")
    const [amara, tomas] = [await stage.arrives("p-iom-1"), await stage.arrives("p-iom-2")]
    await amara.opensSection(sectionId)
    await amara.text.click()
    await amara.page.keyboard.type("Hers. ")
    await saved(amara)
    await tomas.opensSection(sectionId)
    const button = (name: string) => tomas.page.getByRole("button", { name, exact: true }).first()
    await button("Who wrote this").focus()
    await tomas.page.keyboard.press("Enter")
    const legend = tomas.page.getByRole("region", { name: "Who wrote this" })
    await legend.getByText("IOM secretariat").first().waitFor()
    const tinted = () =>
      tomas.page.evaluate(() => [...(CSS.highlights.get("author-0") ?? [])].map((range) => (range as Range).toString()))
    await eventually("her words to be tinted", async () => (await tinted()).join("").includes("Hers."))
    await tomas.text.locator("p").first().click()
    await tomas.page.keyboard.press("End")
    await tomas.page.keyboard.type("His.")
    await eventually("his own words to be tinted at once", async () => (await tinted()).join("").includes("His."))
    await tomas.page.keyboard.press("Home")
    await tomas.page.keyboard.press("ArrowRight")
    await tomas.page.getByText("Amara Diallo-Reyes").last().waitFor()
    await legend
      .getByText(/^Written by .*IOM secretariat: Hers\./)
      .first()
      .waitFor()
    expect(await violations(tomas.page)).toEqual([])
    await button("Hide who wrote this").click()
    await legend.waitFor({ state: "hidden" })
    expect(await tinted()).toEqual([])
  })
})
