import {
  ConflictError,
  DamagedError,
  FormatError,
  LockedError,
  QueueFullError,
  StorageError,
  StorageFullError,
} from "../errors.ts"

const full = 13
const corrupt = 11
const notADatabase = 26
/** The shared-memory file beside the log could not grow: the disk is full, too. */
const sharedMemorySize = 4874

/** What SQLite threw, in our words. Errors of our own pass through. */
export function asStorageError(error: unknown, file: string): unknown {
  if (!(error instanceof Error) || !("errcode" in error) || typeof error.errcode !== "number") return error
  const kind = error.errcode & 0xff
  const cause = { cause: error }
  if (kind === full || error.errcode === sharedMemorySize)
    return new StorageFullError(`There is no space left for ${file}.`, cause)
  if (kind === corrupt) return new DamagedError(`${file} is damaged (${error.message}). Restore a backup.`, cause)
  if (kind === notADatabase)
    return new FormatError(`${file} is no Codraft database: it is not even one of SQLite.`, cause)
  return new StorageError(`${file} could not be read or written: ${error.message} (SQLite ${error.errcode}).`, cause)
}

// Errors lose their class on the way between threads; these two carry it across.

type Sent = { readonly name: string; readonly message: string; readonly conflict?: readonly [string, number, number] }

const classes = {
  StorageError,
  DamagedError,
  StorageFullError,
  QueueFullError,
  LockedError,
  FormatError,
  RangeError,
  TypeError,
}

export function sendError(error: unknown): Sent {
  if (error instanceof ConflictError)
    return { name: error.name, message: error.message, conflict: [error.stream, error.expected, error.actual] }
  if (error instanceof Error)
    return { name: error.name, message: error.name in classes ? error.message : (error.stack ?? error.message) }
  return { name: "StorageError", message: String(error) }
}

export function receiveError(sent: unknown): Error {
  const { name, message, conflict } = sent as Sent
  if (conflict !== undefined) return new ConflictError(...conflict)
  const known = Object.entries(classes).find(([each]) => each === name)
  return known === undefined ? new StorageError(message) : new known[1](message)
}
