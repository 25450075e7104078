import { $getRoot, $isElementNode, $isTextNode, type LexicalNode, type NodeKey } from "lexical"
import { idAttribute } from "../form/index.ts"
import { $getBlockId, $isUnknownNode } from "../nodes/index.ts"
import { Words, type WordTree } from "./words.ts"

export type EditorWords = Words<NodeKey>

/** The words of a section in an editor, as `sectionWords` has those of its document; text nodes that touch are pieces of their own. */
export function $editorWords(): EditorWords {
  return Words.of<LexicalNode, NodeKey>($getRoot(), editorNodes)
}

const editorNodes: WordTree<LexicalNode, NodeKey> = {
  childrenOf: (node) => ($isElementNode(node) ? node.getChildren() : []),
  element: (child) => ($isTextNode(child as LexicalNode) ? null : (child as LexicalNode)),
  text: (child) => {
    const node = child as LexicalNode
    return $isTextNode(node) ? { of: node.getKey(), text: node.getTextContent() } : null
  },
  nameOf: (node) => node.getType(),
  attributeOf: (node, name) =>
    name === idAttribute ? $getBlockId(node) : (node.getLatest() as unknown as Record<string, unknown>)[name],
  isShown: (node) => !$isUnknownNode(node),
}
