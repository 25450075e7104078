import { $findMatchingParent } from "@lexical/utils"
import { $getSelection, $isElementNode, $isRangeSelection, type LexicalEditor } from "lexical"

/**
 * What colleagues write or take away above the line that a person is writing moves the page, not that line. Browsers hold only what
 * stands at the upper edge of the window, and nothing at all at the top of a page.
 */
export class SteadyLine {
  readonly #editor: LexicalEditor
  #frame = 0

  constructor(editor: LexicalEditor) {
    this.#editor = editor
  }

  /** A change of others is about to come; those of one frame are held together. */
  hold(): void {
    if (this.#frame !== 0) return
    const line = this.#line()
    if (!line) return
    const { top, bottom } = line.getBoundingClientRect()
    if (bottom < 0 || top > innerHeight) return
    const place = top + scrollY
    const root = document.documentElement
    root.style.overflowAnchor = "none"
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      // On the page, not in the window: the person may have scrolled meanwhile.
      const by = line.isConnected ? line.getBoundingClientRect().top + scrollY - place : 0
      if (by !== 0) scrollBy({ top: by, behavior: "instant" })
      root.style.removeProperty("overflow-anchor")
    })
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame)
    document.documentElement.style.removeProperty("overflow-anchor")
  }

  /** The innermost block that the person is in: rows above a cell and items above an item come, too. */
  #line(): HTMLElement | null {
    if (!this.#editor.getRootElement()?.contains(document.activeElement)) return null
    return this.#editor.read(() => {
      const selection = $getSelection()
      const node = $isRangeSelection(selection) ? selection.focus.getNode() : null
      const block = node && $findMatchingParent(node, (one) => $isElementNode(one) && !one.isInline())
      return block && this.#editor.getElementByKey(block.getKey())
    })
  }
}
