import { $getNodeByKey, $isElementNode, type LexicalNode, type NodeKey } from "lexical"
import { $isFootnoteNode } from "../../kinds/footnote/notes.ts"
import type { EditorUpdate } from "../shared-text.ts"

/** What of the text an update may have changed, without a look at the rest. */
export interface LookedAt {
  /** The nodes without children that changed, came or went. */
  readonly leaves: ReadonlySet<NodeKey>
  /** Nodes came, went or stand elsewhere: more than letters has changed. */
  readonly isStructural: boolean
}

export function lookedAt(update: EditorUpdate): LookedAt {
  const { dirtyElements, dirtyLeaves, normalizedNodes, prevEditorState, editorState } = update
  const leaves = new Set<NodeKey>([...dirtyLeaves, ...normalizedNodes])
  let isStructural = normalizedNodes.size > 0
  for (const [key, isChanged] of dirtyElements) {
    // The root is always among them.
    if (isChanged && key !== "root") isStructural = true
    const node = $getNodeByKey(key, editorState)
    // Its words may be those of another note now.
    if (isChanged && $isFootnoteNode(node)) editorState.read(() => $addLeaves(node, leaves))
    if (node !== null) continue
    const gone = $getNodeByKey(key, prevEditorState)
    // Only the outermost of what was taken out is among what changed.
    if (gone !== null) prevEditorState.read(() => $addLeaves(gone, leaves))
  }
  for (const key of leaves) {
    if (isStructural) break
    isStructural = ($getNodeByKey(key, prevEditorState) === null) !== ($getNodeByKey(key, editorState) === null)
  }
  return { leaves, isStructural }
}

function $addLeaves(node: LexicalNode, leaves: Set<NodeKey>): void {
  if ($isElementNode(node)) for (const child of node.getChildren()) $addLeaves(child, leaves)
  else leaves.add(node.getKey())
}
