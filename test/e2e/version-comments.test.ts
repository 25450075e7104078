import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("comments on a version", () => {
  const stage = setStage()
  const words = "Fares must be published in advance."

  it("are asked for until a date, made by keyboard on a paragraph of it, and found in the draft at the same words", async () => {
    const sectionId = await addSection(stage.url, "Fares")
    const editor = await stage.arrivesIn(sectionId, "p-iom-1")
    await editor.text.click()
    await editor.page.keyboard.type(words)
    await editor.text.getByText(words).waitFor()
    await editor.saving.getByText("Saved", { exact: true }).waitFor()
    const command = async (data: object) => {
      const whole = { publicationId: "pub-2016", ...data }
      const answer = await editor.context.request.post("/api/commands", { data: whole, headers: { Origin: stage.url } })
      if (!answer.ok()) throw new Error(await answer.text())
    }
    const version = { title: "First revision", symbol: "IDM/2016/1/Rev.1", kind: "revision", sections: [sectionId] }
    await command({ type: "freezeVersion", ...version })
    const draft = await editor.context.newPage()
    editor.listenTo(draft)

    await draft.goto("/p/pub-2016/versions/1")
    await draft.getByRole("button", { name: "Circulate…" }).click()
    const circulate = draft.getByRole("dialog", { name: /^Circulate version 1/ })
    await circulate.getByRole("checkbox", { name: "Ghana" }).focus()
    await draft.keyboard.press("Space")
    await circulate.getByLabel("Comments until the end of").fill("2199-12-20")
    await circulate.getByText(/^Comments until 20 Dec 2199, 23:59 CET/).waitFor()
    expect(await violations(draft)).toEqual([])
    await circulate.getByRole("button", { name: "Circulate", exact: true }).click()
    await circulate.waitFor({ state: "detached" })
    await draft.getByText("Circulated to 1 organization", { exact: true }).click()
    await draft.getByRole("button", { name: "Change the date for comments of Ghana…" }).waitFor()
    await draft.close()

    const delegate = await stage.arrives("p-gha-1")
    const { page } = delegate
    await page.goto("/p/pub-2016/versions/1")
    await page.getByText("Comments until 20 Dec 2199, 23:59 CET").waitFor()
    const paragraph = page.locator(`.version-book[data-takes-comments] [data-section="${sectionId}"] p`)
    await paragraph.focus()
    await eventually("the paragraph to have the keys", () => paragraph.evaluate((p) => p === document.activeElement))
    await page.keyboard.press("Enter")
    const composer = page.getByRole("form", { name: "New comment" })
    await composer.getByText(/^On all of IDM\/2016\/1\/Rev\.1, section \d+$/).waitFor()
    const body = composer.getByRole("textbox", { name: "Comment", exact: true })
    await eventually("the comment to take the keys", () => body.evaluate((field) => field === document.activeElement))
    await page.keyboard.type("By whom?")
    await eventually("the words", async () => (await body.inputValue()) === "By whom?")
    await composer.getByLabel("Seen by").selectOption("My delegation and the secretariat")
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("Control+Enter")
    await composer.waitFor({ state: "detached" })
    await page.getByRole("button", { name: /^1 comment at IDM\/2016\/1\/Rev\.1, section/ }).waitFor()
    await eventually("the paragraph to have the keys again", () =>
      paragraph.evaluate((p) => p === document.activeElement),
    )

    // The draft's section has been open all the time, and is the secretariat's alone.
    const card = editor.page.getByRole("article", { name: new RegExp(words) })
    await card.click()
    await card.getByRole("link", { name: /^IDM\/2016\/1\/Rev\.1, section/ }).waitFor()
    expect(await editor.page.locator(".comments-lane [data-thread]").count()).toBe(1)
    await card.getByRole("textbox", { name: /^Reply/ }).fill("By every carrier.")
    await editor.page.keyboard.press("Control+Enter")
    await page.getByRole("article").getByText("By every carrier.").waitFor()

    // Where the words are gone, it is told that they were those of the version.
    await editor.text.click()
    await editor.page.keyboard.press("Control+A")
    await editor.page.keyboard.type("Nothing is left.")
    await editor.page.getByRole("group").getByText("Changed since IDM/2016/1/Rev.1").waitFor()
  })
})
