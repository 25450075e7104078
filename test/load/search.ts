import { ServerProcess, signIn } from "../harness/server-process.ts"
import { percentile, print } from "./figures.ts"
import { addLongSection } from "./long-section.ts"

const sectionCount = 40
const pagesOfSection = 7.5

/** What people look for, and what one finds much of: the whole answer is made and sent each time. */
const queries = [
  ["a rare word", { q: "quincunx" }],
  ["a common word", { q: "migration" }],
  ["three words", { q: "national practice migration" }],
  ["a phrase", { q: "practice migration target", match: "phrase" }],
  ["nothing", { q: "zymurgy" }],
] as const

/** Search over 300 pages in 40 sections, besides the sample: after a start, and from then on. */
export async function benchSearch(): Promise<void> {
  const server = await ServerProcess.start()
  try {
    const ids: string[] = []
    for (let n = 0; n < sectionCount; n += 1) {
      const first = n % 10 === 0 ? "A quincunx of offices." : ""
      ids.push(await addLongSection(server.url, { title: `Part ${n + 1}`, pages: pagesOfSection, first }))
    }
    await server.stop()
    await server.startAgain()
    const cookie = await signIn(server.url, "p-iom-1")
    const cold = await searched(server.url, cookie, { q: "quincunx" })
    print(`Search over ${sectionCount * pagesOfSection} pages, ${ids.length} sections (ms)`, {
      "cold server": cold.ms,
      sections: cold.sections,
    })
    for (const [what, query] of queries) {
      const samples: number[] = []
      let lines = 0
      for (let n = 0; n < 40; n += 1) {
        const one = await searched(server.url, cookie, query)
        samples.push(one.ms)
        lines = one.lines
      }
      print(`Search, warm: ${what} (ms)`, { p50: percentile(samples, 0.5), p95: percentile(samples, 0.95), lines })
    }
  } finally {
    await server.dispose()
  }
}

async function searched(serverUrl: string, cookie: string, query: Record<string, string>) {
  const started = performance.now()
  const answer = await fetch(`${serverUrl}/api/publications/pub-2016/search?${new URLSearchParams(query)}`, {
    headers: { cookie },
  })
  if (answer.status !== 200) throw new Error(`A search answered ${answer.status}`)
  const { lines, sections } = (await answer.json()) as { lines: number; sections: unknown[] }
  return { ms: performance.now() - started, lines, sections: sections.length }
}
