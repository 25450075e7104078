import { readFileSync } from "node:fs"
import { setTimeout as pause } from "node:timers/promises"
import { KeySetSchema } from "@codraft/publish/manifest"
import { verifyPackage } from "@codraft/publish/verify"
import { eventually } from "../harness/eventually.ts"
import { ServerProcess, signIn } from "../harness/server-process.ts"
import { type StockClient, stockClient, type } from "../harness/stock-client.ts"
import { percentile, print } from "./figures.ts"
import { addLongSection } from "./long-section.ts"
import { benchVersionDiff } from "./version-diff.ts"

const chapterPages = 20
const keyMs = 50
const makingMsMax = 300_000
const path = "/api/publications/pub-2016/versions"

interface Sealed {
  files: { name: string; bytes: number }[]
  failed: { name: string; reason: string }[]
}

/** A publication of so many pages in chapters of twenty is frozen while somebody types in it. */
export async function benchFreeze(pages: number): Promise<void> {
  const server = await ServerProcess.start()
  try {
    const chapters: string[] = []
    for (let chapter = 1; chapter <= pages / chapterPages; chapter += 1)
      chapters.push(await addLongSection(server.url, { pages: chapterPages, title: `Chapter ${chapter}` }))
    const cookie = await signIn(server.url, "p-iom-1")
    const typist = await stockClient(server.url, "p-bgd-1", "s13")
    await eventually("the typist to load", () => typist.provider.synced)

    const quiet = await delaysWhile(typist, () => pause(5_000))
    let there = 0
    const started = performance.now()
    const busy = await delaysWhile(typist, async () => {
      await freeze(server, cookie)
      there = performance.now() - started
      await eventually("the files to be made", () => sealOf(server, cookie), makingMsMax)
    })
    const made = performance.now() - started
    typist.leave()
    const seal = await eventually("the list of files", () => sealOf(server, cookie), makingMsMax)
    print(`Freeze of ${pages} pages`, {
      "version there (ms)": there,
      "all files made (ms)": made,
      "server's memory at most (MB)": memoryMegabytesMax(server.pid),
      failed: seal.failed.map(({ name }) => name).join(", ") || "none",
    })
    print("  sizes (MB)", Object.fromEntries(seal.files.map(({ name, bytes }) => [name, bytes / 1e6])))
    print("  a key until it is on disk (ms)", {
      "p50 before": percentile(quiet, 0.5),
      "p95 before": percentile(quiet, 0.95),
      "p50 meanwhile": percentile(busy, 0.5),
      "p95 meanwhile": percentile(busy, 0.95),
      "most meanwhile": Math.max(...busy),
    })
    await benchVerify(server, cookie)
    const freezeAgain = async () => {
      await freeze(server, cookie)
      await eventually("the files of the second", () => sealOf(server, cookie), makingMsMax)
    }
    await benchVersionDiff(server, cookie, { sections: chapters, freeze: freezeAgain })
  } finally {
    await server.dispose()
  }
}

async function benchVerify(server: ServerProcess, cookie: string): Promise<void> {
  const zip = await eventually("the package", async () => {
    const answer = await fetch(`${server.url}${path}/1/codraft.zip`, { headers: { Cookie: cookie } })
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null
  })
  const { keys } = KeySetSchema.parse(await (await fetch(`${server.url}/.well-known/jwks.json`)).json())
  const started = performance.now()
  const { verdict } = await verifyPackage(zip, { trusted: keys })
  print("  verifying its package", { ms: performance.now() - started, MB: zip.length / 1e6, verdict })
}

async function freeze(server: ServerProcess, cookie: string): Promise<void> {
  const answer = await fetch(`${server.url}/api/commands`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Cookie: cookie },
    body: JSON.stringify({ type: "freezeVersion", publicationId: "pub-2016", title: "Rev.1" }),
  })
  if (answer.status !== 200) throw new Error(`The freeze answered ${answer.status}: ${await answer.text()}`)
}

async function sealOf(server: ServerProcess, cookie: string): Promise<Sealed | null> {
  const answer = await fetch(server.url + path, { headers: { Cookie: cookie } })
  // The server asks to be asked less often than that.
  if (!answer.ok) return null
  const { versions } = (await answer.json()) as { versions: { seal: Sealed | null }[] }
  return versions[0]?.seal ?? null
}

/** How long each key of somebody who types five words in a second waits for its receipt while something goes on, ms. */
async function delaysWhile(typist: StockClient, goesOn: () => Promise<unknown>): Promise<number[]> {
  const sent: number[] = []
  const delays: number[] = []
  const before = typist.receipts()
  const keys = setInterval(() => {
    type(typist.doc, "x")
    sent.push(performance.now())
  }, keyMs)
  const receipts = setInterval(() => {
    while (delays.length < typist.receipts() - before) {
      delays.push(performance.now() - (sent[delays.length] ?? performance.now()))
    }
  }, 1)
  try {
    await goesOn()
  } finally {
    clearInterval(keys)
    await eventually("the last receipt", () => delays.length >= sent.length)
    clearInterval(receipts)
  }
  return delays
}

/** The most that the process has held so far (Linux). */
function memoryMegabytesMax(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1024
}
