import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openSqliteStorage, type SqliteStorage } from "@codraft/storage/sqlite"
import { StorageFullError } from "@codraft/storage"
import type { StorageRig } from "@codraft/storage/testing"

/** SQLite under the contract: a quota stands for the disk, and copied files for what a crash leaves. */
export async function openSqliteRig(): Promise<
  StorageRig & { readonly storage: SqliteStorage; readonly file: string }
> {
  const directory = mkdtempSync(join(tmpdir(), "codraft-storage-"))
  let crashes = 0
  let file = join(directory, "0.db")
  let storage = await openSqliteStorage({ file })
  const reopen = async () => {
    await storage.close()
    storage = await openSqliteStorage({ file })
    return storage
  }
  return {
    storage,
    file,
    reopen,
    crash: async () => {
      const copy = join(directory, `${++crashes}.db`)
      copyFiles(file, copy)
      await storage.close()
      file = copy
      storage = await openSqliteStorage({ file })
      return storage
    },
    fill: async () => {
      await storage.setBytesMax(1)
      // What is free inside the file goes, too.
      for (let number = 0; ; number += 1) {
        const error: unknown = await storage.blobs
          .put(new Uint8Array(5_000).fill(number))
          .catch((reason: unknown) => reason)
        if (error instanceof StorageFullError) return
      }
    },
    free: async () => await storage.setBytesMax(null),
    remove: async () => {
      await storage.close()
      rmSync(directory, { recursive: true })
    },
  }
}

/** The database and its write-ahead log as they are at this instant. Nothing else of it survives a power cut. */
export function copyFiles(file: string, copy: string): void {
  for (const suffix of ["", "-wal"])
    if (existsSync(`${file}${suffix}`)) copyFileSync(`${file}${suffix}`, `${copy}${suffix}`)
}

export function sizeOf(file: string): number {
  return statSync(file).size
}
