import { ParagraphNode } from "lexical"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $normalizeLine } from "../../nodes/normalize.ts"

export const paragraphNodes: NodeKind = { classes: [], normalizations: [normalized(ParagraphNode, $normalizeLine)] }
