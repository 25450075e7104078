/** Reproducible chance: the same seed gives the same choices, on any machine. */
export class Chance {
  #state: number

  constructor(seed: number) {
    this.#state = seed >>> 0
  }

  /** In [0, 1). The generator is mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  /** A whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.next() * bound)
  }

  between(min: number, max: number): number {
    return min + this.below(max - min + 1)
  }

  isLucky(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)]
  }

  shuffled<T>(from: readonly T[]): T[] {
    const rest = [...from]
    for (let i = rest.length - 1; i > 0; i--) {
      const j = this.below(i + 1)
      const swapped = rest[i] as T
      rest[i] = rest[j] as T
      rest[j] = swapped
    }
    return rest
  }
}
