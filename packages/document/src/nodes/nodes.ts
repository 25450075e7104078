import type { Klass, LexicalEditor, LexicalNode } from "lexical"
import { captionNodes } from "../kinds/caption/node.ts"
import { crossreferenceNodes } from "../kinds/crossreference/node.ts"
import { footnoteNodes } from "../kinds/footnote/normalize.ts"
import { headingNodes } from "../kinds/heading/node.ts"
import { imageNodes } from "../kinds/image/node.ts"
import { linkNodes } from "../kinds/link/node.ts"
import { listNodes } from "../kinds/list/node.ts"
import { paragraphNodes } from "../kinds/paragraph/node.ts"
import { quoteNodes } from "../kinds/quote/node.ts"
import { tableNodes } from "../kinds/table/node.ts"
import { targetNodes } from "../kinds/target/node.ts"
import type { NodeKind } from "./kind.ts"
import { textNodes } from "./text.ts"
import { UnknownNode } from "./unknown-node.ts"

const kinds: readonly NodeKind[] = [
  paragraphNodes,
  headingNodes,
  quoteNodes,
  captionNodes,
  listNodes,
  tableNodes,
  linkNodes,
  footnoteNodes,
  imageNodes,
  targetNodes,
  crossreferenceNodes,
  textNodes,
]

/** The nodes of a section, besides those that every Lexical editor has (root, paragraph, text, tab, linebreak). */
export const nodes: Klass<LexicalNode>[] = [...kinds.flatMap(({ classes }) => classes), UnknownNode]

/**
 * Keeps what a person types, pastes or drops within the form of a section, in the same update: the server refuses
 * anything else, and what is not in the form nobody but this person would see. Changes of others are never touched.
 * Answers the function that ends it.
 */
export function registerNormalization(editor: LexicalEditor, newId: () => string): () => void {
  const unregister = kinds.flatMap(({ normalizations, register }) => [
    ...normalizations.map(({ klass, $normalize }) =>
      editor.registerNodeTransform(klass, $normalize as (node: LexicalNode) => void),
    ),
    ...(register === undefined ? [] : [register(editor, newId)]),
  ])
  return () => {
    for (const end of unregister) end()
  }
}
