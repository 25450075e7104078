import type { Browser, Page } from "playwright-core"
import { Person } from "../harness/browser.ts"
import type { ServerProcess } from "../harness/server-process.ts"
import { percentile, print } from "./figures.ts"
import { addLongSection, paragraphsPerPage } from "./long-section.ts"
import { otherWriters } from "./other-writers.ts"

const frameMs = 1000 / 60
const writers = 5

/** Opening a long section, typing in it, alone and with others at work, and what its tab holds in memory. */
export async function benchLongSection(server: ServerProcess, browser: Browser, pages: number): Promise<void> {
  const sectionId = await addLongSection(server.url, { pages })
  await server.stop()
  await server.startAgain()
  const person = await Person.arrives(browser, server.url, "p-iom-1")
  const last = pages * paragraphsPerPage - 100
  const cold = await openedIn(person, sectionId, last)
  const warm: number[] = []
  for (let n = 0; n < 5; n += 1) warm.push(await openedIn(person, sectionId, last))
  print(`Open a ${pages}-page section: from address to text (ms)`, {
    "cold server, cold browser": cold,
    "warm p50": percentile(warm, 0.5),
    ratio: cold / percentile(warm, 0.5),
  })
  await printMemory(person.page, `Memory of the tab with ${pages} pages`)
  await startTyping(person.page, last)
  printTyping(`Typing in ${pages} pages, alone: keydown to paint (ms)`, await keyToPaint(person.page, 200))
  const leave = await otherWriters(server.url, sectionId, writers)
  printTyping(`  with ${writers} others who type 5 keys a second`, await keyToPaint(person.page, 200))
  leave()
  await person.context.close()
}

function printTyping(what: string, { total, ours }: Typed): void {
  print(what, {
    p50: percentile(total, 0.5),
    p95: percentile(total, 0.95),
    "share under one 60 Hz frame": total.filter((sample) => sample < frameMs).length / total.length,
    "under two": total.filter((sample) => sample < 2 * frameMs).length / total.length,
    "work in the tab p95": percentile(ours, 0.95),
  })
}

async function printMemory(page: Page, what: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send("HeapProfiler.collectGarbage")
  await devtools.send("Performance.enable")
  const { metrics } = await devtools.send("Performance.getMetrics")
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  print(what, { "script heap MB": value("JSHeapUsedSize") / 1e6, "DOM nodes": value("Nodes") })
  await devtools.detach()
}

async function openedIn(person: Person, sectionId: string, paragraph: number): Promise<number> {
  const started = performance.now()
  await person.page.goto(`/p/pub-2016/s/${sectionId}`)
  await person.text.locator("p").nth(paragraph).waitFor({ state: "attached", timeout: 120_000 })
  return performance.now() - started
}

/** Puts the caret into the middle of the text. */
async function startTyping(page: Page, last: number): Promise<void> {
  const paragraph = page
    .getByRole("textbox", { name: /^Text of / })
    .locator("p")
    .nth(Math.floor(last / 2))
  await paragraph.scrollIntoViewIfNeeded()
  await paragraph.click()
  await page.evaluate(() => {
    const total: number[] = []
    const ours: number[] = []
    Object.assign(window, { typed: { total, ours } })
    addEventListener(
      "keydown",
      (event) => {
        const pressed = event.timeStamp
        const started = performance.now()
        // The letter goes into the text within the task of the key; the next one begins when that is done.
        const task = new MessageChannel()
        task.port1.addEventListener("message", () => ours.push(performance.now() - started))
        task.port1.start()
        task.port2.postMessage(null)
        const frame = new MessageChannel()
        frame.port1.addEventListener("message", () => total.push(performance.now() - pressed))
        frame.port1.start()
        requestAnimationFrame(() => frame.port2.postMessage(null))
      },
      { capture: true },
    )
  })
}

/** Milliseconds, for each key: until the end of the frame that shows the letter, and until the tab was done with the key. */
interface Typed {
  total: number[]
  ours: number[]
}

async function keyToPaint(page: Page, keys: number): Promise<Typed> {
  await page.keyboard.type("a quiet word ".repeat(Math.ceil(keys / 13)).slice(0, keys), { delay: 60 })
  return page.evaluate(() => {
    const { typed } = window as unknown as { typed: Typed }
    return { total: typed.total.splice(0), ours: typed.ours.splice(0) }
  })
}
