import { $isFootnotesNode } from "@codraft/document"
import { $isListNode } from "@lexical/list"
import { $isTableNode } from "@lexical/table"
import { $getRoot, $isElementNode, type LexicalNode, type PointType, type RangeSelection } from "lexical"

/** Blocks of the text that are selected from their first word to their last. */
export interface WholeBlocks {
  blocks: LexicalNode[]
  /** The block behind them, when the selection reaches to its beginning: then nothing stays in their place. */
  follower: LexicalNode | null
}

/**
 * The blocks that a selection covers wholly, with nothing else in it; null where it covers part of one. All words of a table, or of
 * the only item of a list, are words and not yet the block around them.
 */
export function $wholeBlocks(selection: RangeSelection): WholeBlocks | null {
  if (selection.isCollapsed()) return null
  const { anchor, focus } = selection
  const [start, end] = selection.isBackward() ? [focus, anchor] : [anchor, focus]
  const all = $getRoot().getChildren()
  const first = $indexAt(start, all, false)
  const last = $indexAt(end, all, true)
  if (first === null || last === null || !$isAtEdge(start, all[first], "start")) return null
  if (last > first && !isOfRoot(end) && $isAtEdge(end, all[last], "start")) {
    return $madeOf(all.slice(first, last), all[last] ?? null)
  }
  return $isAtEdge(end, all[last], "end") ? $madeOf(all.slice(first, last + 1), null, isOfRoot(start)) : null
}

function $madeOf(blocks: LexicalNode[], follower: LexicalNode | null, isChosenAsBlock = false): WholeBlocks | null {
  if (blocks.length === 0 || blocks.some($isFootnotesNode)) return null
  const [only, ...others] = blocks
  const isJustWords = $isTableNode(only) || ($isListNode(only) && only.getChildrenSize() === 1)
  return others.length === 0 && follower === null && isJustWords && !isChosenAsBlock ? null : { blocks, follower }
}

const isOfRoot = (point: PointType) => point.getNode().is($getRoot())

/** Which block a point is in; of the root itself, the block behind it or before it. */
function $indexAt(point: PointType, all: readonly LexicalNode[], isEnd: boolean): number | null {
  const index = isOfRoot(point)
    ? point.offset - (isEnd ? 1 : 0)
    : all.findIndex((block) => block.is($outermost(point.getNode())))
  return index >= 0 && index < all.length ? index : null
}

function $outermost(node: LexicalNode): LexicalNode {
  const root = $getRoot()
  let block = node
  for (let parent = block.getParent(); parent !== null && !parent.is(root); parent = block.getParent()) block = parent
  return block
}

/** Whether nothing of the block is on the other side of a point. */
export function $isAtEdge(point: PointType, block: LexicalNode | undefined, edge: "start" | "end"): boolean {
  if (block === undefined) return false
  if (isOfRoot(point)) return true
  const node = point.getNode()
  const size = $isElementNode(node) ? node.getChildrenSize() : node.getTextContentSize()
  if (point.offset !== (edge === "start" ? 0 : size)) return false
  for (let at: LexicalNode = node; !at.is(block); at = at.getParentOrThrow())
    if ((edge === "start" ? at.getPreviousSibling() : at.getNextSibling()) !== null) return false
  return true
}
