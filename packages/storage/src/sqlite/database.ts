import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, realpathSync } from "node:fs"
import { basename, dirname, join, resolve } from "node:path"
import { DatabaseSync, type DatabaseSyncInstance } from "@photostructure/sqlite"
import { FormatError, LockedError, StorageError } from "../errors.ts"

export type Database = DatabaseSyncInstance

/** "Cdrf": marks a SQLite file as ours. */
const applicationId = 0x43_64_72_66

/** Each step takes a database from the format of its index to the next. A step that was released never changes. */
const steps: readonly string[] = [
  `CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, head INTEGER NOT NULL) STRICT;
   CREATE TABLE entry (stream INTEGER NOT NULL, position INTEGER NOT NULL, at INTEGER NOT NULL, author TEXT NOT NULL,
     data BLOB NOT NULL, PRIMARY KEY (stream, position)) STRICT, WITHOUT ROWID;
   CREATE TABLE chunk (stream INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, bytes INTEGER NOT NULL,
     data BLOB NOT NULL, PRIMARY KEY (stream, last)) STRICT;
   CREATE TABLE snapshot (stream INTEGER PRIMARY KEY, position INTEGER NOT NULL, data BLOB NOT NULL) STRICT;
   CREATE TABLE blob (sha256 TEXT PRIMARY KEY, bytes INTEGER NOT NULL) STRICT, WITHOUT ROWID;
   CREATE TABLE piece (sha256 TEXT NOT NULL, number INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (sha256, number)) STRICT;
   CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), data BLOB NOT NULL) STRICT;`,
  // Whoever opens the file with another program cannot change what was frozen by mistake: versions are said in these streams, by
  // the hashes of blobs.
  `CREATE TRIGGER entry_stays BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries of the log never change'); END;
   CREATE TRIGGER version_stays BEFORE DELETE ON entry
     WHEN (SELECT name FROM stream WHERE id = OLD.stream) GLOB 'publication:*'
     BEGIN SELECT RAISE(ABORT, 'what is said of a publication is never deleted'); END;
   CREATE TRIGGER blob_stays BEFORE DELETE ON blob BEGIN SELECT RAISE(ABORT, 'blobs are never deleted'); END;
   CREATE TRIGGER blob_is_what_it_is BEFORE UPDATE ON blob BEGIN SELECT RAISE(ABORT, 'blobs never change'); END;
   CREATE TRIGGER piece_stays BEFORE DELETE ON piece WHEN EXISTS (SELECT 1 FROM blob WHERE sha256 = OLD.sha256)
     BEGIN SELECT RAISE(ABORT, 'blobs are never deleted'); END;
   CREATE TRIGGER piece_is_what_it_is BEFORE UPDATE ON piece BEGIN SELECT RAISE(ABORT, 'blobs never change'); END;`,
  // A row that replaces another deletes it without a word to the triggers; and a stream of another name would hold no versions.
  `CREATE TRIGGER entry_is_once BEFORE INSERT ON entry
     WHEN EXISTS (SELECT 1 FROM entry WHERE stream = NEW.stream AND position = NEW.position)
     BEGIN SELECT RAISE(ABORT, 'entries of the log never change'); END;
   CREATE TRIGGER blob_is_once BEFORE INSERT ON blob WHEN EXISTS (SELECT 1 FROM blob WHERE sha256 = NEW.sha256)
     BEGIN SELECT RAISE(ABORT, 'blobs never change'); END;
   CREATE TRIGGER piece_is_once BEFORE INSERT ON piece
     WHEN EXISTS (SELECT 1 FROM piece WHERE sha256 = NEW.sha256 AND number = NEW.number)
     BEGIN SELECT RAISE(ABORT, 'blobs never change'); END;
   CREATE TRIGGER stream_keeps_its_name BEFORE UPDATE OF id, name ON stream
     BEGIN SELECT RAISE(ABORT, 'streams never change their names'); END;
   CREATE TRIGGER stream_stays BEFORE DELETE ON stream BEGIN SELECT RAISE(ABORT, 'streams are never deleted'); END;`,
]

export interface OpenDatabase {
  readonly db: Database
  readonly file: string
  readonly close: () => void
}

/** Opens the file, new or old, for this process alone, and brings it to the format of today. */
export function openDatabase(path: string): OpenDatabase {
  mkdirSync(dirname(resolve(path)), { recursive: true })
  const file = realFile(path)
  const lock = holdLock(file)
  try {
    const db = new DatabaseSync(file, { timeout: 2000 })
    try {
      const format = checkFormat(db, file)
      db.exec(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF",
      )
      // macOS: its fsync alone does not reach the disk.
      db.exec("PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON")
      db.exec("PRAGMA journal_size_limit = 16777216; PRAGMA cache_size = -16384; PRAGMA cell_size_check = ON")
      upgrade(db, format)
    } catch (error) {
      db.close()
      throw error
    }
    syncDirectory(file)
    const close = () => {
      db.close()
      lock.close()
    }
    return { db, file, close }
  } catch (error) {
    lock.close()
    throw error
  }
}

/** The same for every way to name one file, so that two processes cannot miss each other. */
export function realFile(path: string): string {
  const file = resolve(path)
  return existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file))
}

/**
 * Held by a transaction on a file of its own, so by the operating system: it ends with the process, however that ends, and
 * leaves the database itself open to be copied by others.
 */
export function holdLock(file: string): { close(): void } {
  const lock = new DatabaseSync(`${file}.lock`)
  try {
    lock.exec("BEGIN EXCLUSIVE")
    return { close: () => lock.close() }
  } catch (error) {
    lock.close()
    throw new LockedError(`${file} is in use by another process. Stop that one first, or give this one its own data.`, {
      cause: error,
    })
  }
}

/** For what is changed beside a storage file: nobody opens the file meanwhile. It must be there. */
export function holdSqlite({ file }: { file: string }): { close(): void } {
  if (!existsSync(file)) throw new StorageError(`${file} does not exist.`)
  return holdLock(realFile(file))
}

/** Answers with the format number, 0 for an empty file. Changes nothing. */
export function checkFormat(db: Database, file: string): number {
  const format = pragma(db, "user_version")
  const isEmpty = pragma(db, "schema_version") === 0
  if (isEmpty) return 0
  if (pragma(db, "application_id") !== applicationId)
    throw new FormatError(`${file} is a database of another program, not of Codraft.`)
  if (format > steps.length)
    throw new FormatError(
      `${file} was written by a newer Codraft (format ${format}; this one knows ${steps.length}). Start that version, or restore a backup.`,
    )
  return format
}

export function syncDirectory(file: string): void {
  const directory = openSync(dirname(file), "r")
  fsyncSync(directory)
  closeSync(directory)
}

export function pragma(db: Database, name: string): number {
  return Number(db.prepare(`SELECT ${name} AS value FROM pragma_${name}`).get().value)
}

function upgrade(db: Database, format: number): void {
  if (format === steps.length) return
  db.exec("BEGIN IMMEDIATE")
  for (const step of steps.slice(format)) db.exec(step)
  db.exec(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${steps.length}; COMMIT`)
}
