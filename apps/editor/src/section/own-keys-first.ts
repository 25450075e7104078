import type { LexicalEditor } from "lexical"
import { nextTask } from "../paste/next-task.ts"

/** A window that shows nothing paints nothing: after this long nobody waits for it. */
const frameMsMax = 100

export interface HeldArrivals {
  hold(): void
  release(): void
}

/**
 * What others write waits while an input method composes, and from a key of this person's until the frame with its letter is
 * painted: all that came meanwhile is shown together after it.
 */
export class OwnKeysFirst {
  readonly #arrivals: HeldArrivals
  readonly #forget: () => void
  #isComposing = false
  /** Ends the waiting for the frame of a key; null while there is none. */
  #painted: (() => void) | null = null

  constructor(editor: LexicalEditor, arrivals: HeldArrivals) {
    this.#arrivals = arrivals
    this.#forget = editor.registerRootListener((root, former) => {
      former?.removeEventListener("keydown", this.#pressed, true)
      root?.addEventListener("keydown", this.#pressed, true)
    })
  }

  setComposing(isComposing: boolean): void {
    this.#isComposing = isComposing
    if (isComposing) this.#arrivals.hold()
    else if (this.#painted === null) this.#arrivals.release()
  }

  destroy(): void {
    this.#forget()
    this.#painted?.()
  }

  readonly #pressed = (): void => {
    // While keys follow each other without a pause, what waits comes between any two frames.
    if (this.#painted !== null) return
    this.#arrivals.hold()
    let isOver = false
    const over = () => {
      if (isOver) return
      isOver = true
      cancelAnimationFrame(frame)
      clearTimeout(timer)
      this.#painted = null
      if (!this.#isComposing) this.#arrivals.release()
    }
    // The task after the frame's callbacks begins when the frame has been handed over for drawing.
    const frame = requestAnimationFrame(() => void nextTask().then(over))
    const timer = setTimeout(over, frameMsMax)
    this.#painted = over
  }
}
