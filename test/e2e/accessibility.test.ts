import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { violations } from "../harness/axe.ts"
import { browserMissing, launchBrowser, Person } from "../harness/browser.ts"
import { ServerProcess } from "../harness/server-process.ts"

const screens = [
  { name: "Contents", path: "/p/pub-2016", person: "p-iom-1" },
  { name: "a section to write", path: "/p/pub-2016/s/s13", person: "p-iom-1" },
  { name: "a section to read", path: "/p/pub-2016/s/s13", person: "p-ngo-1" },
  { name: "an Arabic section", path: "/p/pub-2016/s/s07-mar", person: "p-mar-1" },
  { name: "the publications", path: "/", person: "p-iom-1" },
  { name: "what does not exist", path: "/p/pub-2016/s/no-such-section", person: "p-iom-1" },
]

describe.skipIf(browserMissing)("accessibility", () => {
  let server: ServerProcess
  let browser: Browser

  beforeAll(async () => {
    server = await ServerProcess.start()
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await server?.dispose()
  })

  const ready = (page: Page) => page.getByRole("heading", { level: 1 }).first().waitFor()

  describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
    it.each(screens)("axe finds nothing on $name", async ({ path, person: id }) => {
      const person = await Person.arrives(browser, server.url, id, { colorScheme })
      await person.page.goto(path)
      await ready(person.page)
      expect(await violations(person.page)).toEqual([])
      await person.context.close()
    })
  })

  it("axe finds nothing on the sign-in", async () => {
    const page = await browser.newPage({ baseURL: server.url })
    await page.goto("/")
    await page.getByRole("button", { name: "Continue as Amara Diallo-Reyes" }).waitFor()
    expect(await violations(page)).toEqual([])
    await page.close()
  })

  it.each(screens)("$name reflows to one column at 400 % of a 1280 px window", async ({ path, person: id }) => {
    const person = await Person.arrives(browser, server.url, id, { viewport: { width: 320, height: 256 } })
    await person.page.goto(path)
    await ready(person.page)
    const overflow = await person.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
    await person.context.close()
  })

  it("F6 goes from region to region, and comes round", async () => {
    const person = await Person.arrives(browser, server.url, "p-iom-1")
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
    await person.context.close()
  })
})
