import { $numbersInEditor, type NumberCounts, type NumberSetting } from "@codraft/document"
import { mergeRegister } from "@lexical/utils"
import { hasChangedBlanks, hasChangedBlocks } from "../section/changed-blocks.ts"
import type { LexicalEditor, NodeKey } from "lexical"

export interface NumberDressOptions {
  language: string
  dir: "ltr" | "rtl"
  setting: NumberSetting
  starts: NumberCounts
}

/**
 * Puts its number on each block, as an attribute that the style sheet shows: it is no text, so nobody can select, change or
 * copy it. Typing in a line counts nothing; what changes blocks is counted before the next painting.
 */
export class NumberDress {
  readonly #editor: LexicalEditor
  readonly #options: NumberDressOptions
  readonly #forget: () => void
  #dressed = new Map<NodeKey, HTMLElement>()
  #waiting = 0
  #showing = 0

  constructor(editor: LexicalEditor, options: NumberDressOptions) {
    this.#editor = editor
    this.#options = options
    this.#forget = mergeRegister(
      editor.registerUpdateListener((update) => {
        if (hasChangedBlocks(update)) this.#dress()
        else if (hasChangedBlanks(update)) this.#dressLater()
      }),
      editor.registerRootListener(() => this.#dress()),
    )
  }

  destroy(): void {
    this.#forget()
    clearTimeout(this.#waiting)
    clearTimeout(this.#showing)
    for (const element of this.#dressed.values()) delete element.dataset["counted"]
  }

  /** A line may have lost its last word, and with it its number; looked at when writing pauses. */
  #dressLater(): void {
    clearTimeout(this.#waiting)
    this.#waiting = window.setTimeout(() => this.#dress(), pauseMs)
  }

  #dress(): void {
    if (this.#editor.getRootElement() === null) return
    const { language, dir, setting, starts } = this.#options
    const numbers = this.#editor
      .getEditorState()
      .read(() => $numbersInEditor({ language, dir }, setting, starts), { editor: this.#editor })
    const dressed = new Map<NodeKey, HTMLElement>()
    const changed: Change[] = []
    for (const [key, { shown }] of numbers) {
      const element = this.#editor.getElementByKey(key)
      if (element === null) continue
      dressed.set(key, element)
      if (element.dataset["counted"] !== shown) changed.push({ element, shown })
    }
    for (const [key, element] of this.#dressed) if (dressed.get(key) !== element) delete element.dataset["counted"]
    this.#dressed = dressed
    this.#show(changed)
  }

  /** In a long text those from the change on, and the rest when writing pauses: each new number is laid out anew. */
  #show(changed: readonly Change[]): void {
    clearTimeout(this.#showing)
    for (const { element, shown } of changed.slice(0, atOnceMax)) element.dataset["counted"] = shown
    const rest = changed.slice(atOnceMax)
    if (rest.length === 0) return
    this.#showing = window.setTimeout(() => {
      for (const { element, shown } of rest) element.dataset["counted"] = shown
    }, pauseMs)
  }
}

interface Change {
  element: HTMLElement
  shown: string
}

/** More than fit on a screen. */
const atOnceMax = 60
const pauseMs = 300
