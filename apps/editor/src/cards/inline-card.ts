import { mergeRegister } from "@lexical/utils"
import type { LexicalEditor, NodeKey } from "lexical"
import { useEffect, useMemo, useSyncExternalStore } from "react"
import type { InlineAtCaret } from "./inline-at-caret.ts"

/** A pointer that only passes over something shows nothing; one on its way to the card does not lose it. */
const hoverMs = 250

export interface ShownInline {
  key: NodeKey
  /** What has shown it, and so what hides it again. */
  by: "pointer" | "focus" | "caret" | "touch"
}

/** What among words has a card: numbers of notes, target chips, cross-references. */
export interface InlineWithCard {
  keyAt: (editor: LexicalEditor, target: EventTarget | null) => NodeKey | null
  $atCaret: () => InlineAtCaret | null
  /** The selector of its card. */
  card: string
  /** Movements of the caret with this tag show nothing. */
  quietTag?: string
}

/** The thing whose card is shown beside it: under the pointer, focused, touched, or at the caret after a movement of it. */
export class InlineCardState {
  readonly #editor: LexicalEditor
  readonly #what: InlineWithCard
  readonly #listeners = new Set<() => void>()
  #shown: ShownInline | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(editor: LexicalEditor, what: InlineWithCard) {
    this.#editor = editor
    this.#what = what
  }

  readonly shown = (): ShownInline | null => this.#shown

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
        const key = event.pointerType === "touch" ? null : this.#keyAt(event)
        if (key !== null) this.#soon({ key, by: "pointer" })
      },
      pointerout: (event: PointerEvent) => {
        if (event.pointerType !== "touch" && this.#keyAt(event) !== null) this.#soon(null)
      },
      focusin: (event: FocusEvent) => {
        const key = this.#keyAt(event)
        if (key !== null) this.#show({ key, by: "focus" })
      },
      focusout: () => {
        if (this.#shown?.by === "focus" || this.#shown?.by === "caret") this.#show(null)
      },
      click: (event: MouseEvent) => {
        const key = this.#keyAt(event)
        const isTouch = event instanceof PointerEvent && event.pointerType === "touch"
        if (key !== null) this.#show(isTouch ? { key, by: "touch" } : null)
      },
    }
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || this.#shown === null) return
      event.preventDefault()
      event.stopPropagation()
      this.#show(null)
    }
    const onPointerDown = ({ target }: PointerEvent) => {
      const isOnCard = target instanceof Element && target.closest(this.#what.card) !== null
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
    let at: InlineAtCaret | null = null
    return this.#editor.registerUpdateListener(({ dirtyElements, dirtyLeaves, editorState, tags }) => {
      const root = this.#editor.getRootElement()
      const isHere = this.#editor.isEditable() && root !== null && root.contains(document.activeElement)
      const now = isHere ? editorState.read(this.#what.$atCaret, { editor: this.#editor }) : null
      if (now?.key === at?.key && now?.side === at?.side) return
      at = now
      const isQuiet = this.#what.quietTag !== undefined && tags.has(this.#what.quietTag)
      const isMovement = dirtyElements.size === 0 && dirtyLeaves.size === 0 && !isQuiet
      if (now !== null && isMovement) this.#show({ key: now.key, by: "caret" })
      else if (this.#shown?.by === "caret") this.#show(null)
    })
  }

  #keyAt({ target }: Event): NodeKey | null {
    return this.#what.keyAt(this.#editor, target)
  }

  #soon(shown: ShownInline | null): void {
    clearTimeout(this.#timer)
    if (shown === null && this.#shown?.by !== "pointer") return
    this.#timer = setTimeout(() => this.#show(shown), hoverMs)
  }

  #show(shown: ShownInline | null): void {
    clearTimeout(this.#timer)
    if (this.#shown?.key === shown?.key && this.#shown?.by === shown?.by) return
    this.#shown = shown
    for (const listener of this.#listeners) listener()
  }
}

export function useInlineCard(
  editor: LexicalEditor,
  what: InlineWithCard,
): { shown: ShownInline | null; state: InlineCardState } {
  const state = useMemo(() => new InlineCardState(editor, what), [editor, what])
  useEffect(() => state.follow(), [state])
  return { shown: useSyncExternalStore(state.subscribe, state.shown), state }
}
