import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { TestSocket } from "@codraft/server/testing"
import { afterEach, describe, expect, it, vi } from "vitest"

// The built program, as people run it.
const mainFile = fileURLToPath(new URL("main.js", import.meta.resolve("@codraft/server")))

const running: ChildProcess[] = []
const directories: string[] = []
afterEach(async () => {
  for (const child of running.splice(0)) child.kill("SIGKILL")
  await Promise.all(directories.splice(0).map((directory) => rm(directory, { recursive: true, force: true })))
})

async function newDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "codraft-main-"))
  directories.push(directory)
  return directory
}

interface Ended {
  code: number | null
  said: string
  complained: string
}

function codraft(words: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, [mainFile, ...words], {
    env: { PATH: process.env.PATH, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  })
  running.push(child)
  let said = ""
  let complained = ""
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on("data", (chunk: Buffer) => (complained += chunk.toString()))
  const ended = once(child, "close").then(([code]): Ended => ({ code: code as number | null, said, complained }))
  return { child, ended, heard: () => said }
}

/** Starts the workspace and waits until it says where it is. */
async function serve(data: string) {
  const program = codraft(["serve"], { CODRAFT_DEMO: "1", PORT: "0", CODRAFT_DATA: data })
  for await (const _ of program.child.stdout ?? []) {
    const url = program.heard().match(/Codraft is at (\S+)/)?.[1]
    if (url) return { ...program, url }
  }
  const { complained } = await program.ended
  throw new Error(`The workspace did not start: ${complained}`)
}

async function cookieOf(url: string, personId: string): Promise<string> {
  const answer = await fetch(`${url}/api/demo/sign-in`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ personId }),
  })
  return answer.headers.get("set-cookie")?.split(";")[0] ?? ""
}

async function rename(url: string, title: string): Promise<number> {
  const answer = await fetch(`${url}/api/commands`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Cookie: await cookieOf(url, "p-iom-1") },
    body: JSON.stringify({ type: "renameSection", publicationId: "pub-2016", sectionId: "s01", title }),
  })
  return answer.status
}

async function titleOf(url: string): Promise<string> {
  const headers = { Cookie: await cookieOf(url, "p-iom-1") }
  const answer = await fetch(`${url}/api/publications/pub-2016`, { headers })
  const { publication } = (await answer.json()) as { publication: { sections: Record<string, { title: string }> } }
  return publication.sections.s01?.title ?? ""
}

/** The thumbprints of the keys that it publishes, the present one first. */
async function keysOf(url: string): Promise<string[]> {
  const { keys } = (await (await fetch(`${url}/.well-known/jwks.json`)).json()) as { keys: { kid: string }[] }
  return keys.map(({ kid }) => kid)
}

async function freeze(url: string): Promise<number> {
  const headers = { "Content-Type": "application/json", Cookie: await cookieOf(url, "p-iom-1") }
  const body = { type: "freezeVersion", publicationId: "pub-2016", title: "Rev.1", sections: ["s01"] }
  return (await fetch(`${url}/api/commands`, { method: "POST", headers, body: JSON.stringify(body) })).status
}

/** A version is frozen and its files are made: its package. */
async function frozenPackage(url: string): Promise<string> {
  await freeze(url)
  const headers = { Cookie: await cookieOf(url, "p-iom-1") }
  const answer = await vi.waitFor(
    async () => {
      const asked = await fetch(`${url}/api/publications/pub-2016/versions/1/codraft.zip`, { headers })
      if (!asked.ok) throw new Error(`answered ${asked.status}`)
      return asked
    },
    { timeout: 50_000, interval: 1_000 },
  )
  const file = join(await newDirectory(), "codraft.zip")
  await writeFile(file, Buffer.from(await answer.arrayBuffer()))
  return file
}

describe("the command line", () => {
  it.each([[["--help"]], [["serve", "--help"]], [[]]])("explains itself: codraft %j", async (words) => {
    const { code, said } = await codraft(words).ended
    expect(code).toBe(0)
    for (const command of ["serve", "backup", "restore", "signing-key", "verify"])
      expect(said).toContain(`  ${command}`)
  })

  it.each([
    [["fly"], 'There is no command "fly"'],
    [["serve", "--port", "1"], "Unknown option '--port'"],
    [["backup"], "Say where the copy goes"],
    [["restore"], "Say which copy to put back"],
    [["signing-key"], "Say what becomes of the key"],
    [["signing-key", "forget"], "Say what becomes of the key"],
    [["signing-key", "restore"], "Say which copy to put back"],
    [["signing-key", "rotate"], "does not exist"],
    [["verify"], "Say which file to check"],
    [["verify", "nothing.zip"], "Not possible here"],
    [["verify", mainFile, "--keys", mainFile], "holds no keys that versions are signed with"],
  ])("says in a sentence what it does not understand: codraft %j", async (words, sentence) => {
    const { code, complained } = await codraft(words).ended
    expect([code, complained.split("\n").length]).toEqual([1, 2])
    expect(complained).toContain(sentence)
  })

  it("says every problem of the settings and does not start", async () => {
    const { code, complained } = await codraft(["serve"], { PORT: "http", REDIS_URL: "redis://localhost" }).ended
    expect(code).toBe(1)
    expect(complained).toContain("REDIS_URL is set")
    expect(complained).toContain("PORT must be a number")
  })

  it("says in a sentence that the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1")
    await once(other, "listening")
    const address = other.address()
    const port = address && typeof address === "object" ? address.port : 0
    const settings = { CODRAFT_DEMO: "1", PORT: String(port), CODRAFT_DATA: await newDirectory() }
    const { code, complained } = await codraft(["serve"], settings).ended
    other.close()
    expect([code, complained]).toEqual([1, "The port is taken by another program: stop that one or set PORT.\n"])
  })
})

