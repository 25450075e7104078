/**
 * Stepped by whoever changes a message so that the other end would read it differently; the server then refuses older builds
 * with `closeCodes.buildTooOld`. A test holds the hash of every message shape against it.
 */
export const PROTOCOL_VERSION = 2
