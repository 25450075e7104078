import { $getNodeByKey, type UpdateListenerPayload } from "lexical"

/**
 * Whether an update changed more than words: blocks came, went, moved or became something else. Typing marks the elements
 * around it, but not as changed themselves; the root is always marked so, and another object only when it is changed.
 */
export function hasChangedBlocks({
  dirtyElements,
  editorState,
  prevEditorState,
}: Pick<UpdateListenerPayload, "dirtyElements" | "editorState" | "prevEditorState">): boolean {
  for (const [key, isChanged] of dirtyElements) {
    if (!isChanged) continue
    if (key !== "root" || $getNodeByKey(key, editorState) !== $getNodeByKey(key, prevEditorState)) return true
  }
  return false
}
