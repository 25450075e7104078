import type { Clock } from "../clock.ts"

/** Calls back once nothing was heard for a while. Only differences of one clock count, so a wrong clock does no harm. */
export class Silence {
  readonly #clock: Clock
  readonly #boundMs: number
  readonly #onSilence: () => void
  #heardAt: number
  #cancel: () => void

  constructor(clock: Clock, boundMs: number, onSilence: () => void) {
    this.#clock = clock
    this.#boundMs = boundMs
    this.#onSilence = onSilence
    this.#heardAt = clock.now()
    this.#cancel = clock.setTimer(() => this.#check(), boundMs)
  }

  heard(): void {
    this.#heardAt = this.#clock.now()
  }

  stop(): void {
    this.#cancel()
  }

  // One timer per bound instead of one per message. A clock that was set back shows as a negative silence: begin anew.
  #check(): void {
    const silentMs = this.#clock.now() - this.#heardAt
    if (silentMs >= this.#boundMs) return this.#onSilence()
    if (silentMs < 0) this.#heardAt = this.#clock.now()
    this.#cancel = this.#clock.setTimer(() => this.#check(), this.#boundMs - Math.max(silentMs, 0))
  }
}
