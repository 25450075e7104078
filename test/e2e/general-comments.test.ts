import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("comments on the publication as a whole", () => {
  const stage = setStage()

  const opener = ({ page }: Person) => page.getByRole("button", { name: /^Comments on the publication/ })
  const panel = ({ page }: Person) => page.getByRole("complementary", { name: "Comments on the publication" })
  const card = (person: Person, body: string) => panel(person).getByRole("article").filter({ hasText: body })
  const isCurrent = (person: Person, body: string) =>
    card(person, body).evaluate(
      (element) => document.activeElement === element && element.getAttribute("aria-current") === "true",
    )
  const opensContents = async (person: Person) => {
    await person.page.goto("/p/pub-2016")
    await opener(person).waitFor()
  }
  const body = "Name the Goals in the title of each part."

  it("are written by keyboard, answered beside the contents by another, and led to by all links", async () => {
    const [editor, reviewer] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-ngo-1")])
    await Promise.all([opensContents(editor), opensContents(reviewer)])
    await editor.page.getByRole("button", { name: /^Comments on the publication 1 open comment/ }).waitFor()
    await opener(editor).click()
    await panel(editor).getByRole("article").first().waitFor()

    const { keyboard } = reviewer.page
    await keyboard.press("Control+Alt+m")
    const field = panel(reviewer).getByRole("textbox", { name: "Comment", exact: true })
    const isFocused = (locator: typeof field) => locator.evaluate((element) => document.activeElement === element)
    await field.waitFor()
    await eventually("the field to be written in", () => isFocused(field))
    await keyboard.type(body)
    await keyboard.press("Tab")
    const targets = panel(reviewer).getByRole("combobox", { name: "Targets" })
    await eventually("the targets", () => isFocused(targets))
    await keyboard.type("10.7")
    const list = panel(reviewer).getByRole("listbox", { name: "Targets" })
    await list
      .getByRole("option", { name: /^10\.7/ })
      .first()
      .waitFor()
    // The list covers nothing, and what posts stays in sight.
    const listBox = await list.boundingBox()
    const kindBox = await panel(reviewer).getByRole("combobox", { name: "Kind" }).boundingBox()
    expect(listBox && kindBox && listBox.y + listBox.height).toBeLessThanOrEqual(kindBox?.y ?? 0)
    expect(await panel(reviewer).getByRole("button", { name: "Post comment" }).boundingBox()).toSatisfy(
      (box: { y: number; height: number }) => box.y + box.height <= 900,
    )
    expect(await violations(reviewer.page)).toEqual([])
    await keyboard.press("Enter")
    await panel(reviewer).getByRole("button", { name: "Remove 10.7" }).waitFor()
    await keyboard.press("Control+Enter")
    await card(reviewer, body).waitFor()
    await editor.page.getByRole("button", { name: /^Comments on the publication 2 open comments/ }).waitFor()

    // Escape closes it from wherever one is in it, and leads back to what opened it.
    await card(reviewer, body).focus()
    await eventually("the card", () => isCurrent(reviewer, body))
    await keyboard.press("Escape")
    await panel(reviewer).waitFor({ state: "detached" })
    await eventually("the button", () => isFocused(opener(reviewer)))

    // Live with the other, who answers; a mention waits until it is opened, and then leaves at once.
    await card(editor, body).click()
    await card(editor, body).getByRole("textbox", { name: "Reply" }).fill("In the second draft, @Rosa")
    await panel(editor)
      .getByRole("option", { name: /^Rosa Quintero/ })
      .click()
    await card(editor, body).getByRole("button", { name: "Reply", exact: true }).click()
    await opensContents(reviewer)
    const row = reviewer.page
      .getByRole("region", { name: "Waiting for you" })
      .getByRole("listitem")
      .filter({ hasText: "In the second draft, @Rosa Quintero" })
    await row.getByRole("link", { name: "The publication as a whole" }).click()
    await card(reviewer, body).getByText("In the second draft, @Rosa Quintero").waitFor()
    await eventually("the mentioned card", () => isCurrent(reviewer, body))
    await row.waitFor({ state: "detached" })
    await card(editor, body).getByRole("button", { name: "Resolve" }).click()
    await card(editor, body).getByRole("radio", { name: "Noted" }).check()
    await card(editor, body).getByRole("button", { name: "Resolve" }).click()
    await card(reviewer, body).getByText("Noted").first().waitFor()
    expect(await violations(editor.page)).toEqual([])

    // The register leads to that one comment, and so does a link, after signing in too.
    await editor.page.goto("/p/pub-2016/review?section=general")
    await editor.page.getByRole("link", { name: body }).click()
    await eventually("the card of the row", () => isCurrent(editor, body))
    await card(editor, body).getByRole("button", { name: "More actions" }).click()
    await editor.page.getByRole("menuitem", { name: "Copy link" }).click()
    const link = await eventually("the link", () => editor.page.evaluate(() => navigator.clipboard.readText()))
    expect(new URL(link).pathname).toBe("/p/pub-2016")
    await reviewer.context.clearCookies()
    await reviewer.page.setViewportSize({ width: 390, height: 844 })
    await reviewer.page.goto("about:blank")
    await reviewer.page.goto(link)
    await reviewer.page.getByRole("button", { name: "Continue as Rosa Quintero" }).click()
    await eventually("the linked card", () => isCurrent(reviewer, body))
    await reviewer.page.reload()
    await eventually("the linked card once more", () => isCurrent(reviewer, body))
    expect(await reviewer.page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    expect(await violations(reviewer.page)).toEqual([])

    // A link to where it is not leads on.
    await editor.page.goto(link.replace("#", "/s/s02#"))
    await editor.page.waitForURL(link)
    await eventually("the card where it is", () => isCurrent(editor, body))
  })
})
