import type { Clock } from "../client/index.ts"

interface Timer {
  readonly at: number
  readonly fn: () => void
  isCancelled: boolean
}

/** Time that passes only when told to. Timers of one moment fire in the order in which they were set. */
export class VirtualClock implements Clock {
  #now: number
  /** By time, then by order of setting; the next one last. */
  readonly #timers: Timer[] = []

  constructor(now = 1_000_000) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  setTimer(fn: () => void, delayMs: number): () => void {
    const timer = { at: this.#now + Math.max(0, Math.ceil(delayMs)), fn, isCancelled: false }
    this.#timers.splice(this.#placeOf(timer.at), 0, timer)
    return () => {
      timer.isCancelled = true
    }
  }

  /** Lets time pass, and everything that was promised meanwhile happen. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await settle()
    for (let next = this.#timers.at(-1); next && next.at <= end; next = this.#timers.at(-1)) {
      this.#timers.pop()
      if (next.isCancelled) continue
      this.#now = next.at
      next.fn()
      await settle()
    }
    this.#now = end
  }

  #placeOf(at: number): number {
    let low = 0
    let high = this.#timers.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#timers[middle]?.at ?? 0) > at) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Resolves when every promise that can go on without a timer or the disk has done so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
