import type { Browser } from "playwright-core"
import { Person } from "../harness/browser.ts"
import { addSection } from "../harness/sections.ts"
import type { ServerProcess } from "../harness/server-process.ts"
import { print } from "./figures.ts"
import { paragraphs } from "./long-section.ts"

/** A document of this many pages out of a word processor, pasted into an empty section. */
export async function benchPaste(server: ServerProcess, browser: Browser, pages: number): Promise<void> {
  const person = await Person.arrives(browser, server.url, "p-iom-1")
  await person.opensSection(await addSection(server.url, `Paste of ${pages} pages`))
  await person.text.click()
  const html = paragraphs(pages)
    .map((text) => `<p class=MsoNormal>${text}</p>`)
    .join("\n")
  const last = pages * 8 - 1
  const figures = await person.text.evaluate(
    async (element, { pasted, last }) => {
      const tasks: number[] = []
      const observer = new PerformanceObserver((list) =>
        tasks.push(...list.getEntries().map(({ duration }) => duration)),
      )
      observer.observe({ type: "longtask" })
      const started = performance.now()
      const clipboardData = new DataTransfer()
      clipboardData.setData("text/html", pasted)
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }))
      while (element.querySelectorAll("p").length <= last)
        await new Promise((resolve) => requestAnimationFrame(() => resolve(null)))
      const seconds = (performance.now() - started) / 1000
      observer.disconnect()
      return { seconds, longest: Math.max(0, ...tasks), tasks: tasks.length }
    },
    { pasted: html, last },
  )
  await person.page.getByText("Saved", { exact: true }).waitFor({ timeout: 60_000 })
  print(`Paste of ${pages} pages`, {
    "until all is seen (s)": figures.seconds,
    "tasks over 50 ms": figures.tasks,
    "longest task (ms)": figures.longest,
  })
  await person.context.close()
}
