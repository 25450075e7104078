/** Waits that double up to a bound, each between half and all of its length, so that many clients do not return at one moment. */
export class Backoff {
  readonly #firstMs: number
  readonly #maxMs: number
  readonly #random: () => number
  #waits = 0

  constructor(firstMs: number, maxMs: number, random: () => number) {
    this.#firstMs = firstMs
    this.#maxMs = maxMs
    this.#random = random
  }

  nextMs(): number {
    const lengthMs = Math.min(this.#firstMs * 2 ** this.#waits, this.#maxMs)
    this.#waits += 1
    return lengthMs * (0.5 + this.#random() / 2)
  }

  reset(): void {
    this.#waits = 0
  }
}
