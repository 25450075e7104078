import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { newSigningKey } from "@codraft/publish/manifest"
import { pino } from "pino"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { Diagnostics } from "../diagnostics.ts"
import { HeldSigningKey } from "./held-signing-key.ts"
import { copySigningKey, keyFileIn, readSigningKey, restoreSigningKey, rotateSigningKey } from "./signing-key.ts"

let directory: string
let file: string
let lines: { msg: string; state?: string; problem?: string }[]
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "codraft-key-"))
  file = keyFileIn(directory)
  lines = []
})
afterEach(() => rm(directory, { recursive: true, force: true }))

async function held(hasSigned: boolean): Promise<HeldSigningKey> {
  const record = { write: (line: string) => void lines.push(JSON.parse(line)) }
  const key = new HeldSigningKey(directory, new Diagnostics(pino({ level: "trace" }, record)))
  await key.open({ hasSigned })
  return key
}

const changed = (words: string, member: string) =>
  words.replace(
    new RegExp(`("${member}":")(.)`),
    (_, before: string, first: string) => before + (first === "A" ? "B" : "A"),
  )

/** Whatever may be found where a key was. */
const broken: Record<string, (key: string) => Promise<void>> = {
  "half of it": (key) => writeFile(file, key.slice(0, key.length / 2)),
  nothing: () => writeFile(file, ""),
  "zeros, as after a power cut": (key) => writeFile(file, new Uint8Array(key.length)),
  "another file": () => writeFile(file, '{"name":"codraft"}'),
  "a key with one letter of its secret changed": (key) => writeFile(file, changed(key, "d")),
  "a key with one letter of its public part changed": (key) => writeFile(file, changed(key, "x")),
  "a directory": () => mkdir(file),
  "a link to itself": () => symlink(file, file),
}

describe("a key that is broken", () => {
  it.each(Object.keys(broken))(
    "is not replaced, whether it has signed or not, and the log says what to do: %s",
    async (what) => {
      await broken[what]?.(`${JSON.stringify(await newSigningKey())}\n`)
      const before = await stat(file).then(
        ({ size }) => size,
        () => null,
      )
      for (const hasSigned of [true, false]) {
        const key = await held(hasSigned)
        expect([await key.current(), key.known]).toEqual([null, null])
      }
      expect(
        await stat(file).then(
          ({ size }) => size,
          () => null,
        ),
      ).toBe(before)
      expect(lines).toHaveLength(2)
      expect(lines[0]).toMatchObject({
        msg: "signing key",
        state: "missing or broken",
        problem: expect.stringContaining(file),
      })
      expect(lines[0]?.problem).toMatch(/No version can be frozen\. .* codraft signing-key rotate$/)
      await expect(copySigningKey({ directory, to: join(directory, "copy") })).rejects.toThrow(file)
    },
  )

  it.each(Object.keys(broken))(
    "stays beside the one that takes its place, which is used without a new start: %s",
    async (what) => {
      const copy = join(directory, "copy.json")
      const kept = await newSigningKey()
      await writeFile(copy, JSON.stringify(kept))
      await broken[what]?.(JSON.stringify(kept))
      const key = await held(true)
      await restoreSigningKey({ from: copy, directory })
      expect((await key.current())?.kid).toBe(kept.kid)
      expect(lines.at(-1)).toMatchObject({ msg: "signing key", state: "back" })
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      expect(await readdir(directory)).toContain("signing-key.json.broken")
    },
  )

  it("makes room for another where somebody wants one", async () => {
    for (const aside of ["signing-key.json.broken", "signing-key.json.broken-2"]) {
      await writeFile(file, "broken")
      const { kid } = await rotateSigningKey(directory)
      expect((await readSigningKey(file)).kind === "key" && (await held(true)).known?.kid).toBe(kid)
      expect(await readFile(join(directory, aside), "utf8")).toBe("broken")
    }
  })
})

describe("a key that is not there", () => {
  it("is made where nothing was ever signed, and not where something was", async () => {
    const lost = await held(true)
    expect([await lost.current(), await readdir(directory)]).toEqual([null, []])
    expect(lines[0]).toMatchObject({ state: "missing or broken", problem: expect.stringContaining("is missing") })
    const first = await held(false)
    expect(first.known?.kid).toBe((await held(true)).known?.kid)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect((await lost.current())?.kid).toBe(first.known?.kid)
  })

  it("is restored from no file that holds none, and over none that signs", async () => {
    await expect(restoreSigningKey({ from: join(directory, "nothing"), directory })).rejects.toThrow("There is no key")
    await writeFile(join(directory, "half"), "{")
    await expect(restoreSigningKey({ from: join(directory, "half"), directory })).rejects.toThrow("damaged")
    const { kid } = await rotateSigningKey(directory)
    const copy = join(directory, "copy")
    await copySigningKey({ directory, to: copy })
    await expect(restoreSigningKey({ from: copy, directory })).rejects.toThrow("it stays")
    expect((await held(true)).known?.kid).toBe(kid)
  })
})

it("is closed to other users of the machine where it was open to them, which the log says", async () => {
  await rotateSigningKey(directory)
  await chmod(file, 0o644)
  await held(true)
  expect(lines).toMatchObject([{ msg: "signing key", state: "was open to other users" }])
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})
