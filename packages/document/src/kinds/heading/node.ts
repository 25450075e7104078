import { HeadingNode } from "@lexical/rich-text"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $normalizeLine } from "../../nodes/normalize.ts"

export const headingNodes: NodeKind = {
  classes: [HeadingNode],
  normalizations: [normalized(HeadingNode, $normalizeLine), normalized(HeadingNode, $normalizeLevel)],
}

function $normalizeLevel(node: HeadingNode): void {
  if (!["h1", "h2", "h3", "h4"].includes(node.getTag())) node.setTag("h4")
}
