import { execFileSync } from "node:child_process"
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { DamagedError } from "@codraft/storage"
import { openSqliteStorage } from "@codraft/storage/sqlite"
import { afterEach, beforeEach, expect, it } from "vitest"
import { Commits } from "./commits.ts"
import { openDatabase } from "./database.ts"
import { LogTables } from "./log-tables.ts"
import { Appender, expectNothingLost } from "./testing/appender.ts"
import { copyFiles, openSqliteRig, sizeOf } from "./testing/sqlite-rig.ts"

const kills = 8
const mebibyte = 1024 * 1024

let directory: string
let file: string
let undos: (() => unknown)[] = []
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "codraft-storage-"))
  file = join(directory, "codraft.db")
  undos.push(() => rmSync(directory, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const undo of undos.toReversed()) await undo()
  undos = []
})

it(`[LOG1] [LOG14] [SNAP1] [FILE3] ${kills} times kill -9 at full speed, while archiving: every acknowledged write is there`, async () => {
  let acknowledged = 0
  for (let round = 0; round < kills; round += 1) {
    const appender = start(file, 200)
    await appender.until(() => appender.acknowledged >= 250 && appender.blobs.size >= 3)
    await appender.kill()
    const storage = await openSqliteStorage({ file })
    await expectNothingLost(storage, appender)
    await storage.close()
    acknowledged += appender.acknowledged
  }
  console.log(`kill -9 of a process that appends: ${kills} rounds, ${acknowledged} batches acknowledged, 0 lost`)
})

it("[LOG6] a disk that fails every write: nobody is told otherwise, and it goes on when the disk does", async (context) => {
  if (!canLimitFiles()) context.skip("there is no prlimit here to make writes fail with")
  const appender = start(file, 200)
  await appender.until(() => appender.acknowledged >= 50)
  // The kernel fails every write to a file beyond its first byte, as a bad disk would.
  execFileSync("prlimit", ["--pid", `${appender.pid}`, "--fsize=1:unlimited"])
  await appender.until(() => appender.failures.length >= 40)
  const before = appender.acknowledged
  const failed = appender.failures.length
  await appender.until(() => appender.failures.length >= failed + 40)
  expect(appender.acknowledged).toBe(before)
  expect(new Set(appender.failures)).toEqual(new Set(["StorageError"]))
  execFileSync("prlimit", ["--pid", `${appender.pid}`, "--fsize=unlimited:unlimited"])
  await appender.until(() => appender.acknowledged >= before + 50)
  await appender.kill()
  const storage = await openSqliteStorage({ file })
  await expectNothingLost(storage, appender)
  await storage.close()
})

it("[LOG6] a disk that is full: nobody is told otherwise, and it goes on when space returns, without a restart", async (context) => {
  const disk = join(directory, "disk")
  mkdirSync(disk)
  if (!mountTmpfs(disk, 12 * mebibyte)) context.skip("only root can mount a small disk to fill")
  writeFileSync(join(disk, "ballast"), new Uint8Array(5 * mebibyte))
  const full = join(disk, "codraft.db")
  const appender = start(full, 20_000)
  await appender.until(() => appender.failures.length >= 40)
  expect(new Set(appender.failures)).toEqual(new Set(["StorageFullError"]))
  const before = appender.acknowledged
  rmSync(join(disk, "ballast"))
  await appender.until(() => appender.acknowledged >= before + 50)
  await appender.kill()
  const storage = await openSqliteStorage({ file: full })
  undos.push(() => storage.close())
  await expectNothingLost(storage, appender)
})

it("[FILE4] a write-ahead log torn at any point opens as it was after one of its commits", async () => {
  const rig = await openSqliteRig()
  const log = rig.storage.log
  for (let number = 1; number <= 40; number += 1) {
    const entries = [{ at: number, author: "p-iom-1", data: new Uint8Array(300).fill(number) }]
    await log.append([
      { stream: "text:a", entries },
      { stream: "review:a", entries },
    ])
    if (number % 10 === 0) await log.archive("text:a", number - 3)
  }
  const whole = sizeOf(`${rig.file}-wal`)
  let before = 0
  for (let part = 0; part <= 24; part += 1) {
    const copy = join(directory, `torn-${part}.db`)
    copyFiles(rig.file, copy)
    truncateSync(`${copy}-wal`, Math.floor((whole * part) / 24))
    const torn = openDatabase(copy)
    const tables = new LogTables(torn.db, new Commits(torn.db, copy))
    const entries = await tables.read("text:a", 0, 1_000, mebibyte)
    expect(entries.map(({ at, data }) => [at, data[299]])).toEqual(entries.map((_, index) => [index + 1, index + 1]))
    expect([tables.head("text:a"), tables.head("review:a")]).toEqual([entries.length, entries.length])
    expect(entries.length).toBeGreaterThanOrEqual(before)
    before = entries.length
    torn.close()
  }
  expect(before).toBe(40)
  await rig.remove()
})

it("[BLOB2] answers for a blob whose bytes were damaged with an error, never with other bytes", async () => {
  const rig = await openSqliteRig()
  const bytes = new Uint8Array(700_000).fill(5)
  const sha256 = await rig.storage.blobs.put(bytes)
  await rig.storage.close()
  execFileSync(process.execPath, [
    "--input-type=module",
    "-e",
    `import { DatabaseSync } from "@photostructure/sqlite"
     const db = new DatabaseSync(${JSON.stringify(rig.file)})
     db.exec("DROP TRIGGER piece_is_what_it_is; UPDATE piece SET data = zeroblob(length(data)) WHERE number = 1")
     db.close()`,
  ])
  const storage = await rig.reopen()
  await expect(storage.blobs.get(sha256)).rejects.toThrow(DamagedError)
  await rig.remove()
})

function start(file: string, entryBytes: number): Appender {
  const appender = new Appender(file, entryBytes)
  undos.push(() => appender.kill())
  return appender
}

function canLimitFiles(): boolean {
  try {
    execFileSync("prlimit", ["--version"], { stdio: "ignore" })
    return true
  } catch {
    return false
  }
}

function mountTmpfs(disk: string, bytes: number): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${bytes}`, "tmpfs", disk], { stdio: "ignore" })
    undos.push(() => execFileSync("umount", [disk]))
    return true
  } catch {
    return false
  }
}
