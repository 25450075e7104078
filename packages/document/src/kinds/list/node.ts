import { $getListDepth, $isListItemNode, ListItemNode, ListNode } from "@lexical/list"
import type { LexicalNode } from "lexical"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $dropLooks, $unwrapBlocks } from "../../nodes/normalize.ts"
import { listDepthMax, listStartMax } from "./form.ts"

export const listNodes: NodeKind = {
  classes: [ListNode, ListItemNode],
  normalizations: [normalized(ListNode, $normalizeList), normalized(ListItemNode, $normalizeItem)],
}

function $normalizeList(node: ListNode): void {
  $dropLooks(node)
  const type: string = node.getListType()
  if (type !== "number" && type !== "bullet") node.setListType("bullet")
  const start = node.getStart()
  if (!Number.isInteger(start) || start < 0 || start > listStartMax) node.setStart(1)
  if ($getListDepth(node) > listDepthMax) $liftList(node)
}

/** Puts the items of a list that is too deep behind the item which holds it. */
function $liftList(list: ListNode): void {
  const holder = list.getParent()
  if (!$isListItemNode(holder)) return
  let last: LexicalNode = holder
  for (const item of list.getChildren()) last = last.insertAfter(item, false)
  list.remove(true)
  if (holder.isEmpty()) holder.remove()
}

function $normalizeItem(node: ListItemNode): void {
  $dropLooks(node)
  $unwrapBlocks(node)
}
