import type { Clock } from "./ports.ts"

/** How many messages one connection may send: so many at once, then so many a second. */
export class Allowance {
  readonly #clock: Clock
  readonly #burstMax: number
  readonly #perSecond: number
  #left: number
  #filledAt: number

  constructor(clock: Clock, burstMax: number, perSecond: number) {
    this.#clock = clock
    this.#burstMax = burstMax
    this.#perSecond = perSecond
    this.#left = burstMax
    this.#filledAt = clock.now()
  }

  /** Takes one; false when there is none left. */
  take(): boolean {
    if (this.#left < 1) {
      const now = this.#clock.now()
      const gained = (Math.max(0, now - this.#filledAt) / 1000) * this.#perSecond
      this.#left = Math.min(this.#burstMax, this.#left + gained)
      this.#filledAt = now
    }
    if (this.#left < 1) return false
    this.#left -= 1
    return true
  }
}
