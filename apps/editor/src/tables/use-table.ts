import { $isTableCellNode, $isTableNode, $isTableRowNode } from "@lexical/table"
import { mergeRegister } from "@lexical/utils"
import { $getNodeByKey, type EditorState, type LexicalEditor } from "lexical"
import { useMemo, useSyncExternalStore } from "react"
import { $captionOf } from "./caption.ts"
import { $selectedCells, $tableAt } from "./grid.ts"
import { $tableFacts, type TableFacts } from "./table-actions.ts"

/** The table at the selection, while it may be changed; null elsewhere. */
export function useTable(editor: LexicalEditor): TableFacts | null {
  const store = useMemo(() => tableAtSelection(editor), [editor])
  return useSyncExternalStore(store.subscribe, store.get)
}

function tableAtSelection(editor: LexicalEditor) {
  const look = () => (editor.isEditable() ? editor.getEditorState().read($tableFacts, { editor }) : null)
  let cells = editor.getEditorState().read($whichCells)
  let seen = look()
  return {
    get: () => seen,
    subscribe: (onChange: () => void) => {
      const check = () => {
        cells = editor.getEditorState().read($whichCells)
        const next = look()
        if (next === null && seen === null) return
        seen = next
        onChange()
      }
      check()
      return mergeRegister(
        // Typing in a cell changes nothing of what is told here, and a large table takes a while to look at.
        editor.registerUpdateListener(({ dirtyElements, editorState }) => {
          const now = editorState.read($whichCells)
          if (now === cells && (now === null || !isRebuilt(editorState, dirtyElements))) return
          check()
        }),
        editor.registerEditableListener(check),
      )
    },
  }
}

function $whichCells(): string | null {
  const cells = $selectedCells()
  const table = cells && $tableAt(cells.anchor)
  return table && `${cells.anchor.getKey()} ${cells.focus.getKey()} ${$captionOf(table) !== null}`
}

/** Whether rows or cells came, went or changed. */
function isRebuilt(state: EditorState, dirtyElements: Map<string, boolean>): boolean {
  return state.read(() =>
    [...dirtyElements].some(([key, isItself]) => {
      if (!isItself) return false
      const node = $getNodeByKey(key)
      return $isTableNode(node) || $isTableRowNode(node) || $isTableCellNode(node)
    }),
  )
}
