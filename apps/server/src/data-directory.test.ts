import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, expect, it } from "vitest"
import { openDataDirectory } from "./data-directory.ts"

const made: string[] = []
async function emptyDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "codraft-data-"))
  made.push(directory)
  return join(directory, "data")
}
afterEach(() => Promise.all(made.splice(0).map((directory) => rm(directory, { recursive: true }))))

it("makes a secret on first use that only this user can read, and keeps it", async () => {
  const directory = await emptyDirectory()
  const first = await openDataDirectory(directory, null)
  expect(first.secret).toMatch(/^[0-9a-f]{64}$/)
  expect((await stat(join(directory, "secret"))).mode & 0o777).toBe(0o600)
  expect((await stat(directory)).mode & 0o777).toBe(0o700)
  expect(await openDataDirectory(directory, null)).toEqual(first)
})

it("uses a secret that was given and writes none", async () => {
  const directory = await emptyDirectory()
  expect((await openDataDirectory(directory, "given")).secret).toBe("given")
  await expect(readFile(join(directory, "secret"))).rejects.toThrow("ENOENT")
})

it("replaces a secret of which a crash left only a part", async () => {
  const directory = await emptyDirectory()
  await openDataDirectory(directory, null)
  await writeFile(join(directory, "secret"), "abc")
  expect((await openDataDirectory(directory, null)).secret).toHaveLength(64)
})
