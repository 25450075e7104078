import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { FormatError, LockedError, type Storage, StorageError } from "@codraft/storage"
import { backupSqlite, holdSqlite, openSqliteStorage, restoreSqlite } from "@codraft/storage/sqlite"
import { everyEntry } from "@codraft/storage/testing"
import { DatabaseSync } from "@photostructure/sqlite"
import { afterEach, beforeEach, expect, it } from "vitest"
import { Appender, expectNothingLost } from "./testing/appender.ts"

let directory: string
let file: string
let undos: (() => unknown)[] = []
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "codraft-storage-"))
  file = join(directory, "data", "codraft.db")
  undos.push(() => rmSync(directory, { recursive: true, force: true }))
})
afterEach(async () => {
  for (const undo of undos.toReversed()) await undo()
  undos = []
})

async function open(path = file): Promise<Awaited<ReturnType<typeof openSqliteStorage>>> {
  const storage = await openSqliteStorage({ file: path })
  undos.push(() => storage.close())
  return storage
}

async function write(storage: Storage, stream: string, count = 1): Promise<void> {
  const entries = Array.from({ length: count }, (_, index) => ({
    at: index,
    author: "p-iom-1",
    data: new Uint8Array([index]),
  }))
  await storage.log.append([{ stream, entries }])
}

/** A database made by hand. */
function database(path: string, ...statements: string[]): void {
  const db = new DatabaseSync(path)
  for (const statement of statements) db.exec(statement)
  db.close()
}

it("[FILE1] refuses a file that a newer program has written, says so, and leaves it as it is", async () => {
  await (await open()).close()
  database(file, "PRAGMA user_version = 99")
  const before = readFileSync(file)
  const refusal: unknown = await open().catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(FormatError)
  expect(String(refusal)).toContain("was written by a newer Codraft (format 99; this one knows 3)")
  expect(readFileSync(file).equals(before)).toBe(true)
})

it("[FILE2] refuses what is not its own, and leaves it as it is", async () => {
  const other = join(directory, "other.db")
  database(other, "CREATE TABLE invoice (id INTEGER)")
  await expect(open(other)).rejects.toThrow("is a database of another program")
  const letter = join(directory, "letter.txt")
  writeFileSync(letter, "Dear colleagues, ".repeat(300))
  await expect(open(letter)).rejects.toBeInstanceOf(FormatError)
  expect(readFileSync(letter, "utf8")).toBe("Dear colleagues, ".repeat(300))
})

it("[FILE3] refuses a second process, by whatever name it calls the file, until the first has ended", async () => {
  const storage = await open()
  await write(storage, "text:a")
  const alias = join(directory, "alias.db")
  symlinkSync(file, alias)
  await expect(open(alias)).rejects.toBeInstanceOf(LockedError)
  await expect(open()).rejects.toThrow("is in use by another process. Stop that one first")
  await storage.close()
  await open()
})

it("[FILE3] is held for what is changed beside it, and only where it is", async () => {
  expect(() => holdSqlite({ file })).toThrow("does not exist")
  const storage = await open()
  expect(() => holdSqlite({ file })).toThrow(LockedError)
  await storage.close()
  const held = holdSqlite({ file })
  await expect(open()).rejects.toBeInstanceOf(LockedError)
  held.close()
  await open()
})

it("[FILE3] refuses a file that another process holds, until that one is gone", async () => {
  const appender = new Appender(file, 100)
  undos.push(() => appender.kill())
  await appender.until(() => appender.acknowledged > 0)
  await expect(open()).rejects.toBeInstanceOf(LockedError)
  await appender.kill()
  await expectNothingLost(await open(), appender)
})

it("[FILE5] a backup holds one moment of a file that another process goes on writing", async () => {
  const appender = new Appender(file, 100)
  undos.push(() => appender.kill())
  await appender.until(() => appender.acknowledged >= 100)
  const atLeast = new Map(appender.written)
  const to = join(directory, "backup.db")
  await backupSqlite({ file, to })
  const before = appender.acknowledged
  await appender.until(() => appender.acknowledged > before)
  const copy = await open(to)
  for (const [writer, position] of atLeast) {
    const heads = await copy.log.heads([`text:${writer}`, `section:${writer}`])
    const entries = await everyEntry(copy.log, `text:${writer}`)
    expect(entries.length).toBeGreaterThanOrEqual(position)
    expect([...heads.values()]).toEqual([entries.length, entries.length])
  }
})

