export { bounds } from "./bounds.ts"
export {
  ConflictError,
  DamagedError,
  FormatError,
  LockedError,
  QueueFullError,
  StorageError,
  StorageFullError,
} from "./errors.ts"
export { readAll } from "./read-all.ts"
export type {
  Append,
  Blobs,
  Entry,
  Log,
  NewEntry,
  Position,
  ReadLimits,
  Snapshot,
  Snapshots,
  Storage,
} from "./storage.ts"
