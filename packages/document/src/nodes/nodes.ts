import { LinkNode } from "@lexical/link"
import { ListItemNode, ListNode } from "@lexical/list"
import { HeadingNode, QuoteNode } from "@lexical/rich-text"
import { TableCellNode, TableNode, TableRowNode } from "@lexical/table"
import type { Klass, LexicalNode } from "lexical"
import { CaptionNode } from "./caption-node.ts"
import { UnknownNode } from "./unknown-node.ts"

/** The nodes of a section, besides those that every Lexical editor has (root, paragraph, text, tab, linebreak). */
export const nodes: Klass<LexicalNode>[] = [
  HeadingNode,
  QuoteNode,
  ListNode,
  ListItemNode,
  LinkNode,
  TableNode,
  TableRowNode,
  TableCellNode,
  CaptionNode,
  UnknownNode,
]
