import type { AnchoredSelection, NoAnchor } from "@codraft/document/collab"
import { type Filter, usualFilter } from "./filter.ts"

export interface DeskView {
  /** The thread whose card and words stand out. */
  readonly current: string | null
  /** A new comment is being written: on these words, or on the section as a whole. `top` is where the words begin until that is measured. */
  readonly composing: {
    readonly threadId: string
    readonly anchor: AnchoredSelection | null
    readonly top: number
  } | null
  /** Why no comment can be on what was selected when one was asked for. */
  readonly unfit: Exclude<NoAnchor, "nothing"> | null
  readonly filter: Filter
  /** Whether the comments are open where there is no room for them beside the text. */
  readonly isShown: boolean
  /** How many there are to settle; null until it is known. */
  readonly count: number | null
}

/** What is looked at of a section's comments in this window. It knows neither them nor the text. */
export class CommentDesk {
  readonly #listeners = new Set<() => void>()
  #view: DeskView = { current: null, composing: null, unfit: null, filter: usualFilter, isShown: false, count: null }

  readonly view = (): DeskView => this.#view

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  set(change: Partial<DeskView>): void {
    const keys = Object.keys(change) as (keyof DeskView)[]
    if (keys.every((key) => this.#view[key] === change[key])) return
    this.#view = { ...this.#view, ...change }
    for (const listener of this.#listeners) listener()
  }
}
