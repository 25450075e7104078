import type { Browser, Page } from "playwright-core"
import { Person } from "../harness/browser.ts"
import type { ServerProcess } from "../harness/server-process.ts"
import { percentile, print } from "./figures.ts"
import { addLongSection } from "./long-section.ts"

/** Opening and typing in a section of 50 pages. */
export async function benchLongSection(server: ServerProcess, browser: Browser): Promise<void> {
  const sectionId = await addLongSection(server.url)
  await server.stop()
  await server.startAgain()
  const person = await Person.arrives(browser, server.url, "p-iom-1")
  const cold = await openedIn(person, sectionId)
  const warm: number[] = []
  for (let n = 0; n < 5; n += 1) warm.push(await openedIn(person, sectionId))
  print("Open a 50-page section: from address to text (ms)", {
    "cold server, cold browser": cold,
    "warm p50": percentile(warm, 0.5),
    ratio: cold / percentile(warm, 0.5),
  })
  const samples = await keyToPaint(person.page, 200)
  print("Typing in a 50-page section: keydown to paint (ms)", {
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    "share under a 60 Hz frame": samples.filter((sample) => sample < 16.7).length / samples.length,
  })
  await person.context.close()
}

async function openedIn(person: Person, sectionId: string): Promise<number> {
  const started = performance.now()
  await person.page.goto(`/p/pub-2016/s/${sectionId}`)
  await person.text.locator("p").nth(300).waitFor({ state: "attached" })
  return performance.now() - started
}

/** Milliseconds from keydown to the end of the frame that shows the letter, typed in the middle of the text. */
async function keyToPaint(page: Page, keys: number): Promise<number[]> {
  const paragraph = page
    .getByRole("textbox", { name: /^Text of / })
    .locator("p")
    .nth(200)
  await paragraph.scrollIntoViewIfNeeded()
  await paragraph.click()
  await page.evaluate(() => {
    const samples: number[] = []
    Object.assign(window, { samples })
    addEventListener(
      "keydown",
      (event) => {
        const pressed = event.timeStamp
        const frame = new MessageChannel()
        frame.port1.addEventListener("message", () => samples.push(performance.now() - pressed))
        frame.port1.start()
        requestAnimationFrame(() => frame.port2.postMessage(null))
      },
      { capture: true },
    )
  })
  await page.keyboard.type("a quiet word ".repeat(Math.ceil(keys / 13)).slice(0, keys), { delay: 60 })
  return page.evaluate(() => (window as unknown as { samples: number[] }).samples)
}
