import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { addSection } from "../harness/sections.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("the abbreviations of a section", () => {
  const stage = setStage()

  it("are listed with what is amiss, lead to their first use, and go into the text as a list", async () => {
    const writer = await stage.arrives("p-iom-1")
    await writer.opensSection(await addSection(stage.url, "A text with abbreviations"))
    const { page } = writer
    const { keyboard } = page
    await writer.text.click()
    await keyboard.type("The GFMD met. The Global Forum on Migration and Development (GFMD) went on.")
    await keyboard.press("Enter")
    await keyboard.type("The International Organization for Migration (IOM) wrote; IOM and ICMPD agreed.")
    await page.getByRole("button", { name: "Abbreviations" }).focus()
    await keyboard.press("Enter")
    const dialog = page.getByRole("dialog", { name: "Abbreviations" })
    await dialog.getByText("Global Forum on Migration and Development").waitFor()
    expect(await violations(page)).toEqual([])
    const line = (short: string) => dialog.getByRole("listitem").filter({ hasText: short })
    expect(await line("GFMD").innerText()).toContain("Used before it is explained")
    expect(await line("ICMPD").innerText()).toContain("Never explained")
    expect(await line("IOM").innerText()).not.toContain("xplained")
    await dialog.getByRole("button", { name: "First use of ICMPD" }).focus()
    await keyboard.press("Enter")
    await eventually("the caret in the text", async () =>
      page.evaluate(() => document.activeElement?.getAttribute("role") === "textbox"),
    )
    await keyboard.type("Then: ")
    await eventually("what was typed", async () =>
      (await writer.text.innerText()).includes("Then: The International Organization"),
    )
    await page.getByRole("button", { name: "Abbreviations" }).click()
    await dialog.getByRole("radio", { name: "All sections in this language" }).focus()
    await keyboard.press("Space")
    await line("IDM").getByText("International Dialogue on Migration").waitFor()
    await line("GFMD").getByText("Global Forum on Migration and Development").waitFor()
    await line("GFMD")
      .getByRole("link", { name: /Annex: notes/ })
      .waitFor()
    expect(await violations(page)).toEqual([])
    await dialog.getByRole("radio", { name: "This section" }).focus()
    await keyboard.press("Space")
    await dialog.getByRole("button", { name: "Insert the list" }).click()
    await eventually("the list", async () => (await writer.text.locator("li").count()) === 2)
    expect(await writer.text.locator("li").allInnerTexts()).toEqual([
      "GFMD: Global Forum on Migration and Development",
      "IOM: International Organization for Migration",
    ])
  })
})
