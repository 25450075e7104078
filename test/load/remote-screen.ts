import type { Browser, Page } from "playwright-core"
import { Person } from "../harness/browser.ts"
import { eventually } from "../harness/eventually.ts"
import type { ServerProcess } from "../harness/server-process.ts"
import { stockClient, type } from "../harness/stock-client.ts"
import { percentile, print } from "./figures.ts"

const keys = 120

/** From the key in one browser to the painted word in another, while others type in the same section. */
export async function benchRemoteScreen(server: ServerProcess, browser: Browser, writers: number): Promise<void> {
  const author = await Person.arrives(browser, server.url, "p-iom-1")
  const reader = await Person.arrives(browser, server.url, "p-iom-2")
  await author.opensSection("s13")
  await reader.opensSection("s13")
  const others = await Promise.all(Array.from({ length: writers - 2 }, () => stockClient(server.url, "p-bgd-1", "s13")))
  await eventually("the others to load", () => others.every(({ provider }) => provider.synced))
  await author.text.locator("p").first().click()
  await author.page.keyboard.press("End")
  const samples: number[] = []
  for (let n = 0; n < keys; n += 1) {
    const mark = String.fromCharCode(0x2460 + (n % 20)) + n
    const seen = paintedAt(reader.page, mark)
    for (const other of others) type(other.doc, "·")
    const pressed = await pressedAt(author.page, mark)
    samples.push((await seen) - pressed)
  }
  print(`Key to remote screen, ${writers} writers, two browsers (ms)`, {
    p50: percentile(samples, 0.5),
    p95: percentile(samples, 0.95),
    keys: samples.length,
  })
  for (const other of others) other.leave()
  await author.context.close()
  await reader.context.close()
}

/** Wall time, ms, at which the last key of the mark reached the author's page. */
async function pressedAt(page: Page, mark: string): Promise<number> {
  await page.evaluate(() => {
    addEventListener(
      "beforeinput",
      () => Object.assign(window, { pressed: performance.timeOrigin + performance.now() }),
      {
        capture: true,
        once: true,
      },
    )
  })
  await page.keyboard.insertText(mark)
  return page.evaluate(() => (window as unknown as { pressed: number }).pressed)
}

/** Wall time, ms, of the first frame in which the page shows the mark. */
function paintedAt(page: Page, mark: string): Promise<number> {
  return page.evaluate(
    (wanted) =>
      new Promise<number>((resolve) => {
        const text = document.querySelector('[role="textbox"][contenteditable]')
        if (!text) throw new Error("no text on this page")
        const observer = new MutationObserver(() => {
          if (!text.textContent?.includes(wanted)) return
          observer.disconnect()
          requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now()))
        })
        observer.observe(text, { childList: true, subtree: true, characterData: true })
      }),
    mark,
  )
}
