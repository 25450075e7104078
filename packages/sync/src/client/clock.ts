/** Time as an argument. `now` may be any steady count of milliseconds: only differences on this machine are ever used. */
export interface Clock {
  now(): number
  /** Calls `fn` once after `delayMs`; the returned function cancels it. */
  setTimer(fn: () => void, delayMs: number): () => void
}
