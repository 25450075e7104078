import { $createQuoteNode, QuoteNode } from "@lexical/rich-text"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $normalizeLine } from "../../nodes/normalize.ts"
import { $getBlockId, $setBlockId } from "../../nodes/state.ts"

export const quoteNodes: NodeKind = {
  classes: [QuoteNode],
  normalizations: [normalized(QuoteNode, $normalizeLine), normalized(QuoteNode, $normalizeQuote)],
}

/** A quote is one line here. Its other kind is a state that, once set, could be changed but not taken away again. */
function $normalizeQuote(node: QuoteNode): void {
  if (node.isShadowRoot()) node.replace($setBlockId($createQuoteNode(), $getBlockId(node)), true)
}
