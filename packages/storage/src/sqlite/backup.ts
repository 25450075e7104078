import { closeSync, copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { Worker } from "node:worker_threads"
import { DatabaseSync } from "@photostructure/sqlite"
import { FormatError, StorageError } from "../errors.ts"
import { checkFormat, holdLock, realFile, syncDirectory } from "./database.ts"
import { asStorageError, receiveError } from "./failures.ts"

/** Copies a storage file as it is at one moment, whether or not a process is using it. Does not overwrite. */
export async function backupSqlite({ file, to }: { file: string; to: string }): Promise<void> {
  const worker = new Worker(new URL("./backup-worker.js", import.meta.url), {
    workerData: { file, to },
    name: "codraft-backup",
  })
  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject)
    worker.once("message", (error: unknown) => (error === null ? resolve() : reject(receiveError(error))))
  })
}

/** Puts a backup in place where no storage file is. Nothing may be using that place. */
export function restoreSqlite({ from, file }: { from: string; file: string }): void {
  mkdirSync(dirname(resolve(file)), { recursive: true })
  const target = realFile(file)
  const lock = holdLock(target)
  try {
    refuseToOverwrite(target)
    checkCopy(from)
    placeFile(target, (partial) => copyFileSync(from, partial))
  } finally {
    lock.close()
  }
}

/** The copying itself: takes as long as the file is large, so it runs in a worker of its own. */
export function copyDatabase(file: string, to: string): void {
  refuseToOverwrite(to)
  if (!existsSync(file)) throw new StorageError(`${file} does not exist.`)
  const db = new DatabaseSync(file, { timeout: 10_000 })
  try {
    if (checkFormat(db, file) === 0) throw new FormatError(`${file} is empty.`)
    placeFile(realFile(to), (partial) => {
      db.prepare("VACUUM INTO ?").run(partial)
      checkCopy(partial)
    })
  } catch (error) {
    throw asStorageError(error, file)
  } finally {
    db.close()
  }
}

/** The file is there whole or not at all, also after a power cut. */
function placeFile(file: string, write: (partial: string) => void): void {
  const partial = `${file}.partial`
  rmSync(partial, { force: true })
  try {
    write(partial)
    const written = openSync(partial, "r+")
    fsyncSync(written)
    closeSync(written)
    // What another database left beside this place would be taken for its latest changes.
    for (const suffix of ["-wal", "-shm"]) rmSync(`${file}${suffix}`, { force: true })
    renameSync(partial, file)
    syncDirectory(file)
  } finally {
    rmSync(partial, { force: true })
  }
}

function checkCopy(file: string): void {
  if (!existsSync(file)) throw new StorageError(`${file} does not exist.`)
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    if (checkFormat(db, file) === 0) throw new FormatError(`${file} is empty.`)
    const [first] = db.prepare("PRAGMA quick_check(1)").all()
    if (first?.quick_check !== "ok") throw new StorageError(`${file} is damaged: ${first?.quick_check}`)
  } catch (error) {
    throw asStorageError(error, file)
  } finally {
    db.close()
  }
}

function refuseToOverwrite(file: string): void {
  if (existsSync(file)) throw new StorageError(`${file} exists already and is not overwritten. Move it away first.`)
}
