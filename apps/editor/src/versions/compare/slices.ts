import { createContext, use, useEffect, useState } from "react"
import { flushSync } from "react-dom"

/** So long may one task lay out pieces before the page answers to whoever uses it. */
const taskMs = 30

/**
 * Lays out the pieces of a long page one after the other, in their order, with pauses in which the page answers. None is left out:
 * once all are there, `onWhole` is told, and who prints has them all at once.
 */
export class Slices {
  readonly #onWhole: () => void
  #waiting = new Set<() => void>()
  #isUnderWay = false

  constructor(onWhole: () => void) {
    this.#onWhole = onWhole
  }

  /** Gives what takes a piece out of the row again. */
  add(show: () => void): () => void {
    this.#waiting.add(show)
    if (!this.#isUnderWay) {
      this.#isUnderWay = true
      setTimeout(() => this.#work())
    }
    return () => this.#waiting.delete(show)
  }

  all(): void {
    const waiting = [...this.#waiting]
    this.#waiting.clear()
    flushSync(() => {
      for (const show of waiting) show()
    })
  }

  #work(): void {
    const end = performance.now() + taskMs
    for (const show of this.#waiting) {
      this.#waiting.delete(show)
      flushSync(show)
      if (performance.now() >= end) break
    }
    if (this.#waiting.size > 0) {
      setTimeout(() => this.#work())
      return
    }
    this.#isUnderWay = false
    this.#onWhole()
  }
}

/** Null where a page is laid out at once. */
export const SlicesContext = createContext<Slices | null>(null)

/** Whether it is this piece's turn. */
export function useSlice(): boolean {
  const slices = use(SlicesContext)
  const [isShown, setShown] = useState(slices === null)
  useEffect(() => (isShown ? undefined : slices?.add(() => setShown(true))), [slices, isShown])
  return isShown
}

/** Slices for a page; `turn` goes on each time that all of it is there. */
export function useSlices(): { slices: Slices; turn: number } {
  const [turn, setTurn] = useState(0)
  const [slices] = useState(() => new Slices(() => setTurn((last) => last + 1)))
  useEffect(() => {
    const all = () => slices.all()
    addEventListener("beforeprint", all)
    return () => removeEventListener("beforeprint", all)
  }, [slices])
  return { slices, turn }
}
