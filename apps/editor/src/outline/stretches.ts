import { $isFootnotesNode } from "@codraft/document"
import { $isHeadingNode } from "@lexical/rich-text"
import { $getNodeByKey, $getRoot, type LexicalNode, type NodeKey } from "lexical"

/** The blocks of the text, without the notes at its end. */
export function $textBlocks(): LexicalNode[] {
  return $getRoot()
    .getChildren()
    .filter((block) => !$isFootnotesNode(block))
}

export function $levelOf(block: LexicalNode): number | null {
  return $isHeadingNode(block) ? Number(block.getTag().slice(1)) : null
}

/** A heading with all that stands under it: up to the next heading of its rank or above. Empty where it is none. */
export function $stretchOf(key: NodeKey): LexicalNode[] {
  const heading = $getNodeByKey(key)
  const rank = heading === null ? null : $levelOf(heading)
  if (heading === null || rank === null) return []
  const stretch = [heading]
  for (let block = heading.getNextSibling(); block !== null; block = block.getNextSibling()) {
    const level = $levelOf(block)
    if ($isFootnotesNode(block) || (level !== null && level <= rank)) break
    stretch.push(block)
  }
  return stretch
}
