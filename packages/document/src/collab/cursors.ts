import { $getSelection, $isRangeSelection, type EditorState, type LexicalEditor } from "lexical"
import * as Y from "yjs"
import { positionFrom } from "../anchor/position.ts"
import type { Place, SharedSelection, SharedText } from "./shared-text.ts"

/** What of y-protocols' `Awareness` is used here. */
export interface AwarenessLike {
  clientID: number
  getLocalState(): Record<string, unknown> | null
  setLocalState(state: Record<string, unknown> | null): void
  getStates(): Map<number, Record<string, unknown>>
  on(event: "change", fn: () => void): void
  off(event: "change", fn: () => void): void
}

export type CursorPoint = Place

/** A colleague in this section. Who they are is looked up by `personId`, which the server stamps on their presence. */
export interface Cursor {
  clientId: number
  personId?: string
  /** Null while they are elsewhere on the page, or where their caret's text has not arrived here. */
  selection: { anchor: CursorPoint; focus: CursorPoint; isCollapsed: boolean } | null
}

/** The person's own selection, told to the others; and theirs, found in this editor. */
export class Cursors {
  readonly #editor: LexicalEditor
  readonly #awareness: AwarenessLike
  readonly #listeners = new Set<() => void>()
  #own: SharedSelection = { anchorPos: null, focusPos: null }
  #isFocused = false

  constructor(editor: LexicalEditor, awareness: AwarenessLike) {
    this.#editor = editor
    this.#awareness = awareness
    awareness.on("change", this.#changed)
  }

  get own(): SharedSelection {
    return this.#own
  }

  /** Call it after every update of the editor that is not itself an incoming change. */
  follow(editorState: EditorState, text: SharedText): void {
    const own = editorState.read(() => $sharedSelection(text), { editor: this.#editor })
    if (isSame(own.anchorPos, this.#own.anchorPos) && isSame(own.focusPos, this.#own.focusPos)) return
    this.#own = own
    this.#publish()
  }

  setFocused(isFocused: boolean): void {
    if (isFocused === this.#isFocused) return
    this.#isFocused = isFocused
    this.#publish()
  }

  others(text: SharedText): Cursor[] {
    return this.#editor.getEditorState().read(
      () => {
        const cursors: Cursor[] = []
        for (const [clientId, state] of this.#awareness.getStates()) {
          if (clientId === this.#awareness.clientID) continue
          const personId = state["personId"]
          const selection = $selectionOf(state, text)
          cursors.push({ clientId, ...(typeof personId === "string" && { personId }), selection })
        }
        return cursors
      },
      { editor: this.#editor },
    )
  }

  isPresent(clientId: number): boolean {
    return this.#awareness.getStates().has(clientId)
  }

  subscribe(fn: () => void): () => void {
    this.#listeners.add(fn)
    return () => this.#listeners.delete(fn)
  }

  /** Places may have moved in the editor, though nobody moved their caret. */
  readonly #changed = (): void => {
    for (const fn of this.#listeners) fn()
  }

  moved(): void {
    this.#changed()
  }

  destroy(): void {
    this.#awareness.off("change", this.#changed)
    this.#listeners.clear()
    this.#isFocused = false
    this.#own = { anchorPos: null, focusPos: null }
    this.#publish()
  }

  #publish(): void {
    const state = this.#awareness.getLocalState()
    // Null means "not here" (offline, or gone); a caret does not bring the person back.
    if (state === null) return
    this.#awareness.setLocalState({ ...state, ...this.#own, focusing: this.#isFocused })
  }
}

function $sharedSelection(text: SharedText): SharedSelection {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return { anchorPos: null, focusPos: null }
  const { anchor, focus } = selection
  if (selection.isCollapsed()) {
    const caret = text.$relativePosition(focus, "after")
    return { anchorPos: caret, focusPos: caret }
  }
  // Both ends stick to the outermost selected character, so that what others type beside the selection stays outside.
  const isBackward = selection.isBackward()
  return {
    anchorPos: text.$relativePosition(anchor, isBackward ? "before" : "after"),
    focusPos: text.$relativePosition(focus, isBackward ? "after" : "before"),
  }
}

function $selectionOf(state: Record<string, unknown>, text: SharedText): Cursor["selection"] {
  const anchorPos = positionFrom(state["anchorPos"])
  const focusPos = positionFrom(state["focusPos"])
  if (state["focusing"] !== true || anchorPos === null || focusPos === null) return null
  const resolved = text.$resolve({ anchorPos, focusPos })
  if (resolved === null) return null
  const { anchor, focus } = resolved
  return { anchor, focus, isCollapsed: anchor.key === focus.key && anchor.offset === focus.offset }
}

const isSame = (a: Y.RelativePosition | null, b: Y.RelativePosition | null): boolean => Y.compareRelativePositions(a, b)
