import { $isCaptionNode } from "@codraft/document"
import { $isTableCellNode, $isTableNode } from "@lexical/table"
import { $findMatchingParent } from "@lexical/utils"
import { $getSelection, $isRangeSelection, type LexicalEditor, type LexicalNode } from "lexical"
import { useCallback, useSyncExternalStore } from "react"
import { $noteAtCaret } from "./places.ts"

/** Where the caret is, as far as it matters to notes. */
export type NotePlace = "text" | "table" | "note"

export function useNotePlace(editor: LexicalEditor): NotePlace {
  const subscribe = useCallback((onChange: () => void) => editor.registerUpdateListener(onChange), [editor])
  return useSyncExternalStore(subscribe, () => editor.getEditorState().read($place))
}

function $place(): NotePlace {
  if ($noteAtCaret() !== null) return "note"
  const selection = $getSelection()
  return $isRangeSelection(selection) && $isOfTable(selection.focus.getNode()) ? "table" : "text"
}

function $isOfTable(node: LexicalNode): boolean {
  const place = $findMatchingParent(node, (parent) => $isTableCellNode(parent) || $isCaptionNode(parent))
  return $isTableCellNode(place) || $isTableNode(place?.getNextSibling())
}
