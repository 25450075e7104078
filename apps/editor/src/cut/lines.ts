import { $isHeadingNode, $isQuoteNode } from "@lexical/rich-text"
import { $isParagraphNode, type ElementNode, type LexicalNode } from "lexical"

/** A block that is one line of words. */
export function $isLine(block: LexicalNode | null | undefined): block is ElementNode {
  return $isParagraphNode(block) || $isHeadingNode(block) || $isQuoteNode(block)
}
