const kibibyte = 1024
const mebibyte = 1024 * kibibyte

/** What one message may hold. Beyond it the connection is closed with `closeCodes.tooLarge`. */
export const messageBounds = {
  updateBytesMax: 1 * mebibyte,
  step2BytesMax: 8 * mebibyte,
  /** 10 bytes a client: this is a document with some hundred thousand writers. */
  stateVectorBytesMax: 1 * mebibyte,
  awarenessBytesMax: 32 * kibibyte,
  /** A whole frame, for the socket library: the largest message and its head. */
  frameBytesMax: 8 * mebibyte + kibibyte,
  /** A text frame of a client on the events socket. */
  eventsRequestCharsMax: 4 * kibibyte,
} as const
