const mebibyte = 1024 * 1024

/** What an adapter accepts and holds. A call beyond a bound rejects and changes nothing. */
export const bounds = {
  entryBytesMax: 16 * mebibyte,
  snapshotBytesMax: 64 * mebibyte,
  blobBytesMax: 64 * mebibyte,
  /** Accepted but not yet durable, over all callers; beyond it: QueueFullError. */
  queueEntriesMax: 20_000,
  queueBytesMax: 64 * mebibyte,
  /** One answer of `read`, unless the caller asks for less. */
  readEntriesMax: 10_000,
  readBytesMax: 4 * mebibyte,
} as const
