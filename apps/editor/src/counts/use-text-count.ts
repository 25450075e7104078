import type { LexicalEditor } from "lexical"
import { useSyncExternalStore } from "react"
import { type TextCount, textCountsOf } from "./text-counts.ts"

export function useTextCount(editor: LexicalEditor, language: string): TextCount {
  const counts = textCountsOf(editor, language)
  return useSyncExternalStore(counts.subscribe, counts.get)
}
