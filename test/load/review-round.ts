import { readFile } from "node:fs/promises"
import type { Browser } from "playwright-core"
import { WebSocket } from "ws"
import { Person } from "../harness/browser.ts"
import { ServerProcess, signIn } from "../harness/server-process.ts"
import { anchors, body, publicationId, writeComments } from "./commented-section.ts"
import { percentile, print } from "./figures.ts"
import { addLongSection } from "./long-section.ts"
import { benchOpening, benchPosting, benchRegister, benchTyping } from "./review-in-browser.ts"

const sectionCount = 40
const commentCount = 10_000
/** In one of them, of 50 pages; the others have 5. */
const inLong = 2_000
const posts = 60

/** A review round of 10,000 comments in 40 sections, 2,000 of them in one: what the server does with it. */
export async function benchReview(browser: Browser): Promise<void> {
  const server = await ServerProcess.start()
  try {
    const long = await addLongSection(server.url, { title: "The long one", pages: 50 })
    const bare = await addLongSection(server.url, { title: "As long, without comments", pages: 50 })
    const short: string[] = []
    for (let n = 1; n < sectionCount; n += 1)
      short.push(await addLongSection(server.url, { title: `Part ${n}`, pages: 5 }))
    const before = await residentMegabytes(server)
    await server.stop()
    await writeComments(server.dataDirectory, long, inLong)
    const each = Math.floor((commentCount - inLong) / short.length)
    for (const sectionId of short) await writeComments(server.dataDirectory, sectionId, each)
    const started = performance.now()
    await server.startAgain()
    print(`A start with ${commentCount} comments in ${sectionCount} sections`, {
      ms: performance.now() - started,
      "MB resident": await residentMegabytes(server),
      "MB before them": before,
    })
    const [poster, reader] = [await signIn(server.url, "p-iom-1"), await signIn(server.url, "p-iom-1")]
    const commented = { sectionId: long, pages: 50, comments: inLong }
    const without = { sectionId: bare, pages: 50, comments: 0 }
    await benchOpening(browser, server, without)
    await benchOpening(browser, server, commented)
    await benchTyping(browser, server, [without, commented])
    const stream = await followed(server, reader, `review:${long}`)
    print(`The comments of the section with ${inLong}, joined`, {
      ms: stream.ms,
      MB: stream.bytes / 2 ** 20,
      "MB sent": stream.sentBytes / 2 ** 20,
    })
    await benchPosting(browser, server, commented, () => post(server, poster, long, stream))
    for (const [what, sectionId] of [
      ["a section of 50 pages", long],
      ["one of 5 pages", short[0] ?? ""],
    ] as const) {
      const seen = sectionId === long ? stream : await followed(server, reader, `review:${sectionId}`)
      await post(server, poster, sectionId, seen)
      const answered: number[] = []
      const received: number[] = []
      for (let n = 0; n < posts; n += 1) {
        const one = await post(server, poster, sectionId, seen)
        answered.push(one.answered)
        received.push(one.received)
      }
      print(`A comment on words in ${what}, one after the other (ms)`, {
        "answered p50": percentile(answered, 0.5),
        p95: percentile(answered, 0.95),
        "with another p50": percentile(received, 0.5),
        "p95 there": percentile(received, 0.95),
      })
    }
    for (const [what, path] of [
      ["The register, first 2,000", `/api/publications/${publicationId}/review`],
      [`The section with ${inLong}`, `/api/sections/${long}/review`],
      ["Counts of all sections", `/api/publications/${publicationId}/review/counts`],
      ["What waits for the editor", "/api/waiting"],
      ["The coverage of the targets", `/api/publications/${publicationId}/coverage`],
      [
        "The places of one of its cells",
        `/api/publications/${publicationId}/coverage/places?target=10.7&section=${long}`,
      ],
    ] as const) {
      const first = await asked(server, reader, path)
      const again = [
        await asked(server, reader, path),
        await asked(server, reader, path),
        await asked(server, reader, path),
      ]
      print(what, {
        "first ms": first.ms,
        "then ms": percentile(
          again.map(({ ms }) => ms),
          0.5,
        ),
        MB: first.bytes / 2 ** 20,
      })
    }
    await benchRegister(browser, server)
    await openCoverage(server, browser)
    print("The server after all this", { "MB resident": await residentMegabytes(server) })
  } finally {
    await server.dispose()
  }
}

