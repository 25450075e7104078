import { describe, expect, it } from "vitest"
import * as Y from "yjs"
import { violations } from "../harness/axe.ts"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"
import { stockClient } from "../harness/stock-client.ts"

describe.skipIf(browserMissing)("versions", () => {
  const stage = setStage()

  it("are frozen by keyboard while others write, seen by all at once, and opened by whom they are circulated to", async () => {
    const sectionId = await addSection(stage.url, "Oceans")
    const [editor, writer, delegate] = await Promise.all([
      stage.arrives("p-iom-1"),
      stage.arrivesIn(sectionId, "p-iom-2"),
      stage.arrives("p-gha-1"),
    ])
    await writer.text.click()
    await writer.page.keyboard.type("Before the cut. The National Bank of Moldova. ")
    await writer.text.getByText("Bank of Moldova.").waitFor()
    await writer.saving.getByText("Saved", { exact: true }).waitFor()
    await delegate.page.goto("/p/pub-2016/versions")
    await delegate.page.getByText("Nothing has been frozen yet.").waitFor()

    const { page } = editor
    await page.goto("/p/pub-2016")
    await page.getByRole("link", { name: "Versions" }).click()
    const open = page.getByRole("button", { name: "Freeze version" })
    await open.waitFor()
    await open.focus()
    await page.keyboard.press("Enter")
    const dialog = page.getByRole("dialog", { name: "Freeze version" })
    const title = dialog.getByRole("textbox", { name: "Title", exact: true })
    await eventually("the title to be asked for", () => title.evaluate((field) => field === document.activeElement))
    await dialog.getByRole("region", { name: "People writing now" }).waitFor()
    expect(await violations(page)).toEqual([])

    // A title is needed, and what was typed is not lost by Escape.
    await page.keyboard.press("Enter")
    await dialog.getByText("Give the version a title.").waitFor()
    await page.keyboard.type("Draft for comments")
    await eventually("the title", async () => (await title.inputValue()) === "Draft for comments")
    await page.keyboard.press("Escape")
    const question = page.getByRole("dialog", { name: "Discard what you have written?" })
    await question.waitFor()
    await page.keyboard.press("Escape")
    await question.waitFor({ state: "detached" })
    await eventually("the title again", () => title.evaluate((field) => field === document.activeElement))

    // The name of an institution may stand: that goes on record, with its reason.
    const names = dialog.getByRole("region", { name: "Names of countries" })
    await names.locator("summary").focus()
    await page.keyboard.press("Enter")
    const exempt = names.getByRole("button", { name: "Exempt “Moldova”" })
    await exempt.focus()
    await page.keyboard.press("Enter")
    const why = names.getByRole("textbox", { name: "Why it may stand" })
    await eventually("the reason to be asked for", () => why.evaluate((field) => field === document.activeElement))
    await page.keyboard.type("Name of an institution")
    await eventually("the reason", async () => (await why.inputValue()) === "Name of an institution")
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("Enter")
    const standing = dialog.getByRole("listitem").filter({ hasText: "Name of an institution" })
    await standing.waitFor({ state: "attached" })
    await eventually("the title once more", async () => {
      await title.focus()
      return title.evaluate((field) => field === document.activeElement)
    })

    // A letter and the register go with it, both chosen by keyboard.
    for (const name of ["Cover note", "Comment-response register"]) {
      const choice = dialog.getByRole("checkbox", { name })
      await choice.focus()
      await page.keyboard.press("Space")
      await eventually(`${name} to be chosen`, () => choice.isChecked())
    }
    const letter = dialog.getByRole("group", { name: "Cover note" })
    await letter.getByRole("textbox", { name: "Addressee" }).fill("Friends of the Forum\nDhaka")
    expect(await letter.getByRole("textbox", { name: "Text" }).inputValue()).toMatch(/^Please find enclosed/)
    await letter.getByRole("textbox", { name: "E-mail" }).fill("office")
    await page.keyboard.press("Enter")
    await letter.getByText("This is no e-mail address.").waitFor()
    await letter.getByRole("textbox", { name: "E-mail" }).fill("office@example.org")
    expect(await violations(page)).toEqual([])

    const typing = writer.page.keyboard.type("Words that come while the version is frozen, and after it. ", {
      delay: 10,
    })
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/versions\/1$/, { timeout: 90_000 })
    const heading = page.getByRole("heading", { level: 1, name: "Draft for comments" })
    await heading.waitFor()
    await page.getByText("Text as frozen").waitFor()
    await page.getByText("Before the cut.").waitFor()
    await page.getByRole("link", { name: "Package with manifest and signature" }).waitFor({ timeout: 90_000 })
    await page.getByRole("link", { name: "Cover note (PDF)" }).waitFor()
    const register = page.getByRole("region", { name: "Comment-response register: not part of the publication" })
    await register.getByRole("link", { name: "Register of comments (Word)" }).waitFor()
    expect(await violations(page)).toEqual([])
    await typing
    await writer.text.getByText("and after it.").waitFor()

    // Everybody knows of it, and nobody outside opens it yet.
    const line = delegate.page.getByRole("listitem").filter({ hasText: "Draft for comments" })
    await line.getByText("not open to your organization").waitFor()
    expect(await line.getByRole("link").count()).toBe(0)
    await delegate.page.goto("/p/pub-2016/versions/1")
    await delegate.page.getByText("its text has not been circulated to your organization").waitFor()

    await page.getByRole("button", { name: "Circulate…" }).focus()
    await page.keyboard.press("Enter")
    const circulate = page.getByRole("dialog", { name: /^Circulate version 1/ })
    await circulate.getByRole("checkbox", { name: "Ghana" }).focus()
    await page.keyboard.press("Space")
    const send = circulate.getByRole("button", { name: "Circulate", exact: true })
    await eventually("somebody to circulate it to", () => send.isEnabled())
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("Enter")
    await circulate.waitFor({ state: "detached" })
    await page.getByText("circulated to Ghana").waitFor()

    // It opens where the other one waits, on a phone too.
    await delegate.page.getByText("Before the cut.").waitFor()
    await delegate.page.getByText("Text as frozen").waitFor()
    await delegate.page.setViewportSize({ width: 390, height: 844 })
    const overflow = () =>
      delegate.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    expect(await overflow()).toBeLessThanOrEqual(0)
    expect(await violations(delegate.page)).toEqual([])
    expect(await delegate.page.getByText("How it was frozen").count()).toBe(0)

    // The link to a paragraph leads to it.
    const paragraph = page.locator(".version-book [data-block]", { hasText: "Before the cut." }).last()
    const place = (await paragraph.getAttribute("id")) ?? ""
    await paragraph.hover()
    await page.getByRole("button", { name: /^Copy link to “Before the cut/, includeHidden: true }).click()
    const copied = await eventually("the link", () => page.evaluate(() => navigator.clipboard.readText()))
    expect(copied).toBe(`${stage.url}/p/pub-2016/versions/1#${place}`)
    await delegate.page.goto(copied)
    await eventually("the paragraph at hand", () =>
      delegate.page.evaluate((id) => document.activeElement?.id === id, place),
    )

    // What is not what was frozen is said aloud.
    await page.route("**/versions/1/publication.json", async (route) => {
      const answer = await route.fetch()
      await route.fulfill({ response: answer, body: (await answer.text()).replace("Before the cut", "Behind the cut") })
    })
    await page.reload()
    await page.getByRole("alert").getByText("This is not the text that was frozen.").waitFor()
    await page.getByText("Behind the cut.").waitFor()
    expect(await page.getByText("Text as frozen").count()).toBe(0)
  })

  it("are compared by keyboard alone, in one text and side by side", async () => {
    const sectionId = await addSection(stage.url, "Straits")
    const [editor, writer] = await Promise.all([stage.arrives("p-iom-1"), stockClient(stage.url, "p-iom-2", sectionId)])
    const { page } = editor
    const freeze = async (title: string) => {
      const command = { type: "freezeVersion", publicationId: "pub-2016", title, sections: ["s01", sectionId] }
      const answer = await page.request.post("/api/commands", {
        data: command,
        headers: { Origin: stage.url },
        timeout: 90_000,
      })
      expect(answer.status()).toBe(200)
    }
    const write = async (words: string) => {
      const before = writer.receipts()
      const paragraph = new Y.XmlElement("paragraph")
      paragraph.insert(0, [new Y.XmlText(words)])
      writer.doc.get("root-v2", Y.XmlElement).push([paragraph])
      await eventually("the words to be durable", () => writer.receipts() > before)
    }
    await eventually("the section to load", () => writer.provider.synced)
    await write("Ships crossed the strait.")
    await freeze("Before the crossing")
    await write("Nobody had counted them.")
    await freeze("After the crossing")
    writer.leave()

    await page.goto("/p/pub-2016/versions")
    const line = page.getByRole("listitem").filter({ hasText: "After the crossing" })
    const compare = line.getByRole("link", { name: /^Compare…/ })
    await compare.waitFor()
    await compare.focus()
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { level: 1, name: "Compare versions" }).waitFor()
    await page.getByText(/^1 of \d+ sections changed\. Paragraphs: 1 added$/).waitFor()
    const added = page.locator("ins", { hasText: "Nobody had counted them." })
    await added.waitFor()
    expect(await page.getByText("Ships crossed the strait.").count()).toBe(1)
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("n")
    await eventually("the change at hand", () => added.evaluate((change) => change === document.activeElement))

    const inline = page.getByRole("radio", { name: "Inline" })
    await inline.focus()
    await page.keyboard.press("ArrowRight")
    await eventually("both columns", async () => (await page.getByText("Ships crossed the strait.").count()) === 2)
    expect(await violations(page)).toEqual([])

    await page.getByRole("link", { name: "Redline (Word)" }).focus()
    const [redline] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")])
    expect(redline.suggestedFilename()).toMatch(/^redline-\d+-to-\d+\.docx$/)

    const swap = page.getByRole("button", { name: "Swap the two versions" })
    await swap.focus()
    await page.keyboard.press("Enter")
    await page.locator("del", { hasText: "Nobody had counted them." }).waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await eventually("one column", async () => (await page.getByText("Ships crossed the strait.").count()) === 1)
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
    expect(await violations(page)).toEqual([])
  })
})
