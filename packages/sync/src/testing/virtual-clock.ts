import type { Clock } from "../client/index.ts"

interface Timer {
  readonly at: number
  readonly order: number
  readonly fn: () => void
}

/** Time that passes only when told to. Timers of one moment fire in the order in which they were set. */
export class VirtualClock implements Clock {
  #now: number
  #order = 0
  readonly #timers = new Set<Timer>()

  constructor(now = 1_000_000) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  setTimer(fn: () => void, delayMs: number): () => void {
    const timer = { at: this.#now + Math.max(0, delayMs), order: (this.#order += 1), fn }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  /** Lets time pass, and everything that was promised meanwhile happen. */
  async pass(ms: number): Promise<void> {
    const end = this.#now + ms
    await settle()
    for (let next = this.#next(); next && next.at <= end; next = this.#next()) {
      this.#now = next.at
      this.#timers.delete(next)
      next.fn()
      await settle()
    }
    this.#now = end
  }

  #next(): Timer | null {
    let next: Timer | null = null
    for (const timer of this.#timers) {
      if (!next || timer.at < next.at || (timer.at === next.at && timer.order < next.order)) next = timer
    }
    return next
  }
}

/** Resolves when every promise that can go on without a timer or the disk has done so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
