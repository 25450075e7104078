import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, type Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"

const phone = { width: 390, height: 844 }

describe.skipIf(browserMissing)("a section on a phone", () => {
  const stage = setStage({ mayComplain: /ERR_INTERNET_DISCONNECTED/ })

  const arrives = (id: string, viewport = phone) => stage.arrives(id, { viewport, hasTouch: viewport.width < 500 })

  const edit = (person: Person) => person.page.getByRole("button", { name: "Edit", exact: true })
  const done = (person: Person) => person.page.getByRole("button", { name: "Done", exact: true })
  const isEditable = (person: Person) =>
    person.text.evaluate((text) => text instanceof HTMLElement && text.isContentEditable)
  const focused = (person: Person) => person.text.evaluate((text) => document.activeElement === text)

  it("opens for reading: it takes no keys and shows no tools, and what a colleague types comes in", async () => {
    const [reader, writer] = await Promise.all([arrives("p-iom-1"), arrives("p-iom-2", { width: 1440, height: 900 })])
    await Promise.all([reader.opensSection("s13"), writer.opensSection("s13")])
    const before = await reader.text.innerText()
    await reader.text.locator("p").first().tap()
    await reader.page.keyboard.type("by accident")
    expect(await reader.text.innerText()).toBe(before)
    expect(await isEditable(reader)).toBe(false)
    expect(await reader.page.getByRole("toolbar").count()).toBe(0)
    await expect(reader.saving.innerText()).resolves.toBe("Saved")

    await writer.text.locator("p").first().click()
    await writer.page.keyboard.press("Home")
    await writer.page.keyboard.type("From the desk. ")
    await eventually("the colleague's words", async () => (await reader.text.innerText()).includes("From the desk."))
    expect(await isEditable(reader)).toBe(false)
    const button = await edit(reader).boundingBox()
    expect(button && button.height >= 44 && button.y + button.height <= phone.height).toBe(true)
    expect(await violations(reader.page)).toEqual([])
    expect(await reader.page.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width)

    await reader.page.getByRole("button", { name: "Who wrote this" }).tap()
    const legend = reader.page.getByRole("region", { name: "Who wrote this" })
    await legend.waitFor()
    const atFoot = [legend, edit(reader), reader.page.locator(".section-foot")]
    const boxes = await Promise.all(atFoot.map((each) => each.boundingBox()))
    for (const [at, box] of boxes.entries()) {
      const above = boxes[at - 1]
      // Nothing that comes over the foot of the window hides what stands there.
      expect(box && (!above || above.y + above.height <= box.y)).toBe(true)
    }
  })

  it("is written after Edit, with the caret in what is looked at, until Done; and the choice ends with the visit", async () => {
    const writer = await arrives("p-iom-1")
    await writer.opensSection("s13")
    await edit(writer).tap()
    await eventually("the caret", async () => (await isEditable(writer)) && (await focused(writer)))
    await writer.page.keyboard.type("From the phone. ")
    await eventually("it to be saved", async () => (await writer.saving.innerText()) === "Saved")
    expect(await writer.text.innerText()).toContain("From the phone.")
    const tools = await writer.page
      .getByRole("toolbar", { name: "Formatting" })
      .getByRole("button")
      .evaluateAll((all) => all.map((each) => each.getBoundingClientRect().height))
    expect(tools.every((height) => height >= 44)).toBe(true)
    expect(await violations(writer.page)).toEqual([])

    await done(writer).tap()
    await eventually("no writing", async () => !(await isEditable(writer)))
    expect(await edit(writer).evaluate((button) => document.activeElement === button)).toBe(true)
    // By keys alone, as a small window at a desk has them.
    await writer.page.keyboard.press("Enter")
    await eventually("writing", async () => (await isEditable(writer)) && (await focused(writer)))
    await writer.opensSection("s01")
    expect(await isEditable(writer)).toBe(false)
  })

  it("offers Edit only to those who may write", async () => {
    const reviewer = await arrives("p-ngo-1")
    await reviewer.opensSection("s06")
    expect(await edit(reviewer).count()).toBe(0)
    const caption = reviewer.text.locator("[data-block=caption]").first()
    await eventually("the number of the table", () =>
      caption.evaluate((it) => /^"Table\s\d/.test(getComputedStyle(it, "::before").content)),
    )
  })

  it("keeps a caret that is in use when the window becomes narrow, and writes when it becomes wide", async () => {
    const writer = await arrives("p-iom-1", { width: 1024, height: 768 })
    await writer.opensSection("s13")
    await writer.text.locator("p").first().click()
    await writer.page.setViewportSize(phone)
    await done(writer).waitFor()
    expect([await isEditable(writer), await focused(writer)]).toEqual([true, true])
    await done(writer).click()
    await eventually("reading", async () => !(await isEditable(writer)))
    await writer.page.setViewportSize({ width: 1024, height: 768 })
    await eventually("writing", async () => isEditable(writer))
  })

  it("does not move its text when the connection goes", async () => {
    const reader = await arrives("p-iom-1")
    await reader.opensSection("s13")
    const top = () => reader.text.evaluate((text) => text.getBoundingClientRect().top)
    const before = await top()
    await reader.context.setOffline(true)
    await reader.page.getByText("Offline: kept on this device").waitFor()
    await reader.page.getByText(/^No connection\./).waitFor()
    expect(await top()).toBe(before)
  })

  it("moves nothing for those who asked for less motion", async () => {
    const reader = await arrives("p-iom-1")
    await reader.page.emulateMedia({ reducedMotion: "reduce" })
    await reader.opensSection("s13")
    const moving = await reader.page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .map((element) => [element.className, getComputedStyle(element)] as const)
        .filter(([, style]) =>
          [style.transitionDuration, style.animationDuration].some((all) =>
            all.split(",").some((duration) => Number.parseFloat(duration) > 0.001),
          ),
        )
        .map(([name]) => name),
    )
    expect(moving).toEqual([])
  })
})
