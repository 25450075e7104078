const kibibyte = 1024
const mebibyte = 1024 * kibibyte
const second = 1000

/** What a room and its connections hold and wait for. What happens beyond each is said in SPEC.md. */
export const roomBounds = {
  connectionsMax: 500,
  /** Received and not yet judged, per connection. */
  queuedBytesMax: 16 * mebibyte,
  /** Frames of one connection: at once, and then per second. */
  messagesBurstMax: 25_000,
  messagesPerSecondMax: 1_000,
  /** Questions of one connection, each of which may be answered with much: at once, and then per second. */
  questionsBurstMax: 100,
  questionsPerSecondMax: 5,
  /** Judged between two turns of the event loop. */
  batchMessagesMax: 256,
  batchBytesMax: 256 * kibibyte,
  /** Each author of a batch is sent what all the others brought: a merge of its own. */
  batchAuthorsMax: 16,
  /** More than this at once is judged, replayed or compared in the worker. */
  inlineBytesMax: 64 * kibibyte,
  inlineEntriesMax: 128,
  /** Read from the log at once. */
  pageEntriesMax: 1_000,
  pageBytesMax: 1 * mebibyte,
  /** Other servers may be writing to the same text; each time this one loses, somebody else's change went in. */
  conflictsMax: 100,
  /** A text that holds more takes deletions only; a snapshot of it fits into storage, and a room into memory. 300 pages are 1 MiB. */
  textBytesMax: 16 * mebibyte,
  /** Each load of a document in a browser that writes is one. */
  textClientsMax: 200_000,
  /** Making a change of the server's own. */
  writeMs: 10 * second,
} as const

/** When a connection does not take what it is sent. */
export const backpressure = {
  /** Above this nothing is forwarded any more: the connection is stale, and gets one difference when it has drained. */
  staleBytes: 1 * mebibyte,
  drainedBytes: 128 * kibibyte,
  /** Beyond the answer that it asked for itself. */
  bufferedBytesMax: 8 * mebibyte,
  /** How long a stale connection may take less than `progressBytes`. */
  stalledMs: 30 * second,
  progressBytes: 64 * kibibyte,
  checkMs: 250,
} as const

export const rhythm = {
  /** y-websocket's provider gives a connection up after 30 s without a message. */
  keepAliveMs: 20 * second,
  presenceMs: 50,
  /** Presence of another server that is not repeated for so long has died with it. */
  presenceOfServerMs: 60 * second,
  idleRoomMs: 60 * second,
  compactAfterEntries: 2_000,
  compactAfterBytes: 1 * mebibyte,
  /** After a compaction that failed. */
  compactAgainMs: 60 * second,
  /** An idle text with fewer new entries is left as it is. */
  compactIdleAfterEntries: 32,
} as const

/** How long nothing more is said of changes after something was: of a publication at all, and of one part of it. */
export const changeRhythm = {
  anyMs: 1 * second,
  partMs: { comments: 1 * second, facts: 1 * second, seen: 1 * second, texts: 5 * second },
} as const

export const eventBounds = {
  connectionsMax: 5_000,
  /** A thread whose readers are those of no other stream has one of its own, and a round of review may leave thousands. */
  joinsMax: 10_000,
  messagesBurstMax: 12_000,
  messagesPerSecondMax: 100,
  /** Read from the log at once for one connection. */
  pageEntriesMax: 500,
  pageBytesMax: 256 * kibibyte,
} as const
