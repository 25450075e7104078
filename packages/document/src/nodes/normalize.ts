import { $isListItemNode, $isListNode } from "@lexical/list"
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $isDecoratorNode,
  $isElementNode,
  $isLineBreakNode,
  $isRootOrShadowRoot,
  type ElementNode,
  type LexicalNode,
  type ParagraphNode,
} from "lexical"
import { isBlockName } from "../form/index.ts"
import { $dropForeignState } from "./state.ts"

/** A block has no looks of its own: no alignment, indent or style. */
export function $dropLooks(node: ElementNode): void {
  if (node.getFormatType() !== "") node.setFormat("")
  if (node.getStyle() !== "") node.setStyle("")
  if (node.getTextStyle() !== "") node.setTextStyle("")
  $dropForeignState(node)
}

export function $normalizeLine(node: ElementNode): void {
  $dropLooks(node)
  if (node.getIndent() !== 0) node.setIndent(0)
  $unwrapBlocks(node)
}

export function $isBlock(node: LexicalNode): boolean {
  return ($isElementNode(node) || $isDecoratorNode(node)) && !node.isInline()
}

/** Words that stand directly in what holds blocks get a paragraph. */
export function $wrapInline(container: ElementNode): void {
  let paragraph: ParagraphNode | null = null
  for (const child of container.getChildren()) {
    if ($isBlock(child)) {
      paragraph = null
      continue
    }
    if (paragraph === null) {
      paragraph = $createParagraphNode()
      child.insertBefore(paragraph)
    }
    paragraph.append(child)
  }
}

/** A line holds words, links and breaks: blocks that were pasted into it give it their words, a break between them. */
export function $unwrapBlocks(line: ElementNode): void {
  for (const child of line.getChildren()) {
    if ($isListNode(child) && $isListItemNode(line)) continue
    if (!$isBlock(child)) continue
    if ($isDecoratorNode(child) && isBlockName(child.getType())) {
      $liftOut(child, line)
      continue
    }
    const inner = $isElementNode(child) ? child.getChildren() : [$createTextNode(child.getTextContent())]
    const [before, after] = [child.getPreviousSibling(), child.getNextSibling()]
    if (inner.length > 0 && before !== null && !$isLineBreakNode(before)) child.insertBefore($createLineBreakNode())
    for (const node of inner) child.insertBefore(node)
    if (inner.length > 0 && after !== null && !$isLineBreakNode(after)) child.insertBefore($createLineBreakNode())
    child.remove()
  }
}

/** A block that is no words goes behind the outermost block that the line is in. */
function $liftOut(block: LexicalNode, line: ElementNode): void {
  let place = line
  for (let parent = place.getParent(); parent !== null && !$isRootOrShadowRoot(parent); parent = place.getParent())
    place = parent
  place.insertAfter(block)
}
