/**
 * Time as an argument: whole milliseconds since the epoch. The client uses only differences on its own machine, so that a wrong clock
 * does no harm.
 */
export interface Clock {
  now(): number
  /** Calls `fn` once after `delayMs`; the returned function cancels it. */
  setTimer(fn: () => void, delayMs: number): () => void
}