/** From the address to the marks on the screen. */
async function openCoverage(server: ServerProcess, browser: Browser): Promise<void> {
  const { page, context } = await Person.arrives(browser, server.url, "p-iom-1")
  const opened: number[] = []
  for (let n = 0; n < 5; n += 1) {
    const started = performance.now()
    await page.goto(`/p/${publicationId}/coverage`)
    await page.getByRole("table", { name: "Target coverage" }).getByRole("button").first().waitFor()
    opened.push(performance.now() - started)
  }
  const marks = await page.getByRole("table", { name: "Target coverage" }).getByRole("button").count()
  print("The coverage, opened in a browser (ms)", {
    first: opened[0] ?? 0,
    "then p50": percentile(opened.slice(1), 0.5),
    cells: marks,
  })
  await context.close()
}

async function post(server: ServerProcess, cookie: string, sectionId: string, seen: Followed) {
  const threadId = `posted-${posted++}`
  const arrives = seen.arrival(threadId)
  const started = performance.now()
  const answer = await fetch(`${server.url}/api/commands`, {
    method: "POST",
    headers: { cookie, "content-type": "application/json" },
    body: JSON.stringify({
      type: "addComment",
      publicationId,
      sectionId,
      threadId,
      anchor: anchors.get(sectionId)?.[posted % 50],
      body,
      targets: ["10.7"],
      audience: "section",
    }),
  })
  const answered = performance.now() - started
  if (answer.status !== 200) throw new Error(`A comment answered ${answer.status}: ${await answer.text()}`)
  return { answered, received: (await arrives) - started }
}
let posted = 0

async function asked(server: ServerProcess, cookie: string, path: string) {
  const started = performance.now()
  const answer = await fetch(`${server.url}${path}`, { headers: { cookie } })
  const bytes = (await answer.arrayBuffer()).byteLength
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`)
  return { ms: performance.now() - started, bytes }
}

interface Followed {
  readonly ms: number
  readonly bytes: number
  /** As they went over the network. */
  readonly sentBytes: number
  /** When an event names this thread. */
  arrival(threadId: string): Promise<number>
}

/** Joins a stream from its beginning; resolves when all of it has come. */
async function followed(server: ServerProcess, cookie: string, stream: string): Promise<Followed> {
  const socket = new WebSocket(`${server.socketUrl}/sync/events`, { headers: { cookie } })
  const waiting = new Map<string, (at: number) => void>()
  let sentBytes = () => Number.NaN
  socket.on("upgrade", ({ socket: wire }) => {
    sentBytes = () => wire.bytesRead
  })
  let bytes = 0
  const started = performance.now()
  const live = new Promise<number>((resolve, reject) => {
    socket.on("error", reject)
    socket.on("open", () => socket.send(JSON.stringify({ join: stream, after: 0, inPages: true })))
    socket.on("message", (data: Buffer) => {
      const message = JSON.parse(data.toString()) as { stream?: string; live?: number; event?: { threadId?: string } }
      if (message.stream !== stream) return
      bytes += data.byteLength
      if (message.live !== undefined) resolve(performance.now() - started)
      waiting.get(message.event?.threadId ?? "")?.(performance.now())
    })
  })
  const ms = await live
  return {
    ms,
    bytes,
    sentBytes: sentBytes(),
    arrival: (threadId) => new Promise((resolve) => waiting.set(threadId, resolve)),
  }
}

async function residentMegabytes({ pid }: ServerProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8")
  return Number(status.match(/^VmRSS:\s+(\d+) kB/m)?.[1] ?? Number.NaN) / 1024
}
