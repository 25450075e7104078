import { registerTablePlugin, registerTableSelectionObserver, setScrollableTablesActive } from "@lexical/table"
import { mergeRegister } from "@lexical/utils"
import type { LexicalEditor } from "lexical"
import { registerCaretInView } from "./caret-in-view.ts"
import { registerTableKeys } from "./table-keys.ts"

/** Everything that typing, keys and pointers do in tables. */
export function registerTables(editor: LexicalEditor): () => void {
  setScrollableTablesActive(editor, true)
  return mergeRegister(
    registerTablePlugin(editor),
    registerTableSelectionObserver(editor, false),
    registerTableKeys(editor),
    registerCaretInView(editor),
  )
}
