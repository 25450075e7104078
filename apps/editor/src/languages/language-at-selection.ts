import { $languageAtSelection, type LanguageAtSelection, languageState } from "@codraft/document"
import { mergeRegister } from "@lexical/utils"
import { $getRoot, $getState, $isElementNode, createCommand, type LexicalCommand, type LexicalEditor } from "lexical"
import { useMemo, useSyncExternalStore } from "react"
import { sectionOf } from "../paste/own-format.ts"

/** Asks in which language the selected words are; the menu of the toolbar answers. */
export const ASK_LANGUAGE_COMMAND: LexicalCommand<undefined> = createCommand("ASK_LANGUAGE_COMMAND")

/** The language at the selection; the same object as long as it does not change. */
export function useLanguageAtSelection(editor: LexicalEditor): LanguageAtSelection | null {
  const store = useMemo(() => languageAt(editor), [editor])
  return useSyncExternalStore(store.subscribe, store.get)
}

function languageAt(editor: LexicalEditor) {
  const look = () => editor.getEditorState().read(() => $languageAtSelection(sectionOf(editor)), { editor })
  let seen = look()
  return {
    get: () => seen,
    subscribe: (onChange: () => void) => {
      const check = () => {
        const next = look()
        if (next?.language === seen?.language && next?.isPassage === seen?.isPassage) return
        seen = next
        onChange()
      }
      check()
      return mergeRegister(editor.registerUpdateListener(check), editor.registerRootListener(check))
    },
  }
}

/** Languages that blocks and passages of the text are in. */
export function languagesIn(editor: LexicalEditor): string[] {
  return editor.getEditorState().read(() => {
    const found = new Set<string>()
    const visit = (node: ReturnType<typeof $getRoot> | ReturnType<ReturnType<typeof $getRoot>["getFirstChild"]>) => {
      if (node === null) return
      const language = $getState(node, languageState)
      if (language !== "") found.add(language)
      if ($isElementNode(node)) for (const child of node.getChildren()) visit(child)
    }
    visit($getRoot())
    return [...found]
  })
}
