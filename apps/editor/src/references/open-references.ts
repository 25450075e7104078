import type { LexicalEditor } from "lexical"
import type { References } from "./references.ts"

const open = new WeakMap<LexicalEditor, References>()

/** What copying needs to know: the words that the references of this editor show. */
export function referencesOf(editor: LexicalEditor): References | null {
  return open.get(editor) ?? null
}

export function setReferencesOf(editor: LexicalEditor, references: References): () => void {
  open.set(editor, references)
  return () => {
    if (open.get(editor) === references) open.delete(editor)
  }
}
