import type { Klass, LexicalEditor, LexicalNode } from "lexical"

/** Keeps a node within the form, in the update that changed it. */
export interface Normalization {
  readonly klass: Klass<LexicalNode>
  readonly $normalize: (node: never) => void
}

export function normalized<T extends LexicalNode>(klass: Klass<T>, $normalize: (node: T) => void): Normalization {
  return { klass, $normalize }
}

/** What a kind of node is in an editor. */
export interface NodeKind {
  /** Its classes, save those that every Lexical editor has (paragraph, text, tab, linebreak). */
  readonly classes: readonly Klass<LexicalNode>[]
  readonly normalizations: readonly Normalization[]
  /** Commands and whatever else the kind needs to see; answers what ends it. */
  readonly register?: (editor: LexicalEditor, newId: () => string) => () => void
}