it("[FILE5] a backup is restored to where nothing is, and what an older database left there is not taken for its own", async () => {
  const storage = await open()
  await write(storage, "text:a", 500)
  await storage.log.archive("text:a", 400)
  await storage.snapshots.put("text:a", { position: 400, data: new Uint8Array([4]) })
  const sha256 = await storage.blobs.put(new Uint8Array([1, 2, 3]))
  const to = join(directory, "backup.db")
  await storage.backup(to)
  const place = join(directory, "elsewhere", "codraft.db")
  restoreSqlite({ from: to, file: place })
  rmSync(place)
  writeFileSync(`${place}-wal`, "left by another")
  restoreSqlite({ from: to, file: place })
  const restored = await open(place)
  expect(await everyEntry(restored.log, "text:a")).toEqual(await everyEntry(storage.log, "text:a"))
  expect(await restored.snapshots.get("text:a")).toEqual({ position: 400, data: new Uint8Array([4]) })
  expect(await restored.blobs.get(sha256)).toEqual(new Uint8Array([1, 2, 3]))
})

it("[FILE6] neither backup nor restore overwrites a file, and a damaged or foreign backup is not restored", async () => {
  const storage = await open()
  await write(storage, "text:a")
  const to = join(directory, "backup.db")
  await storage.backup(to)
  await expect(storage.backup(to)).rejects.toThrow("exists already and is not overwritten")
  expect(() => restoreSqlite({ from: to, file })).toThrow(LockedError)
  await storage.close()
  expect(() => restoreSqlite({ from: to, file })).toThrow("exists already and is not overwritten")
  const elsewhere = join(directory, "elsewhere.db")
  const damaged = join(directory, "damaged.db")
  writeFileSync(damaged, readFileSync(to).fill(0xff, 4_096, 12_000))
  expect(() => restoreSqlite({ from: damaged, file: elsewhere })).toThrow(StorageError)
  expect(() => restoreSqlite({ from: join(directory, "none.db"), file: elsewhere })).toThrow("does not exist")
  database(join(directory, "other.db"), "CREATE TABLE invoice (id INTEGER)")
  expect(() => restoreSqlite({ from: join(directory, "other.db"), file: elsewhere })).toThrow(FormatError)
  await expect(backupSqlite({ file: join(directory, "none.db"), to: elsewhere })).rejects.toThrow("does not exist")
  restoreSqlite({ from: to, file: elsewhere })
})

it("[FILE7] lets no other program change or delete what is said of a publication, or a blob", async () => {
  const storage = await open()
  await write(storage, "publication:a")
  const sha256 = await storage.blobs.put(new Uint8Array([1, 2, 3]))
  await storage.close()
  for (const statement of [
    "UPDATE entry SET data = x'00'",
    "DELETE FROM entry",
    "UPDATE blob SET bytes = 0",
    "DELETE FROM blob",
    "UPDATE piece SET data = x'00'",
    "DELETE FROM piece",
    // What replaces a row deletes it, and no trigger is told of that.
    "REPLACE INTO entry SELECT stream, position, at, 'somebody', data FROM entry",
    "REPLACE INTO blob SELECT sha256, 0 FROM blob",
    "REPLACE INTO piece SELECT sha256, number, x'00' FROM piece",
    "UPDATE stream SET name = 'text:a'",
    "UPDATE stream SET id = 99",
    "DELETE FROM stream",
  ])
    expect(() => database(file, statement), statement).toThrow(/never/)
  const again = await open()
  expect(await everyEntry(again.log, "publication:a")).toHaveLength(1)
  expect(await again.blobs.get(sha256)).toEqual(new Uint8Array([1, 2, 3]))
})
