import type { Clock } from "@codraft/sync/server"

interface Turn {
  readonly start: () => void
  isSlow: boolean
}

/**
 * Work that is done one after the other, in the order in which it was asked for. What takes long steps aside, so that it holds up
 * nobody; of that there is one at a time, so that never more than two are under way.
 */
export class Turns {
  readonly #clock: Pick<Clock, "setTimer">
  readonly #slowMs: number
  readonly #waiting: Turn[] = []
  #inFront: Turn | null = null
  #aside: Turn | null = null

  constructor({ clock, slowMs }: { clock: Pick<Clock, "setTimer">; slowMs: number }) {
    this.#clock = clock
    this.#slowMs = slowMs
  }

  async take<T>(work: () => Promise<T>): Promise<T> {
    const turn = await new Promise<Turn>((resolve) => {
      const asked: Turn = { start: () => resolve(asked), isSlow: false }
      this.#waiting.push(asked)
      this.#goOn()
    })
    const cancel = this.#clock.setTimer(() => {
      turn.isSlow = true
      this.#goOn()
    }, this.#slowMs)
    try {
      return await work()
    } finally {
      cancel()
      if (this.#inFront === turn) this.#inFront = null
      else this.#aside = null
      this.#goOn()
    }
  }

  #goOn(): void {
    if (this.#inFront?.isSlow && this.#aside === null) {
      this.#aside = this.#inFront
      this.#inFront = null
    }
    if (this.#inFront !== null) return
    this.#inFront = this.#waiting.shift() ?? null
    this.#inFront?.start()
  }
}
