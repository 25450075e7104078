import { $getNodeByKey, $isTextNode, type EditorState, type NodeKey, type TextNode } from "lexical"
import type { EditorUpdate } from "./shared-text.ts"

/** The text node in which letters were typed or erased, if an update did nothing else; nothing around it need be looked at. */
export function typedNode(update: EditorUpdate): TextNode | null {
  const { dirtyElements, dirtyLeaves, normalizedNodes, editorState } = update
  const [key, ...others] = dirtyLeaves
  if (key === undefined || others.length > 0 || normalizedNodes.size > 0) return null
  // Elements around it are marked, but not as changed; only the root always is.
  for (const [element, isChanged] of dirtyElements) if (isChanged && element !== "root") return null
  if (!isAlike("root", update) || !isAlike(key, update)) return null
  const node = $getNodeByKey(key, editorState)
  return $isTextNode(node) ? node : null
}

function isAlike(key: NodeKey, { prevEditorState, editorState }: EditorUpdate): boolean {
  return lookOf(key, prevEditorState) === lookOf(key, editorState)
}

/** What a node is but for its words or its children. */
function lookOf(key: NodeKey, state: EditorState): string | null {
  return state.read(() => {
    const node = $getNodeByKey(key)
    return node === null ? null : JSON.stringify({ ...node.exportJSON(), text: "" })
  })
}
