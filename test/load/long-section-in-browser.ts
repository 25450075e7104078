import type { Browser, Page } from "playwright-core"
import { Person } from "../harness/browser.ts"
import type { ServerProcess } from "../harness/server-process.ts"
import { percentile, print } from "./figures.ts"
import { workOfKeys } from "./key-work.ts"
import { addLongSection, paragraphsPerPage } from "./long-section.ts"
import { otherWriters } from "./other-writers.ts"

const frameMs = 1000 / 60
const writers = 5
const keys = 200

/** Opening a long section, typing in it, alone and with others at work, and what its tab holds in memory. */
export async function benchLongSection(server: ServerProcess, browser: Browser, pages: number): Promise<void> {
  const sectionId = await addLongSection(server.url, { pages })
  await server.stop()
  await server.startAgain()
  const person = await Person.arrives(browser, server.url, "p-iom-1")
  const last = pages * paragraphsPerPage - 100
  await watchOpening(person.page, last)
  const cold = await openedIn(person, sectionId)
  const warm: Opening[] = []
  for (let n = 0; n < 5; n += 1) warm.push(await openedIn(person, sectionId))
  for (const [what, part] of [
    ["the text is painted", "painted"],
    ["it may be written in", "editable"],
  ] as const) {
    const p50 = percentile(
      warm.map((opening) => opening[part]),
      0.5,
    )
    print(`Open a ${pages}-page section: from address until ${what} (ms)`, {
      "cold server, cold browser": cold[part],
      "warm p50": p50,
      ratio: cold[part] / p50,
    })
  }
  await printMemory(person.page, `Memory of the tab with ${pages} pages`)
  await startTyping(person.page, last)
  await printTyping(`Typing in ${pages} pages, alone`, browser, person.page)
  const leave = await otherWriters(server.url, sectionId, writers)
  await printTyping(`Typing in ${pages} pages, with ${writers} others at 5 keys a second`, browser, person.page)
  leave()
  await person.context.close()
}

async function printTyping(what: string, browser: Browser, page: Page): Promise<void> {
  const waited = await keyToFrame(page, keys)
  const work = await workOfKeys(browser, page, () => type(page, keys))
  const [task, untilPainted] = [work.map((key) => key.task), work.map((key) => key.untilPainted)]
  print(`${what} (ms)`, {
    "work from key to paint p50": percentile(untilPainted, 0.5),
    p95: percentile(untilPainted, 0.95),
    "share under one 60 Hz frame": untilPainted.filter((sample) => sample < frameMs).length / untilPainted.length,
    "under two": untilPainted.filter((sample) => sample < 2 * frameMs).length / untilPainted.length,
    "task of the key alone p95": percentile(task, 0.95),
    "keydown to end of frame, with the wait for it, p50": percentile(waited, 0.5),
    "and p95": percentile(waited, 0.95),
  })
}

export async function printMemory(page: Page, what: string): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send("HeapProfiler.collectGarbage")
  await devtools.send("Performance.enable")
  const { metrics } = await devtools.send("Performance.getMetrics")
  const value = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  print(what, { "script heap MB": value("JSHeapUsedSize") / 1e6, "DOM nodes": value("Nodes") })
  await devtools.detach()
}

/** Milliseconds since the navigation began. */
export interface Opening {
  painted: number
  editable: number
}

/** Has the page itself say when it shows the text up to this paragraph: a test outside of it hears of that late. */
export async function watchOpening(page: Page, paragraph: number): Promise<void> {
  await page.addInitScript((paragraph) => {
    const opening = { painted: 0, editable: 0 }
    Object.assign(window, { opening })
    let isDrawn = false
    const look = () => {
      const text = document.querySelector<HTMLElement>("[role=textbox][aria-label^='Text of ']")
      const isThere = text !== null && text.children.length > paragraph
      // What is there now is drawn at the end of this frame, and so before the next.
      if (isDrawn && opening.painted === 0) opening.painted = performance.now()
      isDrawn = isThere
      if (opening.painted > 0 && text?.isContentEditable === true) opening.editable = performance.now()
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, paragraph)
}

export async function openedIn(person: Person, sectionId: string): Promise<Opening> {
  await person.page.goto(`/p/pub-2016/s/${sectionId}`)
  const isOpen = () => (window as unknown as { opening: Opening }).opening.editable > 0
  await person.page.waitForFunction(isOpen, null, { timeout: 120_000 })
  return person.page.evaluate(() => (window as unknown as { opening: Opening }).opening)
}

/** Puts the caret into the middle of the text. */
export async function startTyping(page: Page, last: number): Promise<void> {
  const paragraph = page
    .getByRole("textbox", { name: /^Text of / })
    .locator("p")
    .nth(Math.floor(last / 2))
  await paragraph.scrollIntoViewIfNeeded()
  await paragraph.click()
  await page.evaluate(() => {
    const waited: number[] = []
    Object.assign(window, { waited })
    addEventListener(
      "keydown",
      (event) => {
        const pressed = event.timeStamp
        const frame = new MessageChannel()
        frame.port1.addEventListener("message", () => waited.push(performance.now() - pressed))
        frame.port1.start()
        requestAnimationFrame(() => frame.port2.postMessage(null))
      },
      { capture: true },
    )
  })
}

export const type = (page: Page, count: number): Promise<void> =>
  page.keyboard.type("a quiet word ".repeat(Math.ceil(count / 13)).slice(0, count), { delay: 60 })

/** Milliseconds, for each key, until the end of the frame that shows the letter. */
async function keyToFrame(page: Page, count: number): Promise<number[]> {
  const taken = () => page.evaluate(() => (window as unknown as { waited: number[] }).waited.splice(0))
  await taken()
  await type(page, count)
  return taken()
}