describe("a workspace that is served", () => {
  it("stops when it is told to: sockets come back later, what was written is there, and the code is 0", async () => {
    const data = await newDirectory()
    const first = await serve(data)
    expect(await rename(first.url, "Foreword, renamed")).toBe(200)
    const cookie = await cookieOf(first.url, "p-iom-1")
    const sockets = ["/sync/text:s01", "/sync/events"].map((path) => {
      return new TestSocket(`${first.url.replace("http", "ws")}${path}`, { Cookie: cookie })
    })
    await Promise.all(sockets.map((socket) => socket.opened))
    first.child.kill("SIGTERM")
    expect(await Promise.all(sockets.map((socket) => socket.closed))).toEqual([4503, 4503])
    const { code, complained } = await first.ended
    expect(code).toBe(0)
    expect(complained).not.toMatch(/Foreword|codraft_session|token=/)

    const second = await serve(data)
    expect(await titleOf(second.url)).toBe("Foreword, renamed")
    // The session outlives the restart, since its key is kept.
    expect((await fetch(`${second.url}/api/me`, { headers: { Cookie: cookie } })).status).toBe(200)
  })

  it("is held against a second server, which says so", async () => {
    const data = await newDirectory()
    await serve(data)
    const second = codraft(["serve"], { CODRAFT_DEMO: "1", PORT: "0", CODRAFT_DATA: data })
    const { code, complained } = await second.ended
    expect(code).toBe(1)
    expect(complained.trim().split("\n")).toHaveLength(1)
  })

  it("is copied while it runs, and the copy put back elsewhere is the same workspace", async () => {
    const [data, elsewhere] = [await newDirectory(), join(await newDirectory(), "data")]
    const first = await serve(data)
    await rename(first.url, "Before the copy")
    const copy = join(await newDirectory(), "copy.sqlite")
    expect((await codraft(["backup", "--to", copy], { CODRAFT_DATA: data }).ended).code).toBe(0)
    await rename(first.url, "After the copy")
    expect((await stat(`${copy}.signing-key.json`)).mode & 0o777).toBe(0o600)
    const over = await codraft(["backup", "--to", copy], { CODRAFT_DATA: data }).ended
    expect([over.code, over.complained]).toEqual([1, expect.stringContaining("exists already and is not overwritten")])

    expect((await codraft(["restore", "--from", copy], { CODRAFT_DATA: elsewhere }).ended).code).toBe(0)
    // Its key is damaged on the way: nothing takes its place, and nothing is frozen before it is back.
    const key = join(elsewhere, "signing-key.json")
    await writeFile(key, (await readFile(key, "utf8")).slice(0, 40))
    const second = await serve(elsewhere)
    expect(await titleOf(second.url)).toBe("Before the copy")
    expect(await freeze(second.url)).toBe(409)
    const check = () => codraft(["signing-key", "check"], { CODRAFT_DATA: elsewhere }).ended
    expect(await check()).toMatchObject({
      code: 1,
      complained: expect.stringMatching(/is damaged.*signing-key restore/),
    })
    const restore = ["signing-key", "restore", "--from", `${copy}.signing-key.json`]
    expect((await codraft(restore, { CODRAFT_DATA: elsewhere }).ended).code).toBe(0)
    expect(await check()).toMatchObject({ code: 0, said: expect.stringContaining("signs versions") })
    expect(await freeze(second.url)).toBe(200)
    expect(await keysOf(second.url)).toEqual(await keysOf(first.url))
    const again = await codraft(["restore", "--from", copy], { CODRAFT_DATA: data }).ended
    expect(again.code).toBe(1)
  })

  it("signs with another key from when it is told to, and what the old one signed stays known", async () => {
    const data = await newDirectory()
    const first = await serve(data)
    const [old = ""] = await keysOf(first.url)
    const file = await frozenPackage(first.url)
    const refused = await codraft(["signing-key", "rotate"], { CODRAFT_DATA: data }).ended
    expect([refused.code, refused.complained]).toEqual([1, expect.stringContaining("in use by another process")])
    expect(await readFile(join(data, "signing-key.json"), "utf8")).toContain(old)
    first.child.kill("SIGTERM")
    await first.ended

    const rotated = await codraft(["signing-key", "rotate"], { CODRAFT_DATA: data }).ended
    expect(rotated.code).toBe(0)
    expect((await stat(join(data, "signing-key.json"))).mode & 0o777).toBe(0o600)
    const second = await serve(data)
    const [key = "", ...others] = await keysOf(second.url)
    expect(rotated.said).toContain(key)
    expect([key === old, others]).toEqual([false, [old]])
    const { code, said } = await codraft(["verify", file, "--from", second.url]).ended
    expect([code, said]).toEqual([0, expect.stringContaining(`valid, by the key ${old}`)])
  })
})
