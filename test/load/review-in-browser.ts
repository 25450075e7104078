import type { Browser, Page } from "playwright-core"
import { Person } from "../harness/browser.ts"
import type { ServerProcess } from "../harness/server-process.ts"
import { publicationId } from "./commented-section.ts"
import { percentile, print } from "./figures.ts"
import { workOfKeys } from "./key-work.ts"
import { type Opening, openedIn, printMemory, startTyping, type, watchOpening } from "./long-section-in-browser.ts"
import { paragraphsPerPage } from "./long-section.ts"

const warmOpenings = 5
const posts = 20
const keys = 200
const frameMs = 1000 / 60

/** A section of so many pages, and how many comments it has. */
export interface CommentedSection {
  sectionId: string
  pages: number
  comments: number
}

/** From the address to the text, to the caret and to the comments; what it takes to get there, and what the tab then holds. */
export async function benchOpening(browser: Browser, server: ServerProcess, section: CommentedSection): Promise<void> {
  const { sectionId, pages, comments } = section
  const person = await Person.arrives(browser, server.url, "p-iom-1")
  await watchOpening(person.page, pages * paragraphsPerPage - 100)
  await watchComments(person.page)
  const received = await countBytes(person.page)
  const open = async () => {
    const opening = await openedIn(person, sectionId)
    return { ...opening, commented: comments === 0 ? Number.NaN : await commented(person.page) }
  }
  const cold = await open()
  const bytes = received()
  const warm: (Opening & { commented: number })[] = []
  for (let n = 0; n < warmOpenings; n += 1) warm.push(await open())
  const p50 = (part: keyof Opening | "commented") =>
    percentile(
      warm.map((opening) => opening[part]),
      0.5,
    )
  const what = `${pages} pages, ${comments} comments`
  print(`Open a section of ${what}, first time (ms)`, {
    "text painted": cold.painted,
    writable: cold.editable,
    "comments there": cold.commented,
    "MB of files": bytes.files / 1e6,
    "MB in sockets, unpacked": bytes.sockets / 1e6,
  })
  print("The same again, p50", {
    "text painted": p50("painted"),
    writable: p50("editable"),
    "comments there": p50("commented"),
  })
  await printMemory(person.page, `Memory of the tab, ${what}`)
  await person.context.close()
}

/** What a key costs in a section with comments against one of the same length without. */
export async function benchTyping(browser: Browser, server: ServerProcess, sections: readonly CommentedSection[]) {
  let without = Number.NaN
  for (const { sectionId, pages, comments } of sections) {
    const person = await Person.arrives(browser, server.url, "p-iom-1")
    const last = pages * paragraphsPerPage - 100
    await watchOpening(person.page, last)
    await watchComments(person.page)
    await openedIn(person, sectionId)
    if (comments > 0) await commented(person.page)
    await startTyping(person.page, last)
    await type(person.page, 50)
    const work = (await workOfKeys(browser, person.page, () => type(person.page, keys))).map((key) => key.untilPainted)
    const p50 = percentile(work, 0.5)
    if (comments === 0) without = p50
    print(`Typing in ${pages} pages with ${comments} comments beside them (ms)`, {
      "work from key to paint p50": p50,
      p95: percentile(work, 0.95),
      "share under one 60 Hz frame": work.filter((sample) => sample < frameMs).length / work.length,
      "times without": p50 / without,
    })
    await person.context.close()
  }
}

/** From the sending of a comment until another person's rail counts it. */
export async function benchPosting(
  browser: Browser,
  server: ServerProcess,
  { sectionId, comments }: CommentedSection,
  post: () => Promise<unknown>,
): Promise<void> {
  const { page, context } = await Person.arrives(browser, server.url, "p-iom-2")
  await watchComments(page)
  await page.goto(`/p/${publicationId}/s/${sectionId}`)
  await commented(page)
  const seen: number[] = []
  for (let n = 0; n < posts; n += 1) {
    const arrival = page.evaluate(async () => {
      const count = () => document.querySelector(".comments-title .comments-count")?.textContent
      const before = count()
      Object.assign(window, { isWaiting: true })
      while (count() === before) await new Promise((done) => requestAnimationFrame(done))
      Object.assign(window, { isWaiting: false })
      return Date.now()
    })
    await page.waitForFunction(() => (window as unknown as { isWaiting: boolean }).isWaiting)
    const started = Date.now()
    await post()
    seen.push((await arrival) - started)
  }
  print(`A comment among ${comments}, until another browser shows it (ms)`, {
    p50: percentile(seen, 0.5),
    p95: percentile(seen, 0.95),
  })
  await context.close()
}

/** From the address to the first rows of the table. */
export async function benchRegister(browser: Browser, server: ServerProcess): Promise<void> {
  const { page, context } = await Person.arrives(browser, server.url, "p-iom-1")
  const opened: number[] = []
  for (let n = 0; n < warmOpenings; n += 1) {
    const started = performance.now()
    await page.goto(`/p/${publicationId}/review`)
    await page.getByRole("grid").getByRole("gridcell").first().waitFor()
    opened.push(performance.now() - started)
  }
  print("The register, opened in a browser (ms)", {
    first: opened[0] ?? 0,
    "then p50": percentile(opened.slice(1), 0.5),
  })
  await printMemory(page, "Memory of the tab with the register")
  await context.close()
}

/** Has the page itself say when comments stand beside the text. */
async function watchComments(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const look = () => {
      if (document.querySelector("aside article.comment-card")) Object.assign(window, { commented: performance.now() })
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
}

async function commented(page: Page): Promise<number> {
  const at = () => (window as unknown as { commented?: number }).commented
  await page.waitForFunction(at, null, { timeout: 120_000 })
  return (await page.evaluate(at)) ?? Number.NaN
}

/** What comes over the network from now on: files as they are sent, packed; what sockets bring as it is read. */
async function countBytes(page: Page): Promise<() => { files: number; sockets: number }> {
  const devtools = await page.context().newCDPSession(page)
  const bytes = { files: 0, sockets: 0 }
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes.files += encodedDataLength
  })
  devtools.on("Network.webSocketFrameReceived", ({ response: { opcode, payloadData } }) => {
    // Binary frames are told in base64.
    bytes.sockets += opcode === 2 ? (payloadData.length * 3) / 4 : payloadData.length
  })
  await devtools.send("Network.enable")
  return () => ({ ...bytes })
}
