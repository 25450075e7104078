import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { signIn } from "../harness/server-process.ts"
import { setStage } from "../harness/stage.ts"

const untouched = [
  "H2 Strategies, policies and measures",
  "P",
  "H2 Baseline",
  "P",
  "H2 Good practice",
  "P",
  "H2 Challenges and lessons learned",
  "P",
  "H2 Capacity and support",
  "P",
]

describe.skipIf(browserMissing)("texts made from a template", () => {
  const stage = setStage()

  async function command(personId: string, body: object): Promise<{ event: { type: string; sectionId: string } }[]> {
    const answer = await fetch(`${stage.url}/api/commands`, {
      method: "POST",
      headers: { "content-type": "application/json", cookie: await signIn(stage.url, personId) },
      body: JSON.stringify({ publicationId: "pub-2016", ...body }),
    })
    expect(answer.status).toBe(200)
    return ((await answer.json()) as { events: { event: { type: string; sectionId: string } }[] }).events
  }

  /** A text of the secretariat's whose lead is no series editor, as most who write to a template are not. */
  async function addText(more: object = {}): Promise<string> {
    const events = await command("p-iom-1", {
      type: "addSection",
      title: "A text to a template",
      textClass: "secretariat",
      leadPerson: "p-iom-2",
      coAuthors: ["p-iom-3"],
      language: "en",
      purpose: "What the country does about migration, for the review in 2016.",
      targets: ["10.7", "17.18"],
      ...more,
    })
    return events.find(({ event }) => event.type === "sectionAdded")?.event.sectionId ?? ""
  }
  const shaped = () => addText({ templateId: "national-text" })

  const blocks = (person: Person): Promise<string[]> =>
    person.text.evaluate((text) =>
      [...text.children].map((block) => `${block.tagName} ${block.textContent ?? ""}`.trim()),
    )
  const shows = (person: Person, expected: string[]) =>
    eventually("the text", async () => (await blocks(person)).join("\n") === expected.join("\n"))
  const help = (person: Person, heading: string): Promise<string> =>
    person.text
      .getByRole("heading", { name: heading })
      .evaluate((element) => getComputedStyle(element, "::after").content)

  it("an editor writes a template and adds a text from it, by keyboard alone", async () => {
    const editor = await stage.arrives("p-iom-1")
    const { page } = editor
    const { keyboard } = page
    await page.goto("/p/pub-2016")
    await page.getByRole("button", { name: "Templates" }).focus()
    await keyboard.press("Enter")
    const dialog = page.getByRole("dialog")
    await dialog.getByRole("button", { name: "New template" }).focus()
    await keyboard.press("Enter")
    await dialog.getByRole("textbox", { name: "Name" }).waitFor()
    await keyboard.type("Short note")
    await dialog.getByRole("textbox", { name: "Heading" }).focus()
    await keyboard.type("What was done")
    await keyboard.press("Tab")
    expect(await violations(page)).toEqual([])
    await dialog.getByRole("textbox", { name: "What belongs there" }).focus()
    await keyboard.type("One paragraph, with its source.")
    await dialog.getByRole("textbox", { name: "Words at most" }).focus()
    await keyboard.type("120")
    await keyboard.press("Enter")
    await dialog.getByText("Short note").waitFor()
    expect(await dialog.getByText("5 parts", { exact: true }).count()).toBe(1)
    await keyboard.press("Escape")
    await dialog.waitFor({ state: "detached" })

    await page.getByRole("button", { name: "Add section" }).focus()
    await keyboard.press("Enter")
    await dialog.getByRole("textbox", { name: "Title" }).waitFor()
    await keyboard.type("Note on remittances")
    await dialog.getByRole("button", { name: /^None: an empty text Template|Template/ }).focus()
    await keyboard.press("Enter")
    await page.getByRole("option", { name: "Short note" }).waitFor()
    await keyboard.press("End")
    await keyboard.press("Enter")
    await dialog.getByRole("button", { name: "Add", exact: true }).focus()
    await keyboard.press("Enter")
    await page.getByRole("dialog", { name: "Add section" }).waitFor({ state: "detached" })
    await page.getByRole("link", { name: "Note on remittances" }).click()
    await editor.text.getByRole("heading", { name: "What was done" }).waitFor()
    await eventually("the help", async () => (await help(editor, "What was done")).includes("with its source"))
  })

  it("help stands under a heading until something is written there, and is read out as its description", async () => {
    const id = await shaped()
    const [lead, colleague] = await Promise.all([stage.arrives("p-iom-2"), stage.arrives("p-iom-3")])
    await Promise.all([lead.opensSection(id), colleague.opensSection(id)])
    await eventually("the help", async () => (await help(lead, "Baseline")).includes("missing is never zero"))
    const line = lead.text.locator("p").nth(1)
    const described = await line.evaluate((element) =>
      (element.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((name) => document.getElementById(name)?.textContent ?? "")
        .join(),
    )
    expect(described).toContain("missing is never zero")
    await line.click()
    await lead.page.keyboard.type("Nothing")
    for (const person of [lead, colleague]) {
      await eventually("no help", async () => (await help(person, "Baseline")) === "none")
    }
    expect(await lead.text.innerText()).not.toContain("never zero")
    await lead.page.keyboard.press("Control+a")
    await lead.page.keyboard.press("Control+c")
    const copied = await lead.page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toContain("Nothing")
    expect(copied).not.toContain("never zero")
  })

  it("locked headings stand, whatever writers press, while an editor may change them", async () => {
    const id = await shaped()
    const [lead, editor] = await Promise.all([stage.arrives("p-iom-2"), stage.arrives("p-iom-1")])
    await Promise.all([lead.opensSection(id), editor.opensSection(id)])
    await lead.text.locator("[data-locked]").first().waitFor()
    const { keyboard } = lead.page
    await lead.text.getByRole("heading", { name: "Baseline" }).click()
    await keyboard.type("Our ")
    await keyboard.press("Backspace")
    await keyboard.press("Control+Alt+0")
    await keyboard.press("Control+b")
    await keyboard.press("Control+a")
    await keyboard.press("Delete")
    await shows(lead, untouched)
    await lead.text.locator("p").first().click()
    await keyboard.type("One.")
    await keyboard.press("Control+a")
    await keyboard.press("Control+x")
    await shows(lead, untouched)
    await keyboard.press("Control+v")
    await eventually("the text, pasted", async () => (await lead.text.innerText()).includes("One."))
    expect((await blocks(lead)).filter((block) => block === "H2 Baseline").length).toBeGreaterThan(0)
    await keyboard.press("Control+z")
    await shows(lead, untouched)
    await shows(editor, untouched)

    await editor.text.getByRole("heading", { name: "Baseline" }).click()
    await editor.page.keyboard.press("End")
    await editor.page.keyboard.type(" in 2016")
    await shows(lead, untouched.with(2, "H2 Baseline in 2016"))
  })

  it("a locked heading that is gone is missed, and put back in its place with the name it had", async () => {
    const id = await shaped()
    const [lead, editor] = await Promise.all([stage.arrives("p-iom-2"), stage.arrives("p-iom-1")])
    await Promise.all([lead.opensSection(id), editor.opensSection(id)])
    await editor.text.getByRole("heading", { name: "Baseline" }).click({ clickCount: 3 })
    await editor.page.keyboard.press("Delete")
    await editor.page.keyboard.press("Backspace")
    await eventually("the heading to go", async () => !(await blocks(lead)).includes("H2 Baseline"))
    const parts = lead.page.getByRole("button", { name: /of 5 parts written/ })
    await eventually("a warning", async () => (await parts.innerText()).includes("1 fixed heading missing or changed"))
    await parts.click()
    await lead.page.getByRole("button", { name: "Put it back" }).click()
    await eventually(
      "the heading",
      async () => (await blocks(editor)).filter((one) => one === "H2 Baseline").length === 1,
    )
    await eventually("no warning", async () => !(await parts.innerText()).includes("missing"))
    const order = (await blocks(lead)).filter((block) => block.startsWith("H2"))
    expect(order).toEqual(untouched.filter((block) => block.startsWith("H2")))
  })

  it("the list of parts leads to what is missing, here and in the contents", async () => {
    const id = await shaped()
    const lead = await stage.arrives("p-iom-2")
    await lead.opensSection(id)
    const { page } = lead
    await lead.text.locator("p").nth(4).click()
    await page.keyboard.type("Experts for the survey.")
    const parts = page.getByRole("button", { name: "1 of 5 parts written" })
    await parts.focus()
    await page.keyboard.press("Enter")
    const list = page.getByRole("dialog", { name: "Parts of the text" })
    await list.getByRole("button", { name: /^Good practice not written yet · required/ }).focus()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("Enter")
    await list.waitFor({ state: "detached" })
    await page.keyboard.type("Here.")
    await shows(lead, untouched.with(5, "P Here.").with(9, "P Experts for the survey."))
    await lead.saving.getByText("Saved", { exact: true }).waitFor()
    await page.goto("/p/pub-2016")
    await page.locator(`[data-section="${id}"]`).getByText("2 of 5 parts written").waitFor()
  })

  it("an empty section says what belongs there, takes a template, and the panel goes with the first word", async () => {
    const id = await addText()
    await command("p-iom-1", { type: "setSectionLimit", sectionId: id, limit: { count: 1500, unit: "words" } })
    const lead = await stage.arrives("p-iom-2")
    await lead.opensSection(id)
    const panel = lead.page.getByRole("region", { name: "What belongs here" })
    await panel.getByText("for the review in 2016").waitFor()
    expect(await panel.innerText()).toContain("10.7")
    expect(await panel.innerText()).toContain("1,500 words")
    expect(await violations(lead.page)).toEqual([])
    await panel.getByRole("button", { name: "Use a template" }).click()
    await lead.page.getByRole("button", { name: "Use it" }).click()
    await shows(lead, untouched)
    await panel.waitFor()
    await lead.text.locator("p").first().click()
    await lead.page.keyboard.type("W")
    await panel.waitFor({ state: "detached" })
  })

  it("words are counted against a limit that blocks nothing, live for everybody", async () => {
    const id = await addText()
    const [lead, colleague] = await Promise.all([stage.arrives("p-iom-2"), stage.arrives("p-iom-3")])
    await Promise.all([lead.opensSection(id), colleague.opensSection(id)])
    await lead.text.click()
    await lead.page.keyboard.type("Five words and no more. ")
    await colleague.page.getByRole("button", { name: "5 words", exact: true }).waitFor()
    await lead.page.getByRole("button", { name: "5 words", exact: true }).click()
    await lead.page.getByRole("button", { name: "Limit of length…" }).click()
    await lead.page.getByRole("textbox", { name: "Limit" }).fill("6")
    await lead.page.getByRole("button", { name: "Save", exact: true }).click()
    await colleague.page.getByRole("button", { name: "5 of 6 words", exact: true }).waitFor()
    await lead.text.click()
    await lead.page.keyboard.press("Control+End")
    await lead.page.keyboard.type("Now two over it, no: three.")
    await colleague.page.getByRole("button", { name: "11 of 6 words 5 words over the limit" }).waitFor()
    await lead.page.keyboard.press("Control+a")
    await lead.page.getByRole("button", { name: /^11 of 11 words selected/ }).waitFor()
    await lead.saving.getByText("Saved", { exact: true }).waitFor()
    await lead.page.goto("/p/pub-2016")
    const line = lead.page.locator(`[data-section="${id}"]`)
    await line.getByText("11 of 6 words").waitFor()
    expect(await line.innerText()).toContain("5 words over the limit")
  })
})
