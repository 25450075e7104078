import type { Clock } from "../client/index.ts"

/** A process or a tab that may die: from then on its timers do not fire, and it hears no answer. */
export class Mortal implements Clock {
  readonly #clock: Clock
  #isDead = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isDead(): boolean {
    return this.#isDead
  }

  die(): void {
    this.#isDead = true
  }

  now(): number {
    return this.#clock.now()
  }

  setTimer(fn: () => void, delayMs: number): () => void {
    return this.#clock.setTimer(() => {
      if (!this.#isDead) fn()
    }, delayMs)
  }

  /** What is asked for while it lives is done; the answer comes only if it still lives then. */
  async answer<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isDead) return await never
    try {
      const answer = await work()
      return this.#isDead ? await never : answer
    } catch (error) {
      if (this.#isDead) return await never
      throw error
    }
  }
}

const never = new Promise<never>(() => {})
