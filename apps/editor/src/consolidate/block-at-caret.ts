import { $getBlockId } from "@codraft/document"
import { $getSelection, $isRangeSelection, COLLABORATION_TAG, type EditorState, type LexicalEditor } from "lexical"
import { useCallback, useSyncExternalStore } from "react"

const known = new WeakMap<LexicalEditor, CaretBlock>()

/** The block in which this person has the caret, or had it last; what others do moves the caret, and does not count. */
export function useBlockAtCaret(editor: LexicalEditor | undefined): string | null {
  const subscribe = useCallback(
    (onChange: () => void) => {
      if (editor === undefined) return () => undefined
      const caret = known.get(editor) ?? new CaretBlock()
      known.set(editor, caret)
      return editor.registerUpdateListener(({ editorState, tags, dirtyLeaves, dirtyElements }) => {
        const before = caret.block
        const isWritten = dirtyLeaves.size > 0 || dirtyElements.size > 0
        caret.at(blockIn(editorState), { isByOthers: tags.has(COLLABORATION_TAG), isWritten })
        if (caret.block !== before) onChange()
      })
    },
    [editor],
  )
  return useSyncExternalStore(subscribe, () => (editor && known.get(editor)?.block) ?? null)
}

/** Which block a person has chosen, told from where the caret has fallen because others took that block away. */
export class CaretBlock {
  #block: string | null = null
  #fallenInto: string | null = null

  get block(): string | null {
    return this.#block
  }

  /** The caret is in this block after a change, which may be of the selection alone. */
  at(block: string | null, { isByOthers, isWritten }: { isByOthers: boolean; isWritten: boolean }): void {
    if (block === null) return
    if (isByOthers) this.#fallenInto = block === this.#block ? null : block
    // The browser tells of the fall afterwards, as if the person had moved the caret.
    else if (block !== this.#fallenInto || isWritten) {
      this.#block = block
      this.#fallenInto = null
    }
  }
}

function blockIn(state: EditorState): string | null {
  return state.read(() => {
    const selection = $getSelection()
    const top = $isRangeSelection(selection) ? selection.focus.getNode().getTopLevelElement() : null
    const id = top === null ? "" : $getBlockId(top)
    return id === "" ? null : id
  })
}
