import { mergeRegister } from "@lexical/utils"
import { COMMAND_PRIORITY_CRITICAL, KEY_DOWN_COMMAND, type LexicalEditor, type NodeKey } from "lexical"
import { $selectedCells } from "./grid.ts"

/**
 * Brings the cell that keys lead to into view, out from under what stays in view of its table. A pointer sees where it presses,
 * and what others do moves nothing here.
 */
export function registerCaretInView(editor: LexicalEditor): () => void {
  let isByKey = false
  let last: NodeKey | null = null
  const byPointer = () => {
    isByKey = false
  }
  return mergeRegister(
    editor.registerCommand(
      KEY_DOWN_COMMAND,
      () => {
        isByKey = true
        return false
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerRootListener((root, previous) => {
      previous?.removeEventListener("pointerdown", byPointer)
      root?.addEventListener("pointerdown", byPointer)
    }),
    editor.registerUpdateListener(({ editorState }) => {
      const cell = editorState.read(() => $selectedCells()?.focus.getKey() ?? null)
      if (cell === last) return
      last = cell
      if (cell !== null && isByKey)
        editor.getElementByKey(cell)?.scrollIntoView({ block: "nearest", inline: "nearest" })
    }),
  )
}
