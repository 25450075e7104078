import type { LexicalEditor } from "lexical"

/**
 * Knows when the person may have moved the caret without the editor having been told: browsers tell of a new selection a moment
 * after it is made, and of keys before that. A change of others that arrives in that moment would put the caret back to where it
 * was, and a key like Enter would act there.
 */
export class FreshSelection {
  readonly #editor: LexicalEditor
  readonly #forget: () => void
  #isStale = false

  constructor(editor: LexicalEditor) {
    this.#editor = editor
    this.#forget = editor.registerRootListener((root, former) => {
      this.#listen(former, "removeEventListener")
      this.#listen(root, "addEventListener")
    })
  }

  /** Takes the selection that is on the page into the editor, if it may be another; call it before a change of others arrives. */
  refresh(): void {
    if (!this.#isStale || this.#editor.isComposing()) return
    this.#isStale = false
    this.#editor.update(() => {}, { discrete: true, event: new Event("selectionchange") })
  }

  destroy(): void {
    this.#forget()
    this.#listen(this.#editor.getRootElement(), "removeEventListener")
  }

  #listen(root: HTMLElement | null, method: "addEventListener" | "removeEventListener"): void {
    if (root === null) return
    for (const type of ["keydown", "mousedown", "mouseup", "touchend"] as const) root[method](type, this.#moves, true)
    root.ownerDocument[method]("selectionchange", this.#isTold)
  }

  readonly #moves = (): void => {
    this.refresh()
    this.#isStale = true
  }

  readonly #isTold = (): void => {
    this.#isStale = false
  }
}
