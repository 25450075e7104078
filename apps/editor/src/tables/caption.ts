import { $createCaptionNode, $isCaptionNode, type CaptionNode } from "@codraft/document"
import type { TableNode } from "@lexical/table"

/** The caption of a table is the block right before it. */
export function $captionOf(table: TableNode): CaptionNode | null {
  const before = table.getPreviousSibling()
  return $isCaptionNode(before) ? before : null
}

/** Puts the caret into the caption; where there is none one is made. */
export function $enterCaption(table: TableNode): void {
  const caption = $captionOf(table)
  if (caption) {
    caption.selectEnd()
    return
  }
  const made = $createCaptionNode()
  table.insertBefore(made)
  made.select()
}
