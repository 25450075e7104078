import { readFile } from "node:fs/promises"
import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("a version that is shared by a link", () => {
  const stage = setStage()

  it("is read and downloaded by somebody without an account, until an editor revokes the link, by keyboard", async () => {
    const editor = await stage.arrives("p-iom-1")
    const { page } = editor
    const command = { type: "freezeVersion", publicationId: "pub-2016", title: "For the ministries", sections: ["s01"] }
    expect((await editor.context.request.post("/api/commands", { data: command })).status()).toBe(200)
    await page.goto("/p/pub-2016/versions/1")
    await page.getByRole("link", { name: "Package with manifest and signature" }).waitFor({ timeout: 90_000 })
    await page.getByRole("button", { name: "Share…" }).focus()
    await page.keyboard.press("Enter")
    const dialog = page.getByRole("dialog", { name: "Share version 1: For the ministries" })
    const label = dialog.getByRole("textbox", { name: "For whom" })
    await eventually("the question for whom", () => label.evaluate((field) => field === document.activeElement))
    await dialog.getByText("There are none.").waitFor()
    await page.keyboard.press("Enter")
    await dialog.getByText("Say for whom the link is.").waitFor()
    await page.keyboard.type("Ministry of Labour")
    await eventually("the words", async () => (await label.inputValue()) === "Ministry of Labour")
    await page.keyboard.press("Enter")
    const field = dialog.getByRole("textbox", { name: "Link for Ministry of Labour" })
    await eventually("the link at hand", () => field.evaluate((one) => one === document.activeElement))
    const link = await field.inputValue()
    expect(link).toMatch(new RegExp(`^${stage.url}/v/[A-Za-z0-9_-]{43}$`))
    await dialog.getByRole("listitem").filter({ hasText: "Ministry of Labour" }).getByText("made by Amara").waitFor()
    expect(await violations(page)).toEqual([])
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await eventually("the link to be copied", async () => {
      return (await page.evaluate(() => navigator.clipboard.readText())) === link
    })

    // Nobody is signed in here, and the window is small.
    const context = await stage.browser.newContext({
      viewport: { width: 390, height: 844 },
      locale: "en-GB",
      acceptDownloads: true,
    })
    try {
      const guest = await context.newPage()
      const referrers: string[] = []
      guest.on("request", (request) => referrers.push(request.headers()["referer"] ?? ""))
      await guest.goto(link)
      await guest.getByRole("heading", { level: 1, name: "For the ministries" }).waitFor()
      await guest.getByText("Text as frozen").waitFor()
      await guest.getByText("This link is valid until").waitFor()
      expect(await guest.getByRole("button", { name: /^(Circulate|Share)/ }).count()).toBe(0)
      expect(await guest.title()).not.toContain(link.slice(-43))
      expect(await violations(guest)).toEqual([])
      const overflow = () =>
        guest.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
      expect(await overflow()).toBeLessThanOrEqual(0)
      const [download] = await Promise.all([
        guest.waitForEvent("download"),
        guest.getByRole("link", { name: "Publication (PDF, tagged)" }).press("Enter"),
      ])
      expect(download.suggestedFilename()).toBe("publication.pdf")
      expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe("%PDF-")
      await guest.getByRole("link", { name: "Check whether a file is exactly what was frozen" }).press("Enter")
      await guest.getByRole("heading", { name: "Is this what was frozen?" }).waitFor()
      await guest.goBack()
      await guest.getByText("Text as frozen").waitFor()
      expect(referrers.filter((referrer) => referrer !== "")).toEqual([])

      await dialog.getByRole("button", { name: "Revoke the link for Ministry of Labour" }).focus()
      await page.keyboard.press("Enter")
      const question = page.getByRole("dialog", { name: "Revoke the link for Ministry of Labour?" })
      const revoke = question.getByRole("button", { name: "Revoke", exact: true })
      await revoke.focus()
      await page.keyboard.press("Enter")
      await question.waitFor({ state: "detached" })
      await dialog.getByText("There are none.").waitFor()
      await field.waitFor({ state: "detached" })
      await eventually("the list at hand", () =>
        page.evaluate(() => document.activeElement?.textContent === "Valid links to this version"),
      )
      await guest.reload()
      await guest.getByRole("heading", { name: "This link is not valid any more." }).waitFor()
      await guest.getByText("Ask whoever sent it for a new one.").waitFor()
      expect(await guest.getByText("For the ministries").count()).toBe(0)
      expect(await violations(guest)).toEqual([])
    } finally {
      await context.close()
    }
  })
})
