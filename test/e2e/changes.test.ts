import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("what others changed since one's last visit", () => {
  const stage = setStage()

  const contents = (person: Person) => person.page.getByRole("navigation", { name: "Contents" })
  const bar = (person: Person) => person.page.getByRole("region", { name: "Changes since your last visit" })
  /** The words that are painted as new. */
  const fresh = (person: Person) =>
    person.page.evaluate(() =>
      ["change-fresh", "change-current"].flatMap((name) =>
        [...(CSS.highlights.get(name) ?? [])].map((range) => (range as Range).toString()),
      ),
    )
  /** Has been in a section and left it for the contents. */
  async function visits(person: Person, sectionId: string): Promise<void> {
    const asked = person.page.waitForResponse((answer) => answer.url().endsWith(`/${sectionId}/changes`) && answer.ok())
    await person.opensSection(sectionId)
    await asked
    const told = person.page.waitForResponse((answer) => answer.url().endsWith("/read") && answer.ok())
    await person.page.getByRole("link", { name: "Contents", exact: true }).first().click()
    await told
  }
  async function writes(person: Person, sectionId: string, words: string): Promise<void> {
    await person.opensSection(sectionId)
    await person.text.locator("p").first().click()
    await person.page.keyboard.press("End")
    await person.page.keyboard.type(words)
    await eventually("Saved", async () => (await person.saving.innerText()).includes("Saved"))
  }

  it("counts it in the contents, marks it in the section, and has nothing new the next time, on any device", async () => {
    const [reader, phone, writer] = [
      await stage.arrives("p-bgd-1"),
      await stage.arrives("p-bgd-1", { viewport: { width: 390, height: 844 } }),
      await stage.arrives("p-iom-1"),
    ]
    await reader.page.goto("/p/pub-2016")
    await contents(reader).getByText("New to you").first().waitFor()
    await visits(reader, "s13")
    await phone.page.goto("/p/pub-2016")
    await writes(writer, "s13", " Added while you were away.")
    const link = contents(reader).getByRole("link", { name: "1 paragraph changed since your last visit" })
    await reader.page.reload()
    await link.waitFor()
    await phone.page.reload()
    const onPhone = contents(phone).getByRole("link", { name: "1 paragraph changed since your last visit" })
    await onPhone.waitFor()

    await link.click()
    await bar(reader).waitFor()
    await eventually("the new words to be marked", async () =>
      (await fresh(reader)).some((words) => words.includes("Added while you were away.")),
    )
    await bar(reader).getByText("1 of 1").waitFor()
    expect(await violations(reader.page)).toEqual([])
    const mark = reader.page.getByRole("button", { name: /^Changed paragraph\. New: .*Added while you were away\./ })
    await mark.click()
    await reader.page.getByRole("dialog", { name: "Changed paragraph" }).waitFor()
    await reader.page.keyboard.press("Escape")
    await bar(reader).getByRole("button", { name: "Mark as seen" }).click()
    await bar(reader).waitFor({ state: "hidden" })
    // The other device hears of it without being asked.
    await onPhone.waitFor({ state: "hidden" })
    await reader.page.getByRole("link", { name: "Contents", exact: true }).first().click()
    await contents(reader)
      .getByRole("link", { name: /^Conclusions and messages/ })
      .first()
      .waitFor()
    // What was known before is shown until the server has answered.
    await link.waitFor({ state: "hidden" })
  })

  it("takes nothing for seen in a window that nobody touches, and tells what is new to who comes back to it", async () => {
    const [reader, writer] = [await stage.arrives("p-iom-3"), await stage.arrives("p-iom-1")]
    await visits(reader, "s14")
    await reader.page.clock.install()
    const told: string[] = []
    reader.page.on("request", (asked) => {
      if (asked.url().endsWith("/s14/read")) told.push(asked.url())
    })
    await reader.opensSection("s14")
    await reader.page.mouse.move(400, 400)
    await writes(writer, "s14", " Written overnight.")
    await eventually("the words on the screen", async () =>
      (await reader.text.innerText()).includes("Written overnight."),
    )
    // What was seen while somebody was there may be told.
    await reader.page.clock.fastForward(180_000)
    const before = told.length
    await writes(writer, "s14", " And more.")
    await reader.page.clock.fastForward(1_200_000)
    expect(told.length).toBe(before)
    await reader.page.mouse.move(420, 420)
    await bar(reader).getByText("1 paragraph changed since your last visit").waitFor()
  })

  it("leads from one change to the next by keys alone, and tells what was taken out", async () => {
    const [reader, writer] = [await stage.arrives("p-iom-2"), await stage.arrives("p-iom-1")]
    await visits(reader, "s13")
    await writes(writer, "s13", " A first addition.")
    await writer.text.locator("p").last().click()
    await writer.page.keyboard.press("End")
    await writer.page.keyboard.press("Enter")
    await writer.page.keyboard.type("A last addition.")
    await writer.text.locator("p").nth(1).click({ clickCount: 3 })
    await writer.page.keyboard.press("Delete")
    await eventually("Saved", async () => (await writer.saving.innerText()).includes("Saved"))
    await reader.opensSection("s13")
    await bar(reader).getByRole("button", { name: "Show them" }).focus()
    await reader.page.keyboard.press("Enter")
    await bar(reader)
      .getByText(/^1 of \d+$/)
      .waitFor()
    const count = Number(
      /\d+$/.exec(
        await bar(reader)
          .getByText(/^1 of \d+$/)
          .innerText(),
      )?.[0],
    )
    expect(count).toBeGreaterThanOrEqual(2)
    await reader.page.keyboard.press("F8")
    await bar(reader).getByText(`2 of ${count}`).waitFor()
    const hasCaret = (text: Element) =>
      text.contains(document.activeElement) && text.contains(getSelection()?.anchorNode ?? null)
    await eventually("the caret to be at the change", () => reader.text.evaluate(hasCaret))
    await reader.page.keyboard.press("Shift+F8")
    await reader.page.keyboard.press("Shift+F8")
    await bar(reader).getByText(`${count} of ${count}`).waitFor()
    await eventually("the last to be marked", async () => (await fresh(reader)).join("|").includes("A last addition."))
    expect(await reader.page.getByRole("button", { name: /Taken out: / }).count()).toBeGreaterThanOrEqual(1)
  })

  it("does not count one's own work, nor what a colleague wrote while one was looking", async () => {
    const [reader, writer] = [await stage.arrives("p-iom-2"), await stage.arrives("p-iom-1")]
    await visits(reader, "s13")
    await writes(reader, "s13", " My own words.")
    await writes(writer, "s13", " Theirs, before your eyes.")
    await eventually("their words to arrive", async () => (await reader.text.innerText()).includes("before your eyes"))
    await visits(reader, "s13")
    await reader.page.reload()
    const news = reader.page.waitForResponse((answer) => answer.url().endsWith("/changes") && answer.ok())
    const { sections } = (await (await news).json()) as { sections: Record<string, { changed: number | null }> }
    expect(sections["s13"]).toMatchObject({ changed: 0 })
  })
})
