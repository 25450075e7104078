import type { LexicalEditor } from "lexical"

/**
 * Whether an input method is composing. Lexical commits an update whenever that changes, in every browser, so looking after
 * each update is enough; a browser's own events come too early at the end (Firefox) or out of order (Safari).
 */
export class Composition {
  readonly #editor: LexicalEditor
  readonly #changed: (isComposing: boolean) => void
  #isComposing = false

  constructor(editor: LexicalEditor, changed: (isComposing: boolean) => void) {
    this.#editor = editor
    this.#changed = changed
  }

  get isComposing(): boolean {
    return this.#isComposing
  }

  /** Call it after every update of the editor. */
  refresh(): void {
    this.#set(this.#editor.isComposing())
  }

  destroy(): void {
    this.#set(false)
  }

  #set(isComposing: boolean): void {
    if (isComposing === this.#isComposing) return
    this.#isComposing = isComposing
    this.#changed(isComposing)
  }
}
