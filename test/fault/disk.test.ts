import { execFileSync } from "node:child_process"
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openDeviceStore, SyncClient } from "@codraft/sync/client"
import { IDBFactory } from "fake-indexeddb"
import { afterEach, beforeEach, expect, it } from "vitest"
import { Awareness } from "y-protocols/awareness"
import * as Y from "yjs"
import { eventually } from "../harness/eventually.ts"
import { ServerProcess, signIn } from "../harness/server-process.ts"
import { textOf, type } from "../harness/stock-client.ts"
import { socketOf } from "./socket.ts"
import { Typist } from "./typist.ts"

const section = "s13"
const mebibyte = 1024 * 1024
const diskBytes = 24 * mebibyte

let directory: string
let undos: (() => unknown)[] = []
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "codraft-fault-"))
  undos.push(() => rm(directory, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const undo of undos.toReversed()) await undo()
  undos = []
})

it("a full disk: nobody is told Saved, the server says what is wrong, and all is saved when space returns", {
  timeout: 300_000,
}, async (context) => {
  const disk = join(directory, "disk")
  await mkdir(disk)
  if (!mountTmpfs(disk)) context.skip("only root can mount a small disk to fill")
  const server = await start(join(disk, "data"))
  await outage(server, {
    begins: async () => await writeFile(join(disk, "ballast"), new Uint8Array(diskBytes)).catch(ignoreFull),
    problem: "disk is full",
    ends: async () => await rm(join(disk, "ballast")),
  })
})

it("a disk that fails every write: nobody is told Saved, the server says so, and all is saved when it works again", {
  timeout: 300_000,
}, async (context) => {
  if (!canLimitFiles()) context.skip("there is no prlimit here to make writes fail with")
  const server = await start(join(directory, "data"))
  // The kernel fails every write to a file beyond its first byte, as a bad disk would.
  const limit = (bytes: string) => execFileSync("prlimit", ["--pid", `${server.pid}`, `--fsize=${bytes}:unlimited`])
  await outage(server, {
    begins: async () => limit("1"),
    problem: "cannot be written",
    ends: async () => limit("unlimited"),
  })
})

/** People type before, during and after; then the server is killed, and all copies but its own are thrown away. */
async function outage(
  server: ServerProcess,
  fault: { begins: () => Promise<unknown>; problem: string; ends: () => Promise<unknown> },
): Promise<void> {
  const ana = await Typist.joins(server.url, "p-iom-1", section)
  const bo = await codraftClient(server, "p-bgd-1")
  undos.push(() => ana.leaves())
  ana.types("word-ana-before")
  bo.types("word-bo-before")
  await eventually("both to be saved", () => ana.waiting === 0 && bo.client.saving.kind === "saved")
  const editor = await Editor.signsIn(server)
  expect(await editor.freezes("Before")).toEqual({ status: 200 })

  // Its files are still to be made.
  await fault.begins()
  await eventually("the server to say what is wrong", async () => {
    ana.types(`word-ana-filling-${"x".repeat(20_000)}`)
    return (await readiness(server)).status === 503
  })
  expect((await readiness(server)).text).toContain(fault.problem)
  const receiptedBefore = ana.receipted.length
  expect(await editor.freezes("During")).toEqual({
    status: 503,
    message: expect.stringMatching(/^Not saved: .+ Nothing was changed\.$/),
  })
  expect(await editor.versions()).toMatchObject([{ title: "Before" }])
  ana.types("word-ana-during")
  bo.types("word-bo-during")
  const told: string[] = []
  const unsubscribe = bo.client.subscribe(() => told.push(bo.client.saving.kind))
  await eventually("both to be thrown out and to try again", () => ana.closes >= 2 && bo.closes() >= 2)
  unsubscribe()
  expect(ana.receipted.length).toBe(receiptedBefore)
  expect(told).not.toContain("saved")
  expect(bo.client.saving.kind).not.toBe("saved")
  expect([ana.words.has("word-ana-during"), bo.text().includes("word-bo-during")]).toEqual([true, true])
  const live = await fetch(`${server.url}/healthz`)
  expect(live.status).toBe(200)

  await fault.ends()
  await eventually("the server to be ready again", async () => (await readiness(server)).status === 200)
  await eventually(
    "all to be saved",
    () => ana.isConnected && ana.waiting === 0 && bo.client.saving.kind === "saved",
    60_000,
  )
  ana.types("word-ana-after")
  await eventually("what is typed afterwards to be saved", () => ana.waiting === 0)
  const words = ana.words
  expect(await editor.freezes("After")).toEqual({ status: 200 })
  const sealed = await eventually("both versions to be whole", () => editor.sealed(), 120_000)
  expect(sealed.map(({ title, seal }) => [title, seal?.failed])).toEqual([
    ["Before", []],
    ["After", []],
  ])

  await server.kill()
  await server.startAgain()
  const newcomer = await Typist.joins(server.url, "p-ngo-1", section)
  undos.push(() => newcomer.leaves())
  expect([...words].filter((word) => !newcomer.words.has(word))).toEqual([])
  for (const word of ["word-ana-before", "word-bo-before", "word-ana-during", "word-bo-during", "word-ana-after"])
    expect(newcomer.words).toContain(word)
}

