import { $getRoot, type LexicalEditor, SKIP_DOM_SELECTION_TAG, SKIP_SCROLL_INTO_VIEW_TAG } from "lexical"
import type { ChangedLine } from "./change-words.ts"
import { $selectIn, linesInText, rangeIn } from "./in-text.ts"

/** Where a change stands on the canvas, in px from its top. */
export interface PlacedChange {
  readonly index: number
  readonly top: number
  readonly height: number
}

const fresh = "change-fresh"
const current = "change-current"
/** Beside the text; in a text that is new throughout the rest is reached by the bar. */
const marksMax = 400

/**
 * Marks what others changed without touching the text: new words are painted over, and for each paragraph it says where a mark
 * in the margin belongs. Follows the text as it is edited.
 */
export class ChangesInText {
  readonly #editor: LexicalEditor
  readonly #lines: readonly ChangedLine[]
  readonly #onPlaced: (placed: PlacedChange[]) => void
  readonly #forget: () => void
  #current = -1
  #waiting = 0
  #placed: PlacedChange[] = []

  constructor(editor: LexicalEditor, lines: readonly ChangedLine[], onPlaced: (placed: PlacedChange[]) => void) {
    this.#editor = editor
    this.#lines = lines
    this.#onPlaced = onPlaced
    const later = () => this.#paintLater()
    const forgetUpdates = editor.registerUpdateListener(({ dirtyElements, dirtyLeaves }) => {
      // A caret that moves changes nothing.
      if (dirtyElements.size > 0 || dirtyLeaves.size > 0) later()
    })
    const sizes = new ResizeObserver(later)
    const root = editor.getRootElement()
    if (root) sizes.observe(root)
    this.#forget = () => {
      forgetUpdates()
      sizes.disconnect()
    }
    this.#paint()
  }

  destroy(): void {
    this.#forget()
    clearTimeout(this.#waiting)
    CSS.highlights?.delete(fresh)
    CSS.highlights?.delete(current)
  }

  /** Brings a change into view and marks it as the one at hand; false where its place is gone. */
  show(index: number): boolean {
    this.#current = index
    this.#paint()
    const element = this.#elementOf(index)
    if (!element) return false
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches
    element.scrollIntoView({ block: "center", behavior: isCalm ? "auto" : "smooth" })
    return true
  }

  /** Puts the caret of somebody who writes to a change; the keys go there too if `takesKeys`. */
  select(index: number, takesKeys: boolean): void {
    const change = this.#lines[index]
    const editor = this.#editor
    if (change === undefined || !editor.isEditable() || editor.isComposing()) return
    const isGone = change.kind === "removed"
    const line = linesInText(editor).get((isGone ? change.behind : change.id) ?? "")
    const [first = 0] = [change.added[0]?.from, change.removed[0]?.at]
      .filter((at) => at !== undefined)
      .toSorted((a, b) => a - b)
    const tag = takesKeys ? [SKIP_SCROLL_INTO_VIEW_TAG] : [SKIP_SCROLL_INTO_VIEW_TAG, SKIP_DOM_SELECTION_TAG]
    editor.update(
      () => {
        if (line) $selectIn(line, change.text, isGone ? change.text.length : first)
        else if (isGone) $getRoot().selectStart()
      },
      { discrete: true, tag },
    )
    if (takesKeys) editor.getRootElement()?.focus({ preventScroll: true })
  }

  #elementOf(index: number): HTMLElement | null {
    const line = this.#lines[index]
    const id = line?.kind === "removed" ? line.behind : line?.id
    const found = id ? linesInText(this.#editor).get(id)?.element : undefined
    return (
      found ??
      (line?.kind === "removed" ? (this.#editor.getRootElement()?.firstElementChild as HTMLElement | null) : null)
    )
  }

  /** Painting measures the page: not with every letter. */
  #paintLater(): void {
    if (this.#waiting !== 0) return
    this.#waiting = window.setTimeout(() => {
      this.#waiting = 0
      this.#paint()
    }, calmMs)
  }

  #paint(): void {
    const root = this.#editor.getRootElement()
    const canvas = root?.parentElement
    if (!root || !canvas) return
    const lines = linesInText(this.#editor)
    const [all, atHand]: [Range[], Range[]] = [[], []]
    const placed: PlacedChange[] = []
    const origin = canvas.getBoundingClientRect().top
    for (const [index, change] of this.#lines.entries()) {
      const isGone = change.kind === "removed"
      const line = lines.get((isGone ? change.behind : change.id) ?? "")
      if (!line && !isGone) continue
      if (placed.length < marksMax) {
        const box = (line?.element ?? root).getBoundingClientRect()
        const top = isGone ? (line ? box.bottom : box.top) - origin - goneHeight / 2 : box.top - origin
        placed.push({ index, top, height: isGone ? goneHeight : box.height })
      }
      if (!line || isGone || change.kind === "moved") continue
      for (const { from, to } of change.added) {
        const range = rangeIn(line, change.text, from, to)
        if (range) (index === this.#current ? atHand : all).push(range)
      }
    }
    CSS.highlights?.set(fresh, new Highlight(...all))
    CSS.highlights?.set(current, new Highlight(...atHand))
    if (!isSamePlaces(placed, this.#placed)) this.#onPlaced((this.#placed = placed))
  }
}

const calmMs = 150
const goneHeight = 20

function isSamePlaces(a: readonly PlacedChange[], b: readonly PlacedChange[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ index, top, height }, at) => {
      const other = b[at]
      return index === other?.index && top === other.top && height === other.height
    })
  )
}
