import { $getBlockId } from "@codraft/document"
import { $isHeadingNode } from "@lexical/rich-text"
import { $getNodeByKey, $getRoot, $isElementNode, type LexicalEditor, type NodeKey } from "lexical"

/** The block with this name at the top level of an open text. */
export function keyOfBlock(editor: LexicalEditor, blockId: string): NodeKey | null {
  return editor.read(
    () =>
      $getRoot()
        .getChildren()
        .find((block) => $getBlockId(block) === blockId)
        ?.getKey() ?? null,
  )
}

/**
 * Brings a block to the top of the window and the caret into it; below a heading with nothing under it, into the line where
 * one goes on. While reading, the block takes the focus, so that reading goes on from there.
 */
export function jumpTo(editor: LexicalEditor, key: NodeKey, where: "into" | "below" = "into"): void {
  const element = editor.getElementByKey(key)
  if (element === null) return
  element.scrollIntoView({ block: "start" })
  if (!editor.isEditable()) {
    element.tabIndex = -1
    element.focus({ preventScroll: true })
    return
  }
  editor.update(() => {
    const block = $getNodeByKey(key)
    const next = block?.getNextSibling()
    const goal = where === "below" && $isElementNode(next) && !$isHeadingNode(next) ? next : block
    if (!$isElementNode(goal)) return
    if (where === "below" && goal.is(block)) goal.selectEnd()
    else goal.selectStart()
  })
  editor.focus()
  element.scrollIntoView({ block: "start" })
}
