import { $setBlockId } from "@codraft/document"
import { $createParagraphNode, $isElementNode, type RangeSelection } from "lexical"
import { newBlockId } from "../section/block-id.ts"
import { $isLine } from "./lines.ts"
import type { WholeBlocks } from "./whole-blocks.ts"

/**
 * Takes whole blocks out of the text. Where the selection ended with their last word, an empty line stays for the caret, as it does
 * in other programs; it is another block than those that were cut, whose ids go along with them.
 */
export function $takeOut({ blocks, follower }: WholeBlocks, selection: RangeSelection): void {
  const [first, ...others] = blocks
  if (first === undefined) return
  if (follower !== null) {
    if ($isElementNode(follower)) follower.selectStart()
    for (const block of blocks) block.remove()
    return
  }
  if (others.length === 0 && $isLine(first)) {
    selection.removeText()
    $setBlockId(first, newBlockId())
    return
  }
  const left = $setBlockId($createParagraphNode(), newBlockId())
  first.insertBefore(left)
  for (const block of blocks) block.remove()
  left.select()
}
