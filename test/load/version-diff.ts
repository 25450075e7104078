import { readFileSync, writeFileSync } from "node:fs"
import * as Y from "yjs"
import { eventually } from "../harness/eventually.ts"
import type { ServerProcess } from "../harness/server-process.ts"
import { stockClient } from "../harness/stock-client.ts"
import { print } from "./figures.ts"

const path = "/api/publications/pub-2016/versions"

/** Every fifth paragraph of these sections gets other words, and what became of version 1 is asked for: in the draft, then in version 2. */
export async function benchVersionDiff(
  server: ServerProcess,
  cookie: string,
  { sections, freeze }: { sections: readonly string[]; freeze: () => Promise<unknown> },
): Promise<void> {
  for (const sectionId of sections) await rewrite(server.url, sectionId)
  await compare(server, cookie, "  version 1 compared with the draft", "1/diff/draft")
  await freeze()
  await compare(server, cookie, "  version 1 compared with version 2", "1/diff/2")
  await redline(server, cookie, "  version 2 as tracked changes against version 1", "1/diff/2/redline.docx")
}

async function redline(server: ServerProcess, cookie: string, name: string, what: string): Promise<void> {
  forgetPeak(server.pid)
  const before = memoryMegabytes(server.pid, "VmRSS")
  const first = await file(server, cookie, what)
  const most = memoryMegabytes(server.pid, "VmHWM")
  const again = await file(server, cookie, what)
  print(name, {
    "file there (ms)": first.ms,
    "again (ms)": again.ms,
    "size (MB)": first.bytes / 1e6,
    "server's memory before (MB)": before,
    "at most (MB)": most,
  })
}

async function file(server: ServerProcess, cookie: string, what: string) {
  const started = performance.now()
  const answer = await fetch(`${server.url}${path}/${what}`, { headers: { Cookie: cookie } })
  if (answer.status !== 200) throw new Error(`The redline answered ${answer.status}: ${await answer.text()}`)
  const { byteLength } = await answer.arrayBuffer()
  return { bytes: byteLength, ms: performance.now() - started }
}

async function compare(server: ServerProcess, cookie: string, name: string, what: string): Promise<void> {
  forgetPeak(server.pid)
  const before = memoryMegabytes(server.pid, "VmRSS")
  const first = await ask(server, cookie, what)
  const most = memoryMegabytes(server.pid, "VmHWM")
  const again = await ask(server, cookie, what)
  const { comparison } = JSON.parse(first.json) as { comparison: { counts: { changed: number } } }
  print(name, {
    "JSON there (ms)": first.ms,
    "again (ms)": again.ms,
    "size (MB)": first.json.length / 1e6,
    "packed (MB)": first.packedBytes / 1e6,
    "paragraphs changed": comparison.counts.changed,
    "server's memory before (MB)": before,
    "at most (MB)": most,
  })
}

/** As a writer does it: words of each fifth paragraph go, and others come. */
async function rewrite(url: string, sectionId: string): Promise<void> {
  const writer = await stockClient(url, "p-iom-1", sectionId)
  await eventually("the section to load", () => writer.provider.synced)
  const before = writer.receipts()
  const root = writer.doc.get("root-v2", Y.XmlElement)
  writer.doc.transact(() => {
    for (const [at, block] of root.toArray().entries()) {
      if (at % 5 !== 0 || !(block instanceof Y.XmlElement)) continue
      const text = block.toArray().find((child) => child instanceof Y.XmlText)
      if (!(text instanceof Y.XmlText) || text.length < 200) continue
      text.delete(120, 24)
      text.insert(40, "as the States agreed ")
    }
  })
  await eventually("the new words to be durable", () => writer.receipts() > before)
  writer.leave()
}

async function ask(server: ServerProcess, cookie: string, what: string) {
  const started = performance.now()
  const answer = await fetch(`${server.url}${path}/${what}`, { headers: { Cookie: cookie, "Accept-Encoding": "gzip" } })
  if (answer.status !== 200) throw new Error(`The comparison answered ${answer.status}: ${await answer.text()}`)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  const ms = performance.now() - started
  return { json: new TextDecoder().decode(bytes), packedBytes: Number(answer.headers.get("content-length")), ms }
}

/** What the process holds, or held at most since `forgetPeak` (Linux). */
function memoryMegabytes(pid: number, what: "VmRSS" | "VmHWM"): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8")
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1] ?? Number.NaN) / 1024
}

function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, "5")
}
