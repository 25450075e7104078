/** A place in one stream: 1-based and consecutive; 0 is "nothing yet". Who has seen n has seen everything before it. */
export type Position = number

export interface NewEntry {
  /** Whole milliseconds since the epoch, from the caller's clock. */
  readonly at: number
  /** The person who caused it, or "system". */
  readonly author: string
  /** Opaque here: a Yjs update or an event, in the caller's own numbered format. */
  readonly data: Uint8Array
}

export interface Entry extends NewEntry {
  readonly position: Position
}

export interface Append {
  readonly stream: string
  /** May be empty: with `expected` it is then a pure check of where the stream stands. */
  readonly entries: readonly NewEntry[]
  /** Where the stream must stand before this append. */
  readonly expected?: Position
}

export interface ReadLimits {
  readonly entries?: number
  readonly bytes?: number
}

export interface Log {
  /**
   * Writes the whole batch or nothing of it, and answers with the new heads of its streams once it would survive a power cut.
   * The bytes are copied before this returns. Rejects with ConflictError, StorageFullError, QueueFullError or StorageError.
   */
  append(batch: readonly Append[]): Promise<Map<string, Position>>
  /**
   * The entries after a position, consecutive and in order; at least one if there is one, else as many as the limits allow.
   * NOTE: there may be more; `readAll` goes on to the end. The data may be views of one larger buffer.
   */
  read(stream: string, after: Position, limits?: ReadLimits): Promise<Entry[]>
  /** Where each of these streams stands, all at one moment; 0 for one that does not exist. */
  heads(streams: readonly string[]): Promise<Map<string, Position>>
  /** The names of the streams that have entries and start with the prefix, sorted. */
  streams(prefix: string): Promise<string[]>
  /** Compresses the entries up to and including a position, in slices between which commits go on. Reads give the same entries as before. */
  archive(stream: string, through: Position): Promise<void>
  close(): Promise<void>
}

export interface Snapshot {
  /** The last log position that is in `data`; never ahead of the stream's head. */
  readonly position: Position
  readonly data: Uint8Array
}

export interface Snapshots {
  get(stream: string): Promise<Snapshot | null>
  /** Keeps what is there when that is at a later position. */
  put(stream: string, snapshot: Snapshot): Promise<void>
}

export interface Blobs {
  /** Answers with the SHA-256 of the bytes in lower-case hex. Putting the same bytes again costs nothing. */
  put(bytes: Uint8Array): Promise<string>
  /** The bytes, checked against their hash; null when there are none. Rejects with DamagedError where they are others by now. */
  get(sha256: string): Promise<Uint8Array | null>
}

export interface Storage {
  readonly log: Log
  readonly snapshots: Snapshots
  readonly blobs: Blobs
  /** Resolves when a durable write works now; rejects with what is wrong. */
  probe(): Promise<void>
  /** Finishes what was accepted, refuses everything after, and lets go of the storage. */
  close(): Promise<void>
}
