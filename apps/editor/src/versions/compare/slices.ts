import { createContext, type RefObject, use, useEffect, useState } from "react"
import { flushSync } from "react-dom"

/** So long may one task lay out pieces before the page answers to whoever uses it. */
const taskMs = 30

/**
 * Lays out the pieces of a long page one after the other, those near the reader first, with pauses in which the page answers. None is
 * left out: once all are there, `onWhole` is told, and who prints has them all at once.
 */
export class Slices {
  readonly #onWhole: () => void
  #waiting = new Map<() => void, Element | null>()
  #isUnderWay = false

  constructor(onWhole: () => void) {
    this.#onWhole = onWhole
  }

  /** `place`: where the piece will be. Gives what takes it out of the row again. */
  add(show: () => void, place: Element | null = null): () => void {
    this.#waiting.set(show, place)
    if (!this.#isUnderWay) {
      this.#isUnderWay = true
      setTimeout(() => {
        this.#nearestFirst()
        this.#work()
      })
    }
    return () => this.#waiting.delete(show)
  }

  all(): void {
    const waiting = [...this.#waiting.keys()]
    this.#waiting.clear()
    flushSync(() => {
      for (const show of waiting) show()
    })
  }

  #nearestFirst(): void {
    const far = (place: Element | null): number => {
      const { top, bottom } = place?.getBoundingClientRect() ?? { top: 0, bottom: 0 }
      return Math.max(0, top - innerHeight, -bottom)
    }
    const placed = [...this.#waiting].map((entry) => ({ entry, far: far(entry[1]) }))
    this.#waiting = new Map(placed.sort((a, b) => a.far - b.far).map(({ entry }) => entry))
  }

  #work(): void {
    const end = performance.now() + taskMs
    for (const show of this.#waiting.keys()) {
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

/** A value as this piece has it by now: null before its first turn, and the one before until its next. */
export function useSliced<T>(value: T, place: RefObject<Element | null>): T | null {
  const slices = use(SlicesContext)
  const [shown, setShown] = useState<T | null>(null)
  const isDue = slices !== null && shown !== value
  useEffect(
    () => (isDue ? slices.add(() => setShown(() => value), place.current) : undefined),
    [slices, isDue, value, place],
  )
  return slices === null ? value : shown
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
