import { readFile } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("the register of comments", () => {
  // What is refused is part of it.
  const stage = setStage({ mayComplain: /status of 409/ })
  const rows = ({ page }: Person) => page.locator(".register-rows [role=row]")
  const count = ({ page }: Person) => page.locator("output.register-count")
  const says = (person: Person, words: RegExp) =>
    eventually(`the register to say ${words}`, async () => words.test(await count(person).innerText()))
  const focused = ({ page }: Person) =>
    page.evaluate(() => document.activeElement?.getAttribute("aria-rowindex") ?? document.activeElement?.tagName)

  it("is settled many at once by keys alone, says what was refused, and others see it", async () => {
    const [editor, reader] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-ngo-1")])
    await reader.page.goto("/p/pub-2016/review?section=s02&state=resolved")
    await says(reader, /^\d+ shown, \d+ hidden/)
    const before = await rows(reader).count()

    const { page } = editor
    await page.goto("/p/pub-2016")
    await page.getByRole("link", { name: "All comments" }).click()
    await page.waitForURL(/\/review$/)
    await says(editor, /^\d+ comments$/)
    const all = Number.parseInt(await count(editor).innerText())
    await page.getByRole("textbox", { name: "Search comments" }).or(page.getByRole("searchbox")).focus()
    await page.keyboard.type("zymurgy")
    await page.getByText("No comment fits this filter.").waitFor()
    await eventually("the address to follow", () => page.url().endsWith("?q=zymurgy"))
    await page.keyboard.press("Control+a")
    await page.keyboard.press("Delete")
    await says(editor, new RegExp(`^${all} comments$`))
    await page.getByRole("combobox", { name: "Section", exact: true }).selectOption("s02")
    await page.getByRole("combobox", { name: "State", exact: true }).selectOption("unsettled")
    await says(editor, /^\d+ shown, \d+ hidden/)
    await eventually(
      "the address to follow",
      () => /state=unsettled/.test(page.url()) && /section=s02/.test(page.url()),
    )
    expect(await violations(page)).toEqual([])

    const open = await rows(editor).count()
    expect(open).toBeGreaterThan(1)
    await rows(editor).first().focus()
    await page.keyboard.press("End")
    await eventually("the last row to have the keys", async () => (await focused(editor)) === String(open + 1))
    await page.keyboard.press("Home")
    await eventually("the first row to have the keys", async () => (await focused(editor)) === "2")
    await page.keyboard.press("Space")
    await page.getByText("1 comment selected").waitFor()
    await page.keyboard.press("Control+a")
    await page.getByText(`${open} comments selected`).waitFor()
    await page.getByRole("button", { name: "Settle or assign…" }).focus()
    await page.keyboard.press("Enter")
    const dialog = page.getByRole("dialog")
    await dialog.getByRole("textbox", { name: "Reason" }).focus()
    await page.keyboard.type("Taken up in the next version.")
    await dialog.getByRole("button", { name: "Resolve", exact: true }).focus()
    await page.keyboard.press("Enter")
    await dialog.waitFor({ state: "detached" })
    await page.getByText("No comment fits this filter.").waitFor()
    await eventually("the other to see them", async () => (await rows(reader).count()) === before + open)
    await rows(reader).getByText("Taken up in the next version.").first().waitFor()

    // A State's text is the State's to answer.
    await page.goto("/p/pub-2016/review?section=s07-phl")
    await says(editor, /hidden/)
    await rows(editor).first().focus()
    await page.keyboard.press("Control+a")
    await page.getByRole("button", { name: "Settle or assign…" }).click()
    await dialog.getByRole("button", { name: "Resolve", exact: true }).click()
    await dialog.getByText(/^Not done for \d/).waitFor()
    expect(await dialog.locator(".register-problems li strong").first().innerText()).not.toBe("")
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("Escape")
    await dialog.waitFor({ state: "detached" })
    await rows(editor).first().focus()
    await page.keyboard.press("Enter")
    await page.waitForURL(/\/s\/s07-phl#thread-[\w-]+$/)
  })

  it("on a phone is a row of cards, in French, and is saved as it is shown", async () => {
    const phone = await stage.arrives("p-ngo-1", { viewport: { width: 390, height: 844 }, locale: "fr-FR" })
    const { page } = phone
    await page.goto("/p/pub-2016/review")
    await says(phone, /^\d+ commentaires$/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await violations(page)).toEqual([])
    await page.getByRole("button", { name: "Filtrer le registre" }).click()
    await page.getByRole("combobox", { name: "Section", exact: true }).selectOption("general")
    await says(phone, /affichés/)
    await page.getByRole("button", { name: "Enregistrer dans un fichier…" }).click()
    const dialog = page.getByRole("dialog")
    await dialog
      .getByRole("button", { name: /^Fichier/ })
      .or(dialog.getByLabel("Fichier"))
      .first()
      .click()
    await page.getByRole("option", { name: "CSV" }).click()
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      dialog.getByRole("button", { name: "Enregistrer", exact: true }).click(),
    ])
    expect(download.suggestedFilename()).toMatch(/^Registre des commentaires - .* - \d{4}-\d\d-\d\d\.csv$/)
    const lines = (await readFile(await download.path(), "utf8")).trim().split("\r\n")
    expect(lines).toHaveLength(1 + (await rows(phone).count()))
    await dialog.waitFor({ state: "detached" })
    await rows(phone).first().click()
    // To that one comment, beside the contents.
    await page.waitForURL(/\/p\/pub-2016#thread-/)
    const general = page.getByRole("complementary", { name: "Commentaires sur la publication" })
    await general.getByRole("article", { name: /sur l’ensemble de la publication/ }).waitFor()
  })
})
