import { $createTextNode, $isTabNode, TabNode, TextNode } from "lexical"
import { formatMask } from "../form/index.ts"
import { type NodeKind, normalized } from "./kind.ts"
import { $dropForeignState } from "./state.ts"

export const textNodes: NodeKind = {
  classes: [],
  normalizations: [normalized(TabNode, $normalizeTab), normalized(TextNode, $normalizeText)],
}

/** A tab is a character like any other: a node of its own would lose what somebody else types beside it. */
function $normalizeTab(node: TabNode): void {
  node.replace($createTextNode("\t").setFormat(node.getFormat() & formatMask))
}

function $normalizeText(node: TextNode): void {
  if ($isTabNode(node)) return
  const format = node.getFormat() & formatMask
  if (format !== node.getFormat()) node.setFormat(format)
  if (node.getStyle() !== "") node.setStyle("")
  if (node.getMode() !== "normal" && !node.isComposing()) node.setMode("normal")
  $dropForeignState(node)
}
