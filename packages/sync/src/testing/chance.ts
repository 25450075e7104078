import { chanceFrom } from "../client/chance.ts"

/** Everything that is left to chance in a simulation, from one seed. */
export class Chance {
  readonly #next: () => number

  constructor(seed: number) {
    // Neighbouring seeds begin alike: stir first.
    this.#next = chanceFrom(Math.imul(seed + 1, 0x9e3779b1))
  }

  /** In [0, 1). */
  fraction(): number {
    return this.#next()
  }

  isLucky(odds: number): boolean {
    return this.#next() < odds
  }

  /** Both ends included. */
  between(min: number, max: number): number {
    return min + Math.floor(this.#next() * (max - min + 1))
  }

  pick<T>(choices: readonly T[]): T | undefined {
    return choices[Math.floor(this.#next() * choices.length)]
  }

  /** By weight. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T {
    let left = this.#next() * choices.reduce((sum, [, weight]) => sum + weight, 0)
    for (const [choice, weight] of choices) {
      left -= weight
      if (left < 0) return choice
    }
    throw new Error("nothing to choose from")
  }
}
