import { describe, expect, it } from "vitest"
import { browserMissing } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import { setStage } from "../harness/stage.ts"
import { addLongSection, paragraphsPerPage } from "../load/long-section.ts"

describe.skipIf(browserMissing)("a letter in a long text", () => {
  const stage = setStage()

  it("has nobody go through all that is on the page, one's own or a colleague's, and each block keeps to itself", async () => {
    const pages = 20
    const section = await addLongSection(stage.url, { pages })
    const [ana, bo] = await Promise.all([stage.arrives("p-iom-1"), stage.arrives("p-iom-2")])
    await Promise.all([ana.opensSection(section), bo.opensSection(section)])
    await ana.text.locator("p").nth(3).click()
    await bo.text.locator("p").nth(5).click()
    await ana.page.locator('[data-cursor-of="p-iom-2"]').waitFor({ state: "attached" })

    await ana.page.evaluate(() => {
      const steps = { count: 0 }
      Object.assign(window, { steps })
      for (const name of ["nextSibling", "firstChild"] as const) {
        const property = Object.getOwnPropertyDescriptor(Node.prototype, name)
        Object.defineProperty(Node.prototype, name, {
          configurable: true,
          get() {
            steps.count += 1
            return property?.get?.call(this)
          },
        })
      }
    })
    const stepsOf = async (what: string, keys: () => Promise<void>) => {
      const taken = () => ana.page.evaluate(() => (window as unknown as { steps: { count: number } }).steps.count)
      const before = await taken()
      await keys()
      await eventually(what, async () => (await ana.text.textContent())?.includes(what) === true)
      await ana.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
      return (await taken()) - before
    }
    const blocks = pages * paragraphsPerPage
    expect(await stepsOf("q", () => ana.page.keyboard.type("q"))).toBeLessThan(blocks)
    expect(await stepsOf("z", () => bo.page.keyboard.type("z"))).toBeLessThan(blocks)
    expect(
      await ana.text
        .locator("p")
        .nth(3)
        .evaluate((block) => getComputedStyle(block).contain),
    ).toBe("layout")
  })
})
