import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, expect, it } from "vitest"
import { ConflictError, StorageError, StorageFullError } from "../errors.ts"
import type { Append, Entry } from "../storage.ts"
import { Commits } from "./commits.ts"
import { type Database, type OpenDatabase, openDatabase, pragma } from "./database.ts"
import { LogTables } from "./log-tables.ts"

let directory: string
let database: OpenDatabase
let transactions: string[]
/** The transaction statement that is to fail the next time. */
let failingOnce: string | null = null
let commits: Commits
let log: LogTables
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "codraft-storage-"))
  database = openDatabase(join(directory, "codraft.db"))
  transactions = []
  commits = new Commits(watched(database.db), database.file)
  log = new LogTables(database.db, commits)
})
afterEach(() => {
  database.close()
  rmSync(directory, { recursive: true })
})

/** Counts what is sent to it as plain text: the transactions. */
function watched(db: Database): Database {
  return new Proxy(db, {
    get: (target, name) => {
      if (name === "exec")
        return (statement: string) => {
          transactions.push(statement)
          if (statement === failingOnce) {
            failingOnce = null
            failWith(10)
          }
          target.exec(statement)
        }
      return Reflect.get(target, name, target)
    },
  })
}

function submit(...batch: Append[]): Promise<unknown> {
  const entries = batch.reduce((sum, each) => sum + each.entries.length, 0)
  const bytes = batch.flatMap((each) => each.entries).reduce((sum, { data }) => sum + data.byteLength, 0)
  return commits.submit({
    weight: { entries, bytes },
    streams: batch.map(({ stream }) => stream),
    apply: () => log.append(batch),
  })
}

function append(stream: string, bytes = 10, count = 1): Append {
  return {
    stream,
    entries: Array.from({ length: count }, () => ({ at: 1, author: "p-iom-1", data: new Uint8Array(bytes).fill(7) })),
  }
}

async function length(stream: string): Promise<number> {
  const entries = await log.read(stream, 0, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER)
  return entries.length
}

it("[LOG5] commits everything that arrived meanwhile in one transaction", async () => {
  await Promise.all(Array.from({ length: 100 }, () => submit(append("text:a"))))
  expect(transactions).toEqual(["BEGIN IMMEDIATE", "COMMIT"])
  expect(await length("text:a")).toBe(100)
})

it("[LOG5] does not let one transaction grow without bound", async () => {
  await Promise.all(Array.from({ length: 13 }, () => submit(append("text:a", 10, 1_000))))
  const [begin, commit] = ["BEGIN IMMEDIATE", "COMMIT"]
  expect(transactions).toEqual([begin, commit, begin, commit, begin, commit])
  expect(await length("text:a")).toBe(13_000)
})

it("[LOG4] [LOG5] a conflict fails alone, and the group around it is committed with one transaction", async () => {
  const outcomes = await Promise.allSettled([
    submit(append("text:a")),
    submit({ ...append("text:b"), expected: 5 }),
    submit(append("text:c")),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
  expect(outcomes[1]).toMatchObject({ reason: new ConflictError("text:b", 5, 0) })
  expect(transactions).toEqual(["BEGIN IMMEDIATE", "COMMIT"])
})

it("[LOG6] when a group does not fit, only those fail that do not fit alone", async () => {
  database.db.exec(`PRAGMA max_page_count = ${pragma(database.db, "page_count") + 4}`)
  const outcomes = await Promise.allSettled([
    submit(append("text:a")),
    submit(append("text:b", 100_000)),
    submit(append("text:c")),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"])
  expect(outcomes[1]).toMatchObject({ reason: expect.any(StorageFullError) })
  expect([await length("text:a"), await length("text:b"), await length("text:c")]).toEqual([1, 0, 1])
})

it("[LOG6] when a write fails for another reason, the whole group is told, and nothing of it is kept", async () => {
  const broken = commits.submit({ weight: { entries: 1, bytes: 1 }, streams: [], apply: () => failWith(10) })
  const outcomes = await Promise.allSettled([submit(append("text:a")), broken, submit(append("text:b"))])
  expect(outcomes.map((each) => each.status === "rejected" && each.reason instanceof StorageError)).toEqual([
    true,
    true,
    true,
  ])
  expect([log.head("text:a"), log.head("text:b")]).toEqual([0, 0])
  expect(transactions).toEqual(["BEGIN IMMEDIATE"].concat("ROLLBACK"))
})

it("[LOG6] goes on after a commit that failed, also when it could not even be undone", async () => {
  for (const statement of ["COMMIT", "BEGIN IMMEDIATE"]) {
    failingOnce = statement
    await expect(submit(append("text:a"))).rejects.toBeInstanceOf(StorageError)
    commits.heard(["text:a"])
  }
  const broken = commits.submit({ weight: { entries: 1, bytes: 1 }, streams: [], apply: () => failWith(10) })
  failingOnce = "ROLLBACK"
  await expect(broken).rejects.toBeInstanceOf(StorageError)
  await expect(submit(append("text:b"))).rejects.toBeInstanceOf(StorageError)
  commits.heard(["text:b"])
  await Promise.all([submit(append("text:a")), submit(append("text:b"))])
  expect([await length("text:a"), await length("text:b")]).toEqual([1, 1])
})

it("[LOG7] fails what follows to the same stream until the failure was heard of, and nothing else", async () => {
  database.db.exec(`PRAGMA max_page_count = ${pragma(database.db, "page_count") + 4}`)
  const first = submit(append("text:a", 100_000))
  await expect(first).rejects.toBeInstanceOf(StorageFullError)
  await expect(submit(append("text:a"), append("text:b"))).rejects.toBeInstanceOf(StorageFullError)
  await submit(append("text:c"))
  commits.heard(["text:a"])
  await expect(submit(append("text:a"))).rejects.toBeInstanceOf(StorageFullError)
  commits.heard(["text:a", "text:b"])
  commits.heard(["text:a"])
  await submit(append("text:a"))
  await submit(append("text:b"))
})

it("[LOG14] archives in slices, between which what is waiting is committed and read", async () => {
  await submit(append("text:a", 1_000, 2_000))
  const order: string[] = []
  const archived = log.archive("text:a", 2_000).then(() => order.push("archived"))
  for (const turn of ["first", "second", "third"]) {
    await submit(append("text:b"))
    order.push(turn)
  }
  const entries = (await log.read("text:a", 1_990, 100, 1_000_000)) as Entry[]
  expect(entries.map(({ position }) => position)).toEqual([1991, 1992, 1993, 1994, 1995, 1996, 1997, 1998, 1999, 2000])
  await archived
  expect(order[0]).toBe("first")
  expect(transactions.length / 2).toBeGreaterThan(8)
  expect(await length("text:a")).toBe(2_000)
  expect(database.db.prepare("SELECT count(*) AS count FROM entry").get()).toMatchObject({ count: 3 })
  const { bytes } = database.db.prepare("SELECT sum(length(data)) AS bytes FROM chunk").get()
  expect(bytes).toBeLessThan(20_000)
})

function failWith(errcode: number): never {
  throw Object.assign(new Error("disk I/O error"), { errcode })
}
