import { backpressure } from "./bounds.ts"

/** Watches a link that holds too much of what it was sent: has it drained, or is there no hope that it will? */
export class Drain {
  #progressAt: number
  #leastBuffered: number

  constructor(buffered: number, now: number) {
    this.#progressAt = now
    this.#leastBuffered = buffered
  }

  /** `allowedBytes` may be buffered beyond the bound: the client has asked for them. */
  check(buffered: number, now: number, allowedBytes = 0): "waiting" | "drained" | "hopeless" {
    if (buffered <= backpressure.drainedBytes) return "drained"
    if (this.#leastBuffered - buffered >= backpressure.progressBytes) {
      this.#leastBuffered = buffered
      this.#progressAt = now
    }
    const isTooMuch = buffered > backpressure.bufferedBytesMax + allowedBytes
    return isTooMuch || now - this.#progressAt >= backpressure.stalledMs ? "hopeless" : "waiting"
  }
}
