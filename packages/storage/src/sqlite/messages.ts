import type { Position, Snapshot } from "../storage.ts"

// What the main thread asks of the worker that holds the database, and what comes back.

/** Each operation: what is asked, and what is answered. Entries travel packed, so that the main thread gets them in one piece. */
export interface Operations {
  append: { ask: PackedBatch; answer: [stream: string, head: Position][] }
  read: { ask: { stream: string; after: Position; entries: number; bytes: number }; answer: Uint8Array }
  heads: { ask: readonly string[]; answer: [stream: string, head: Position][] }
  streams: { ask: string; answer: string[] }
  archive: { ask: { stream: string; through: Position }; answer: void }
  getSnapshot: { ask: string; answer: Snapshot | null }
  putSnapshot: { ask: { stream: string; snapshot: Snapshot }; answer: void }
  getBlob: { ask: string; answer: Uint8Array | null }
  putBlob: { ask: Uint8Array; answer: string }
  probe: { ask: null; answer: void }
  setBytesMax: { ask: number | null; answer: void }
  close: { ask: null; answer: void }
}

export type Operation = keyof Operations

export interface PackedBatch {
  readonly appends: readonly { stream: string; entries: number; expected: Position | undefined }[]
  /** The entries of all appends, in order. */
  readonly packed: Uint8Array
}

export type Request =
  | { [K in Operation]: { readonly id: number; readonly operation: K; readonly ask: Operations[K]["ask"] } }[Operation]
  /** The caller has heard that its append to these streams failed: what it appends from here on, it appends knowing that. */
  | { readonly operation: "heard"; readonly streams: readonly string[] }

export type Reply = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly error: unknown }

/** The first message says whether the database is open; every later one holds replies. */
export type Report = { readonly opened: true } | { readonly refused: unknown } | { readonly replies: readonly Reply[] }

export interface WorkerOptions {
  readonly file: string
  readonly bytesMax: number | null
}
