import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("a version that is handed over", () => {
  // One of them is cut off while the other submits.
  const stage = setStage({ mayComplain: /ERR_INTERNET_DISCONNECTED|WebSocket/ })

  const saved = (person: Person) => person.saving.getByText("Saved", { exact: true }).waitFor()
  const lines = (person: Person) => person.text.locator("p").allInnerTexts()
  const command = async (person: Person, body: object) => {
    const answer = await person.context.request.post("/api/commands", { data: { publicationId: "pub-2016", ...body } })
    expect(answer.status(), await answer.text()).toBe(200)
  }
  async function files(person: Person): Promise<void> {
    const isSealed = async () => {
      const answer = await person.context.request.get("/api/publications/pub-2016/versions")
      if (answer.status() === 429) return false
      const { versions } = (await answer.json()) as { versions: { seal: object | null }[] }
      return versions[0]?.seal
    }
    await eventually("the files of the version", isSealed, 90_000)
  }

  it("gives a section its text back while a colleague writes there, and closes it for all when it is submitted", async () => {
    const sectionId = await addSection(stage.url, "Costs of sending money")
    const [ana, bo] = await Promise.all([stage.arrivesIn(sectionId, "p-iom-1"), stage.arrivesIn(sectionId, "p-iom-2")])
    await ana.text.click()
    await ana.page.keyboard.type("Costs fell in all regions of the world.")
    await ana.page.keyboard.press("Enter")
    await ana.page.keyboard.type("Banks remain the dearest.")
    await ana.text.getByText("Banks remain the dearest.").waitFor()
    await saved(ana)
    const quote = { exact: "of the world" }
    await command(ana, { type: "addComment", sectionId, anchor: { quote }, body: "All of it?", audience: "section" })
    const version = { title: "Rev.1", kind: "revision", symbol: "IDM/2016/1/Rev.1", sections: [sectionId] }
    await command(ana, { type: "freezeVersion", ...version })

    const first = ana.text.locator("p").first()
    await first.click()
    await ana.page.keyboard.press("Home")
    await ana.page.keyboard.type("Perhaps: ")
    await bo.text.getByText("Perhaps: Costs fell").waitFor()
    await saved(ana)

    // Back to the text of the version, by keys, while the colleague has the section open and writes nearby.
    const { page } = ana
    await files(ana)
    await page.goto("/p/pub-2016/versions/1")
    const restore = page.getByRole("button", { name: "Restore in the draft: Costs of sending money" })
    await restore.waitFor()
    expect(await violations(page)).toEqual([])
    await restore.focus()
    await page.keyboard.press("Enter")
    const question = page.getByRole("dialog", { name: "Restore in the draft" })
    await question.getByText("Changes to the present text: 1 paragraph changed.").waitFor()
    expect(await violations(page)).toEqual([])
    // Somebody closes the section meanwhile: the question stays and says so.
    const isSet = (state: string) => command(ana, { type: "setSectionState", sectionId, state, until: null })
    await isSet("closed")
    await question.getByText("This section is closed; nobody may change it.").waitFor()
    expect(await question.getByRole("button", { name: "Restore", exact: true }).isDisabled()).toBe(true)
    await isSet("drafting")
    await question.getByText("Changes to the present text: 1 paragraph changed.").waitFor()
    await eventually("Bo to write again", async () => (await bo.text.getAttribute("contenteditable")) === "true")
    await bo.text.locator("p").last().click()
    await bo.page.keyboard.press("End")
    await bo.page.keyboard.type(" Written meanwhile.")
    await bo.text.getByText("Written meanwhile.").waitFor()
    await saved(bo)
    await question.getByRole("button", { name: "Restore", exact: true }).click()
    await page.getByText("Restored: Version 1, IDM/2016/1/Rev.1: Rev.1.").first().waitFor()
    for (const person of [ana, bo])
      await eventually(`${person.id} to see it`, async () => (await lines(person))[0]?.startsWith("Costs fell"))
    await bo.page.keyboard.type(" And more.")
    await eventually("Ana to see that", async () => (await lines(ana))[1] === "Banks remain the dearest. And more.")
    await page.getByText("All of it?").waitFor()
    expect(await page.getByText("Text removed").count()).toBe(0)
    // One step takes it back: with what the colleague had written before, and without what came after.
    await page.keyboard.press("Control+z")
    await eventually("that to be taken back", async () => (await lines(ana))[0]?.startsWith("Perhaps: Costs fell"))
    const [, second] = await lines(ana)
    expect(second).toContain("Written meanwhile.")
    expect(second).toContain("And more.")
    await saved(ana)

    // What the colleague writes without a connection reaches nobody before the section closes.
    await bo.context.setOffline(true)
    await bo.page.keyboard.type(" Cut off.")
    await bo.text.getByText("Cut off.").waitFor()

    await page.goto("/p/pub-2016/versions/1")
    const mark = page.getByRole("button", { name: "Mark as submitted…" })
    await mark.waitFor()
    await mark.focus()
    await page.keyboard.press("Enter")
    const dialog = page.getByRole("dialog", { name: "Mark version 1 as submitted: Rev.1" })
    await dialog.getByText("1 section closes").waitFor()
    await dialog.getByText("Changed since this version was frozen:").waitFor()
    expect(await violations(page)).toEqual([])
    const to = dialog.getByRole("textbox", { name: "Submitted to" })
    await eventually("whom it goes to to be asked for", () => to.evaluate((field) => field === document.activeElement))
    await page.keyboard.type("GFMD Summit, Dhaka")
    await page.keyboard.press("Enter")
    await dialog.getByText("Confirm that these sections close as well.").waitFor()
    const confirm = dialog.getByRole("checkbox", { name: /^Close them all the same/ })
    await confirm.focus()
    await page.keyboard.press("Space")
    await eventually("the tick", () => confirm.isChecked())
    await page.keyboard.press("Enter")
    await page
      .getByText(
        /^Submitted to \u2068GFMD Summit, Dhaka\u2069, .*Publication \(PDF, tagged\).* and .*\((?:Word|PDF)\), by Amara/,
      )
      .waitFor()

    await bo.context.setOffline(false)
    const reading = "This section has been submitted; nobody may change it."
    await bo.page.getByText(`You are reading this section. ${reading}`).waitFor()
    await bo.page.locator("[aria-live=polite]").getByText(reading).waitFor()
    const unsent = bo.page.getByRole("region", { name: /not saved/i })
    await unsent.getByText("Cut off.").waitFor()
    await unsent.getByRole("button", { name: "Copy" }).click()
    expect(await bo.page.evaluate(() => navigator.clipboard.readText())).toContain("Cut off.")
    expect(await bo.text.getAttribute("contenteditable")).toBe("false")

    // An editor opens it again, and work goes on.
    await command(ana, { type: "setSectionState", sectionId, state: "under-revision", until: null })
    await eventually("the text to be open", async () => (await bo.text.getAttribute("contenteditable")) === "true")
  })
})
