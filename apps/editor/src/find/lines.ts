import {
  $footnoteNumbers,
  $getBlockId,
  $isFootnotesNode,
  $isUnknownNode,
  type FootnoteNumbers,
  type Span,
} from "@codraft/document"
import { $isTableNode } from "@lexical/table"
import {
  $getNodeByKey,
  $getRoot,
  $isDecoratorNode,
  $isElementNode,
  $isLineBreakNode,
  $isTextNode,
  type ElementNode,
  type LexicalNode,
  type NodeKey,
} from "lexical"

/** A node's words in its line. `fixed` ones show words and cannot be written in. */
export interface LinePart extends Span {
  readonly key: NodeKey
  readonly kind: "text" | "break" | "fixed"
}

/** One unbroken piece of text in the editor, whatever its words are made of: formats, links and marks do not cut it. */
export interface TextLine {
  readonly key: NodeKey
  readonly blockId: string
  readonly text: string
  readonly parts: readonly LinePart[]
}

/** The lines of the text as one reads them: notes of a table behind the table, the others at the end, and no note without a number. */
export function $eachLine(visit: (line: ElementNode | LexicalNode) => void): void {
  const blocks = $getRoot().getChildren()
  const numbers = blocks.some($isFootnotesNode) ? $footnoteNumbers() : null
  $visitBlocks(blocks, numbers, visit)
  for (const note of $notesAt(undefined, numbers)) visit(note)
}

function $visitBlocks(
  blocks: readonly LexicalNode[],
  numbers: FootnoteNumbers | null,
  visit: (line: LexicalNode) => void,
): void {
  for (const block of blocks) {
    if ($isFootnotesNode(block)) continue
    if ($isUnknownNode(block)) visit(block)
    if (!$isElementNode(block)) continue
    const children = block.getChildren()
    if (children.some($isInLine)) visit(block)
    else $visitBlocks(children, numbers, visit)
    if ($isTableNode(block)) for (const note of $notesAt(block.getKey(), numbers)) visit(note)
  }
}

function $notesAt(table: NodeKey | undefined, numbers: FootnoteNumbers | null): LexicalNode[] {
  if (numbers === null) return []
  const { notes, tables } = numbers
  return [...notes.keys()].filter((key) => tables.get(key) === table).flatMap((key) => $getNodeByKey(key) ?? [])
}

function $isInLine(node: LexicalNode): boolean {
  return !$isElementNode(node) ? !$isDecoratorNode(node) || node.isInline() : node.isInline()
}

export function $lineOf(node: LexicalNode): TextLine {
  const parts: LinePart[] = []
  let text = ""
  const add = (of: LexicalNode, kind: LinePart["kind"], words: string) => {
    if (words === "") return
    parts.push({ key: of.getKey(), kind, start: text.length, end: text.length + words.length })
    text += words
  }
  const $take = (child: LexicalNode) => {
    if ($isTextNode(child)) add(child, "text", child.getTextContent())
    else if ($isLineBreakNode(child)) add(child, "break", "\n")
    else if (!$isElementNode(child)) add(child, "fixed", child.getTextContent())
    else for (const inner of child.getChildren()) $take(inner)
  }
  $take(node)
  return { key: node.getKey(), blockId: $getBlockId(node), text, parts }
}
