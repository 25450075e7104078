import { $getBlockId } from "@codraft/document"
import { $getSelection, $isRangeSelection, COLLABORATION_TAG, type EditorState, type LexicalEditor } from "lexical"
import { useCallback, useSyncExternalStore } from "react"

const known = new WeakMap<LexicalEditor, string>()

/** The block in which this person has the caret, or had it last; what others do moves the caret, and does not count. */
export function useBlockAtCaret(editor: LexicalEditor | undefined): string | null {
  const subscribe = useCallback(
    (onChange: () => void) =>
      editor?.registerUpdateListener(({ editorState, tags }) => {
        const block = tags.has(COLLABORATION_TAG) ? null : blockIn(editorState)
        if (block === null || block === known.get(editor)) return
        known.set(editor, block)
        onChange()
      }) ?? (() => undefined),
    [editor],
  )
  return useSyncExternalStore(subscribe, () => (editor && known.get(editor)) ?? null)
}

function blockIn(state: EditorState): string | null {
  return state.read(() => {
    const selection = $getSelection()
    const top = $isRangeSelection(selection) ? selection.focus.getNode().getTopLevelElement() : null
    const id = top === null ? "" : $getBlockId(top)
    return id === "" ? null : id
  })
}
