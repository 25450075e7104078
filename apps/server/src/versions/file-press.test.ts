import { execFileSync } from "node:child_process"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AttemptEndedError, filesInProcess } from "./file-press.ts"
import type { FilesJob } from "./file-work.ts"
import type { MadeFile } from "./made-file.ts"

let directory: string
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "codraft-press-"))
})
afterAll(() => rm(directory, { recursive: true, force: true }))

const job: FilesJob = {
  content: new Uint8Array([1]),
  images: new Map([["a", new Uint8Array([2, 3])]]),
  names: ["publication.html"],
  there: [],
}

/** What a program makes that has got the job, and how it ends. Its first file is made of the job. */
async function runs(lines: string, more: { msMax?: number; signal?: AbortSignal; made?: () => Promise<void> } = {}) {
  const file = join(directory, `${Math.random()}.mjs`)
  const first = `{ name: job.names[0], mediaType: "text/html", bytes: job.images.get("a") }`
  const helpers = `const tell = (message) => new Promise((done) => process.send(message, undefined, {}, done))`
  await writeFile(file, `${helpers}\nprocess.once("message", async (job) => {\nconst first = ${first}\n${lines}\n})`)
  const made: MadeFile[] = []
  const attempt = {
    made: async (one: MadeFile) => {
      made.push(one)
      await more.made?.()
    },
    signal: more.signal ?? new AbortController().signal,
  }
  const ended = filesInProcess(job, attempt, { msMax: more.msMax ?? 30_000, program: pathToFileURL(file) })
  return {
    made,
    error: await ended.then(
      () => null,
      (error: unknown) => error,
    ),
  }
}

const forEver = "setInterval(() => {}, 1_000)"

describe("a process that makes files", () => {
  it("gives them as they are made, byte for byte, and knows nothing of the server's settings", async () => {
    process.env.CODRAFT_SECRET_OF_TEST = "secret"
    const lines = `await tell({ file: first }); await tell({ file: { name: "env", reason: JSON.stringify(process.env) } });
      await tell({ isDone: true }); process.disconnect()`
    const { made, error } = await runs(lines)
    delete process.env.CODRAFT_SECRET_OF_TEST
    expect(error).toBeNull()
    expect(made[0]).toEqual({ name: "publication.html", mediaType: "text/html", bytes: new Uint8Array([2, 3]) })
    expect(JSON.stringify(made[1])).not.toContain("secret")
  })

  it("is ended when a file takes too long, also where it answers to nothing any more, and what it made before is there", async () => {
    const { made, error } = await runs("await tell({ file: first }); for (;;) {}", { msMax: 1_500 })
    expect([made.length, error]).toEqual([1, expect.any(AttemptEndedError)])
    expect(error).toMatchObject({ because: "time" })
  })

  it.each([
    ["is ended by the system", 'process.kill(process.pid, "SIGKILL")', "memory"],
    [
      "takes more memory than it may",
      'process.stderr.write("FATAL ERROR: JavaScript heap out of memory", () => process.abort())',
      "memory",
    ],
    ["falls over", "process.abort()", "ended"],
    ["ends before it is done", "process.exit(0)", "ended"],
    ["throws", 'throw new Error("no")', "ended"],
  ])("says why where it %s, and what it made before is there", async (_, lines, because) => {
    const { made, error } = await runs(`await tell({ file: first }); ${lines}`)
    expect(made).toHaveLength(1)
    expect(error).toMatchObject({ name: "AttemptEndedError", because })
  })

  it("is ended when nobody wants its files any more, or they cannot be kept", async () => {
    const stop = new AbortController()
    const made = async () => stop.abort()
    expect((await runs(`await tell({ file: first }); ${forEver}`, { signal: stop.signal, made })).error).toBeNull()
    const full = async () => Promise.reject(new Error("the disk is full"))
    const { error } = await runs(`await tell({ file: first }); ${forEver}`, { made: full })
    expect(error).toMatchObject({ message: "the disk is full" })
  })

  it("that cannot be started is said to have ended", async () => {
    const attempt = { made: async () => {}, signal: new AbortController().signal }
    const program = pathToFileURL(join(directory, "nowhere.mjs"))
    await expect(filesInProcess(job, attempt, { msMax: 30_000, program })).rejects.toMatchObject({ because: "ended" })
  })
})

it("ends by itself when the server is gone, though it is caught in what it does", async () => {
  // A server that starts one and is killed: what watches over it in there is the real one.
  const watch = new URL("versions/file-watch.js", import.meta.resolve("@codraft/server")).href
  const child = join(directory, "caught.mjs")
  await writeFile(
    child,
    `import { Worker } from "node:worker_threads"
     new Worker(new URL(${JSON.stringify(watch)}), { workerData: process.ppid }).once("online", () => {
       process.send(process.pid)
       setTimeout(() => { for (;;) {} }, 100)
     })`,
  )
  const server = `
    import { fork } from "node:child_process"
    fork(${JSON.stringify(child)}, [], { execArgv: [] }).once("message", (pid) => {
      console.log(pid)
      process.kill(process.pid, "SIGKILL")
    })`
  const pid = Number(killedWords(server))
  expect(pid).toBeGreaterThan(0)
  await expect.poll(() => isRunning(pid), { timeout: 20_000 }).toBe(false)
})

/** What a program said before it was killed. */
function killedWords(program: string): string {
  try {
    return execFileSync(process.execPath, ["--input-type=module", "-e", program], { encoding: "utf8", stdio: "pipe" })
  } catch (error) {
    return (error as { stdout: string }).stdout
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
