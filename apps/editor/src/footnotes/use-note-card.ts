import { mergeRegister } from "@lexical/utils"
import type { LexicalEditor, NodeKey } from "lexical"
import { useEffect, useMemo, useSyncExternalStore } from "react"
import { LEFT_NOTE_TAG, pressedNote } from "./note-actions.ts"
import { $numberAtCaret, type NumberAtCaret } from "./places.ts"

/** A pointer that only passes over a number shows nothing; one on its way to the card does not lose it. */
const hoverMs = 250

export interface ShownNote {
  reference: NodeKey
  /** What has shown it, and so what hides it again. */
  by: "pointer" | "focus" | "caret" | "touch"
}

/** The number whose note is shown beside it: under the pointer, focused, touched, or at the caret after a movement of it. */
export class NoteCardState {
  readonly #editor: LexicalEditor
  readonly #listeners = new Set<() => void>()
  #shown: ShownNote | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(editor: LexicalEditor) {
    this.#editor = editor
  }

  readonly shown = (): ShownNote | null => this.#shown

  readonly subscribe = (onChange: () => void): (() => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** The pointer is on the card: it may stay. */
  readonly keep = (): void => clearTimeout(this.#timer)

  readonly leave = (): void => this.#soon(null)

  readonly hide = (): void => this.#show(null)

  /** Follows what happens in the text and on the page; answers what ends that. */
  follow(): () => void {
    const listeners = {
      pointerover: (event: PointerEvent) => {
        const reference = event.pointerType === "touch" ? null : this.#referenceAt(event)
        if (reference !== null) this.#soon({ reference, by: "pointer" })
      },
      pointerout: (event: PointerEvent) => {
        if (event.pointerType !== "touch" && this.#referenceAt(event) !== null) this.#soon(null)
      },
      focusin: (event: FocusEvent) => {
        const reference = this.#referenceAt(event)
        if (reference !== null) this.#show({ reference, by: "focus" })
      },
      focusout: () => {
        if (this.#shown?.by === "focus" || this.#shown?.by === "caret") this.#show(null)
      },
      click: (event: MouseEvent) => {
        const reference = this.#referenceAt(event)
        const isTouch = event instanceof PointerEvent && event.pointerType === "touch"
        if (reference !== null) this.#show(isTouch ? { reference, by: "touch" } : null)
      },
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || this.#shown === null) return
      event.preventDefault()
      event.stopPropagation()
      this.#show(null)
    }
    const onPointerDown = ({ target }: PointerEvent) => {
      const isOnCard = target instanceof Element && target.closest(".note-card") !== null
      if (this.#shown?.by === "touch" && !isOnCard) this.#show(null)
    }
    document.addEventListener("keydown", onKeyDown, true)
    document.addEventListener("pointerdown", onPointerDown, true)
    return mergeRegister(
      this.#followCaret(),
      this.#editor.registerRootListener((root, previous) => {
        for (const [type, listener] of Object.entries(listeners)) {
          previous?.removeEventListener(type, listener as EventListener)
          root?.addEventListener(type, listener as EventListener)
        }
      }),
      () => {
        clearTimeout(this.#timer)
        document.removeEventListener("keydown", onKeyDown, true)
        document.removeEventListener("pointerdown", onPointerDown, true)
        this.#show(null)
      },
    )
  }

  #followCaret(): () => void {
    let at: NumberAtCaret | null = null
    return this.#editor.registerUpdateListener(({ dirtyElements, dirtyLeaves, editorState, tags }) => {
      const root = this.#editor.getRootElement()
      const isHere = this.#editor.isEditable() && root !== null && root.contains(document.activeElement)
      const now = isHere ? editorState.read($numberAtCaret, { editor: this.#editor }) : null
      if (now?.reference === at?.reference && now?.side === at?.side) return
      at = now
      const isMovement = dirtyElements.size === 0 && dirtyLeaves.size === 0 && !tags.has(LEFT_NOTE_TAG)
      if (now !== null && isMovement) this.#show({ reference: now.reference, by: "caret" })
      else if (this.#shown?.by === "caret") this.#show(null)
    })
  }

  #referenceAt({ target }: Event): NodeKey | null {
    const pressed = pressedNote(this.#editor, target)
    return pressed?.kind === "reference" ? pressed.key : null
  }

  #soon(shown: ShownNote | null): void {
    clearTimeout(this.#timer)
    if (shown === null && this.#shown?.by !== "pointer") return
    this.#timer = setTimeout(() => this.#show(shown), hoverMs)
  }

  #show(shown: ShownNote | null): void {
    clearTimeout(this.#timer)
    if (this.#shown?.reference === shown?.reference && this.#shown?.by === shown?.by) return
    this.#shown = shown
    for (const listener of this.#listeners) listener()
  }
}

export function useNoteCard(editor: LexicalEditor): { shown: ShownNote | null; state: NoteCardState } {
  const state = useMemo(() => new NoteCardState(editor), [editor])
  useEffect(() => state.follow(), [state])
  return { shown: useSyncExternalStore(state.subscribe, state.shown), state }
}
