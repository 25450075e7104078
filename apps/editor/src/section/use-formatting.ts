import { mergeRegister } from "@lexical/utils"
import type { LexicalEditor } from "lexical"
import { useMemo, useSyncExternalStore } from "react"
import { $formatting, type Formatting } from "./formatting.ts"

type Seen = Formatting & { isEditable: boolean }

/** How the text at the selection stands, and whether it may be changed. */
export function useFormatting(editor: LexicalEditor): Seen {
  const store = useMemo(() => formattingOf(editor), [editor])
  return useSyncExternalStore(store.subscribe, store.get)
}

function formattingOf(editor: LexicalEditor) {
  const look = (): Seen => ({
    ...editor.getEditorState().read($formatting, { editor }),
    isEditable: editor.isEditable(),
  })
  let seen = look()
  return {
    get: () => seen,
    subscribe: (onChange: () => void) => {
      const check = () => {
        const next = look()
        if (isSame(seen, next)) return
        seen = next
        onChange()
      }
      check()
      return mergeRegister(editor.registerUpdateListener(check), editor.registerEditableListener(check))
    },
  }
}

function isSame(a: Seen, b: Seen): boolean {
  return (
    a.block === b.block &&
    a.isNote === b.isNote &&
    a.link === b.link &&
    a.canIndent === b.canIndent &&
    a.canOutdent === b.canOutdent &&
    a.isCollapsed === b.isCollapsed &&
    a.isEditable === b.isEditable &&
    (Object.keys(a.formats) as (keyof Formatting["formats"])[]).every(
      (format) => a.formats[format] === b.formats[format],
    )
  )
}
