import { $getEditor, type LexicalEditor, type LexicalNode } from "lexical"

/** Decides which marks words keep that a copy brings into the text. */
export type MarkKeeper = (nodes: readonly LexicalNode[]) => void

const keepers = new WeakMap<LexicalEditor, MarkKeeper>()

export function setMarkKeeper(editor: LexicalEditor, keeper: MarkKeeper): void {
  keepers.set(editor, keeper)
}

/**
 * For nodes made of a copy, before they are put into the text other than by `$insertGeneratedNodes`: a copy brings no marks, and what was cut
 * brings its own.
 */
export function $settlePastedMarks(nodes: readonly LexicalNode[]): void {
  keepers.get($getEditor())?.(nodes)
}
