import { describe, expect, it } from "vitest"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

describe.skipIf(browserMissing)("several people in one section", () => {
  const stage = setStage()

  it("shows each what the others type, at the same time, and leaves the line that each is in where it is", async () => {
    const [iom, bangladesh, canada] = await Promise.all([
      stage.arrives("p-iom-1"),
      stage.arrives("p-bgd-1"),
      stage.arrives("p-can-1"),
    ])
    await Promise.all([iom, bangladesh, canada].map((person) => person.opensSection("s13")))
    for (const [person, paragraph] of [
      [iom, "start"],
      [bangladesh, "end"],
      [canada, "end"],
    ] as const) {
      await person.text.locator("p").first().click()
      await person.page.keyboard.press(paragraph === "start" ? "Home" : "End")
    }
    await Promise.all([
      iom.page.keyboard.type("Written in Geneva. ", { delay: 5 }),
      bangladesh.page.keyboard.type(" Added in Dhaka.", { delay: 5 }),
    ])
    for (const person of [iom, bangladesh, canada]) {
      await eventually(`${person.id} to see both`, async () => {
        const words = await person.text.innerText()
        return words.includes("Written in Geneva. ") && words.includes(" Added in Dhaka.")
      })
    }
    const texts = await Promise.all([iom, bangladesh, canada].map((person) => person.text.innerText()))
    expect(new Set(texts).size).toBe(1)
    await eventually("Saved", async () => (await iom.saving.innerText()).includes("Saved"))

    // At the very top of the page, where the browser holds nothing.
    const line = canada.text.locator("p").last()
    await line.click()
    await canada.page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }))
    const top = () => line.evaluate((element) => element.getBoundingClientRect().top)
    const before = await top()
    await iom.page.keyboard.press("Home")
    await iom.page.keyboard.type("One line.")
    await iom.page.keyboard.press("Enter")
    await iom.page.keyboard.type("Another.")
    await iom.page.keyboard.press("Enter")
    await canada.text.locator("p", { hasText: /^Another\.$/ }).waitFor()
    await eventually("the page to have moved", () => canada.page.evaluate(() => scrollY > 0))
    // With the frame that shows it, which a question from here may come before.
    await eventually("the line to be where it was", async () => Math.abs((await top()) - before) < 3)
  })

  it("undoes only one's own words, also after others typed around them", async () => {
    const [iom, bangladesh] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-bgd-1")])
    await Promise.all([iom.opensSection("s12"), bangladesh.opensSection("s12")])
    await iom.text.locator("p").first().click()
    await iom.page.keyboard.press("End")
    await iom.page.keyboard.press("Enter")
    await iom.page.keyboard.type("Mine to take back")
    await eventually("the words to arrive", async () =>
      (await bangladesh.text.innerText()).includes("Mine to take back"),
    )
    await bangladesh.text.getByText("Mine to take back").click()
    await bangladesh.page.keyboard.press("End")
    await bangladesh.page.keyboard.type(" and this one stays")
    await eventually("the answer to arrive", async () => (await iom.text.innerText()).includes("and this one stays"))
    for (let presses = 0; presses < 4; presses += 1) await iom.page.keyboard.press("Control+z")
    await eventually(
      "my words to be gone",
      async () => !(await bangladesh.text.innerText()).includes("Mine to take back"),
    )
    expect(await iom.text.innerText()).toContain("and this one stays")
    expect(await bangladesh.text.innerText()).toContain("and this one stays")
  })

  it("shows who is here once, with the organisation, and officers of other delegations by organisation alone", async () => {
    const [iom, ghana] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-gha-1")])
    const drafter = await stage.arrives("p-gha-2")
    await Promise.all([iom.opensSection("s11"), ghana.opensSection("s11"), drafter.opensSection("s11")])
    const secondTab = await iom.context.newPage()
    iom.listenTo(secondTab)
    await iom.opensSection("s11", "pub-2016", secondTab)
    const swedish = await stage.arrives("p-swe-1")
    await swedish.opensSection("s11")
    const list = swedish.page.getByRole("list", { name: "People here" })
    await eventually("three others in the list", async () => (await list.getByRole("listitem").count()) >= 3)
    const names = (await list.getByRole("listitem").allInnerTexts()).join("\n") + (await list.innerHTML())
    expect(names).toContain("Amara Diallo-Reyes")
    expect(names).toContain("Akosua Frimpong")
    expect(names).toContain("Ghana")
    expect(names).not.toContain("Kwabena Asiedu")
    expect(names.match(/Amara Diallo-Reyes, IOM secretariat/g)?.length ?? 1).toBeLessThanOrEqual(2)
  })

  it("lets no caret's label widen a narrow page", async () => {
    const [iom, process] = await Promise.all([stage.arrives("p-iom-2"), stage.arrives("p-rcp-1")])
    await iom.page.setViewportSize({ width: 390, height: 844 })
    await Promise.all([iom.opensSection("s11"), process.opensSection("s11")])
    await process.text.locator("p").first().click()
    const label = iom.page.getByText("Étienne Kouassi, Eastern Shores").last()
    for (const key of ["Home", "End"]) {
      await process.page.keyboard.press(key)
      await label.waitFor()
      const [left, right, width] = await label.evaluate((element) => {
        const box = element.getBoundingClientRect()
        return [box.left, box.right, document.documentElement.scrollWidth] as const
      })
      expect(left).toBeGreaterThanOrEqual(0)
      expect(right).toBeLessThanOrEqual(390)
      expect(width).toBe(390)
    }
  })

  it("jumps to a colleague's caret from her avatar", async () => {
    const [iom, bangladesh] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-bgd-1")])
    await Promise.all([iom.opensSection("s13"), bangladesh.opensSection("s13")])
    await bangladesh.text.locator("p").last().click()
    await iom.page
      .getByRole("list", { name: "People here" })
      .getByRole("button", { name: /Nasrin Talukdar/ })
      .click()
    await eventually("the caret's label", async () => iom.page.getByText("Nasrin Talukdar").last().isVisible())
  })
})
