import { markAttribute } from "@codraft/document"
import type { Browser } from "playwright-core"
import * as Y from "yjs"
import { Person } from "../harness/browser.ts"
import type { ServerProcess } from "../harness/server-process.ts"
import { percentile, print } from "./figures.ts"
import { changeInLog } from "./into-log.ts"
import { workOfKeys } from "./key-work.ts"
import { openedIn, printMemory, startTyping, type, watchOpening } from "./long-section-in-browser.ts"
import { addLongSection, paragraphsPerPage } from "./long-section.ts"

const frameMs = 1000 / 60
const keys = 200

/** What typing and opening cost in a section whose words many comments are on, against the same section without any. */
export async function benchMarks(server: ServerProcess, browser: Browser, counts: readonly number[]): Promise<void> {
  const pages = 50
  let without = Number.NaN
  for (const count of [0, ...counts]) {
    const sectionId = await addLongSection(server.url, { pages, title: `${pages} pages, ${count} comments` })
    await server.stop()
    await markWords(server.dataDirectory, sectionId, count)
    await server.startAgain()
    const person = await Person.arrives(browser, server.url, "p-iom-1")
    const last = pages * paragraphsPerPage - 100
    await watchOpening(person.page, last)
    await openedIn(person, sectionId)
    const opened: number[] = []
    for (let n = 0; n < 3; n += 1) opened.push((await openedIn(person, sectionId)).painted)
    await printMemory(person.page, `Memory of the tab with ${count} comments in ${pages} pages`)
    await startTyping(person.page, last)
    await type(person.page, 50)
    const work = (await workOfKeys(browser, person.page, () => type(person.page, keys))).map((key) => key.untilPainted)
    const p95 = percentile(work, 0.95)
    if (count === 0) without = percentile(work, 0.5)
    print(`Typing in ${pages} pages with ${count} comments on words (ms)`, {
      "work from key to paint p50": percentile(work, 0.5),
      p95,
      "share under one 60 Hz frame": work.filter((sample) => sample < frameMs).length / work.length,
      "times without": percentile(work, 0.5) / without,
      "text painted, warm p50": percentile(opened, 0.5),
    })
    await person.context.close()
  }
}

/** Marks words all over the text, while the server is down. */
async function markWords(dataDirectory: string, sectionId: string, count: number): Promise<void> {
  if (count === 0) return
  await changeInLog({ dataDirectory, sectionId, author: "p-iom-1" }, (lines) => {
    for (let i = 0; i < count; i += 1) {
      const line = lines[i % lines.length]
      const text = line instanceof Y.XmlElement ? line.get(0) : null
      const from = (i * 7_919) % 380
      if (text instanceof Y.XmlText) text.format(from, 6 + (i % 17), { [markAttribute(`bench-${i}`)]: 1 })
    }
    return []
  })
}