interface Shown {
  readonly title: string
  readonly seal: { readonly failed: unknown[] } | null
}

/** Who freezes versions. */
class Editor {
  readonly #server: ServerProcess
  readonly #cookie: string

  private constructor(server: ServerProcess, cookie: string) {
    this.#server = server
    this.#cookie = cookie
  }

  static async signsIn(server: ServerProcess): Promise<Editor> {
    return new Editor(server, await signIn(server.url, "p-iom-1"))
  }

  /** What the server answers, and in which words where it does not. */
  async freezes(title: string): Promise<{ status: number; message?: string }> {
    const answer = await fetch(`${this.#server.url}/api/commands`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Cookie: this.#cookie },
      body: JSON.stringify({ type: "freezeVersion", publicationId: "pub-2016", title, sections: [section] }),
    })
    const { error } = (await answer.json()) as { error?: { message: string } }
    return { status: answer.status, ...(error === undefined ? {} : { message: error.message }) }
  }

  /** Oldest first. */
  async versions(): Promise<Shown[]> {
    const headers = { Cookie: this.#cookie }
    const answer = await fetch(`${this.#server.url}/api/publications/pub-2016/versions`, { headers })
    return ((await answer.json()) as { versions?: Shown[] }).versions?.toReversed() ?? []
  }

  /** All versions once they are whole; null before. */
  async sealed(): Promise<Shown[] | null> {
    const all = await this.versions()
    return all.length > 0 && all.every(({ seal }) => seal !== null) ? all : null
  }
}

/** The product's own client, with a device of its own. */
async function codraftClient(server: ServerProcess, personId: string) {
  const cookie = await signIn(server.url, personId)
  const doc = new Y.Doc()
  let closes = 0
  class CountingSocket extends socketOf(cookie) {
    constructor(address: string | URL) {
      super(address)
      this.addEventListener("close", () => {
        closes += 1
      })
    }
  }
  const device = openDeviceStore({ indexedDB: new IDBFactory(), personId })
  const client = new SyncClient({
    doc,
    awareness: new Awareness(doc),
    url: `${server.socketUrl}/sync`,
    stream: `text:${section}`,
    device,
    clock: { now: () => performance.now(), setTimer: startTimer },
    personId,
    mayWrite: true,
    build: await buildOf(server),
    WebSocket: CountingSocket,
  })
  undos.push(() => client.destroy())
  await eventually(`${personId} to load the section`, () => client.isLoaded && client.isConnected)
  return {
    client,
    types: (word: string) => type(client.doc, ` ${word}`),
    text: () => textOf(client.doc),
    closes: () => closes,
  }
}

function startTimer(fn: () => void, delayMs: number): () => void {
  const timer = setTimeout(fn, delayMs)
  return () => clearTimeout(timer)
}

async function buildOf(server: ServerProcess): Promise<string> {
  const answer = await fetch(`${server.url}/api/build`)
  return ((await answer.json()) as { build: string }).build
}

async function start(dataDirectory: string): Promise<ServerProcess> {
  const server = await ServerProcess.start({ dataDirectory })
  undos.push(() => server.kill())
  return server
}

async function readiness(server: ServerProcess): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${server.url}/readyz`)
  return { status: answer.status, text: await answer.text() }
}

function mountTmpfs(disk: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${diskBytes}`, "tmpfs", disk], { stdio: "ignore" })
    undos.push(() => execFileSync("umount", [disk]))
    return true
  } catch {
    return false
  }
}

function canLimitFiles(): boolean {
  try {
    execFileSync("prlimit", ["--version"], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

/** The ballast takes what there is: the write ends where the disk does. */
function ignoreFull(error: unknown): void {
  if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error
}
