/** A failure of storage: nothing of the call was kept, and the same call may work later. Every other failure here is one. */
export class StorageError extends Error {
  override name = "StorageError"
}

/** No space: the disk, or the quota that the storage was given, is full. It goes away when space returns, without a restart. */
export class StorageFullError extends StorageError {
  override name = "StorageFullError"
}

/** What is kept there is not what was put: the disk has lost it. It stays so until a backup is restored. */
export class DamagedError extends StorageError {
  override name = "DamagedError"
}

/** More is waiting to be written than may wait. The caller slows down and tries again. */
export class QueueFullError extends StorageError {
  override name = "QueueFullError"
}

/** Another process holds this storage. */
export class LockedError extends StorageError {
  override name = "LockedError"
}

/** What is stored there is not ours, or was written by a newer program. */
export class FormatError extends StorageError {
  override name = "FormatError"
}

/** The stream has moved on since the caller read it: read again and decide again. Not a failure. */
export class ConflictError extends Error {
  override name = "ConflictError"
  readonly stream: string
  readonly expected: number
  readonly actual: number

  constructor(stream: string, expected: number, actual: number) {
    super(`${stream} is at position ${actual}, not at ${expected}`)
    this.stream = stream
    this.expected = expected
    this.actual = actual
  }
}
