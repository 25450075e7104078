import { $isFootnotesNode } from "@codraft/document"
import { $getRoot, $isParagraphNode, type LexicalEditor } from "lexical"
import { useCallback, useSyncExternalStore } from "react"

/** Whether a text is one empty paragraph: what a new section has. */
export function useIsEmpty(editor: LexicalEditor): boolean {
  const subscribe = useCallback((onChange: () => void) => editor.registerUpdateListener(onChange), [editor])
  return useSyncExternalStore(subscribe, () => editor.getEditorState().read($isEmpty))
}

function $isEmpty(): boolean {
  const root = $getRoot()
  const first = root.getFirstChild()
  const second = first?.getNextSibling() ?? null
  // Notes whose numbers are gone are kept, out of sight.
  return (
    (second === null || $isFootnotesNode(second)) && (first === null || ($isParagraphNode(first) && first.isEmpty()))
  )
}
