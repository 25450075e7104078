import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("what waits for somebody", () => {
  const stage = setStage()
  const does = async ({ page }: Person, command: Record<string, unknown>) => {
    const answer = await page.request.post("/api/commands", { data: { publicationId: "pub-2016", ...command } })
    expect(answer.status()).toBe(200)
  }

  it("comes while one looks, leads to the exact words, and leaves when it is done", async () => {
    const [lead, reviewer] = [await stage.arrives("p-iom-2"), await stage.arrives("p-ngo-1")]
    const list = lead.page.getByRole("region", { name: "Waiting for you" })
    const row = list.getByRole("listitem").filter({ hasText: "Which State was it?" })
    await lead.page.goto("/")
    await list.waitFor()
    for (const threadId of ["first", "second", "third"])
      await does(reviewer, { type: "addComment", sectionId: "s02", threadId, body: `Is this the ${threadId} time?` })
    const quote = "The State decided on its content"
    await does(reviewer, {
      type: "addComment",
      sectionId: "s02",
      threadId: "which",
      body: "Which State was it?",
      quote,
    })
    await row.getByText("Comment to answer").waitFor()
    await row.getByText("Rosa Quintero").waitFor()
    expect(await violations(lead.page)).toEqual([])

    // Of many the first few; by key all of them, and on from where the list went on.
    const rows = list.getByRole("listitem")
    expect(await rows.count()).toBe(5)
    const more = list.getByRole("button", { name: /^Show all \d+$/ })
    await more.focus()
    await lead.page.keyboard.press("Enter")
    const fewer = list.getByRole("button", { name: "Show fewer", expanded: true })
    await fewer.waitFor()
    expect(await rows.count()).toBeGreaterThan(5)
    const sixth = rows.nth(5).getByRole("link")
    await eventually("the first of the others", () => sixth.evaluate((link) => document.activeElement === link))
    await fewer.focus()
    await lead.page.keyboard.press("Enter")
    await more.waitFor()
    expect(await rows.count()).toBe(5)

    await row.getByRole("link", { name: "Introduction: migration in the 2030 Agenda" }).click()
    await lead.page.getByRole("article").filter({ hasText: "Which State was it?" }).waitFor()
    expect(new URL(lead.page.url()).hash).toBe("#thread-which")

    // Contents tells of it too, until it is answered.
    await lead.page.goto("/p/pub-2016")
    await row.waitFor()
    const ofSection = lead.page.getByRole("navigation", { name: "Contents" }).getByRole("listitem")
    const introduction = ofSection.filter({ hasText: "Introduction: migration" })
    await introduction.getByRole("link", { name: /^6 open comments/ }).waitFor()
    await does(lead, { type: "replyToComment", threadId: "which", body: "Each of them, for its own text." })
    await row.waitFor({ state: "detached" })
  })
})
