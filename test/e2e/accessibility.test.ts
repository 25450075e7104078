import type { Page } from "playwright-core"
import { describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing } from "../harness/browser.ts"
import { setStage } from "../harness/stage.ts"

const screens = [
  { name: "Contents", path: "/p/pub-2016", person: "p-iom-1" },
  { name: "a section to write", path: "/p/pub-2016/s/s13", person: "p-iom-1" },
  { name: "a section to read", path: "/p/pub-2016/s/s13", person: "p-ngo-1" },
  { name: "an Arabic section", path: "/p/pub-2016/s/s07-mar", person: "p-mar-1" },
  { name: "the publications", path: "/", person: "p-iom-1" },
  { name: "what does not exist", path: "/p/pub-2016/s/no-such-section", person: "p-iom-1" },
]

describe.skipIf(browserMissing)("accessibility", () => {
  const stage = setStage()

  const ready = (page: Page) => page.getByRole("heading", { level: 1 }).first().waitFor()

  it.each(screens)(
    "$name: axe finds nothing, light and dark, and it reflows at 400 %",
    async ({ path, person: id }) => {
      const { page } = await stage.arrives(id)
      await page.goto(path)
      await ready(page)
      expect(await violations(page)).toEqual([])
      await page.emulateMedia({ colorScheme: "dark" })
      expect(await violations(page)).toEqual([])
      // A window of 1280 px at 400 %.
      await page.setViewportSize({ width: 320, height: 256 })
      await page.reload()
      await ready(page)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect(overflow).toBeLessThanOrEqual(0)
    },
  )

  it("axe finds nothing on the sign-in", async () => {
    const page = await stage.browser.newPage({ baseURL: stage.url })
    await page.goto("/")
    await page.getByRole("button", { name: "Continue as Amara Diallo-Reyes" }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.close()
  })

  it("F6 goes from region to region, and comes round", async () => {
    const person = await stage.arrives("p-iom-1")
    await person.opensSection("s13")
    const visited = new Set<string>()
    for (let presses = 0; presses < 8; presses += 1) {
      await person.page.keyboard.press("F6")
      visited.add(
        await person.page.evaluate(() => {
          const region = document.activeElement?.closest("header, nav, main, aside, section, [role]")
          return region ? `${region.tagName} ${region.getAttribute("aria-label") ?? ""}` : "none"
        }),
      )
    }
    expect(visited.size).toBeGreaterThanOrEqual(2)
    expect(visited).not.toContain("none")
  })
})
