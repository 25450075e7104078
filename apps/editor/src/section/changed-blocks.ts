import {
  $getNodeByKey,
  $getRoot,
  $isDecoratorNode,
  $isTextNode,
  type EditorState,
  type NodeKey,
  type UpdateListenerPayload,
} from "lexical"

type Update = Pick<UpdateListenerPayload, "dirtyElements" | "dirtyLeaves" | "editorState" | "prevEditorState">

/**
 * Whether an update changed more than words: blocks came, went, moved or became something else. Typing marks the elements
 * around it, but not as changed themselves, save the root: it is always marked so, and made anew at every letter. What comes,
 * goes or moves in it changes the blocks beside it; only blocks that are leaves, such as images, are not among the elements.
 */
export function hasChangedBlocks({ dirtyElements, dirtyLeaves, editorState, prevEditorState }: Update): boolean {
  for (const [key, isChanged] of dirtyElements) if (isChanged && key !== "root") return true
  if (!dirtyElements.has("root")) return false
  if (editorState.read($blocksInRoot) !== prevEditorState.read($blocksInRoot)) return true
  return [...dirtyLeaves].some((key) => isBlock(key, editorState) || isBlock(key, prevEditorState))
}

/** Whether words came into what had none, or the last of them went: blocks without words may count otherwise. */
export function hasChangedBlanks({ dirtyLeaves, editorState, prevEditorState }: Update): boolean {
  return [...dirtyLeaves].some((key) => isBlank(key, editorState) !== isBlank(key, prevEditorState))
}

const $blocksInRoot = (): number => $getRoot().getChildrenSize()

const isBlock = (key: NodeKey, state: EditorState): boolean =>
  state.read(() => {
    const node = $getNodeByKey(key)
    return $isDecoratorNode(node) && !node.isInline()
  })

const isBlank = (key: NodeKey, state: EditorState): boolean =>
  state.read(() => {
    const node = $getNodeByKey(key)
    return !$isTextNode(node) || node.getTextContent().trim() === ""
  })
