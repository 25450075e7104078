import { $getBlockId, $isFootnoteReferenceNode } from "@codraft/document"
import {
  $getNodeByKey,
  $getRoot,
  $isDecoratorNode,
  $isElementNode,
  $isLineBreakNode,
  $isTextNode,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical"

/** A line of the open text: its block, and the nodes that its characters are in. */
export interface LineInText {
  readonly key: NodeKey
  readonly element: HTMLElement
  readonly text: string
  readonly pieces: readonly Piece[]
}

interface Piece {
  readonly key: NodeKey
  readonly from: number
  readonly length: number
  /** Where the characters are painted; null for what is painted as one thing. */
  readonly dom: Text | null
  readonly element: HTMLElement | null
}

/** Every block of the open text by its id, with its own words. */
export function linesInText(editor: LexicalEditor): Map<string, LineInText> {
  return editor.read(() => {
    const lines = new Map<string, LineInText>()
    const visit = (element: ElementNode): void => {
      const id = $getBlockId(element)
      const dom = id === "" ? null : editor.getElementByKey(element.getKey())
      if (dom !== null) lines.set(id, { key: element.getKey(), element: dom, ...$wordsOf(editor, element) })
      for (const child of element.getChildren()) if ($isBlock(child)) visit(child)
    }
    for (const child of $getRoot().getChildren()) if ($isBlock(child)) visit(child)
    return lines
  })
}

/** The places of a stretch of a line, whose words were `text` when it was measured; what is no longer there has none. */
export function rangeIn(line: LineInText, text: string, from: number, to: number): Range | null {
  const moved = movedOffsets(text, line.text)
  const [start, end] = [pointAt(line, moved(from), false), pointAt(line, moved(to), true)]
  if (start === null || end === null || moved(from) >= moved(to)) return null
  const range = document.createRange()
  range.setStart(...start)
  range.setEnd(...end)
  return range
}

/** Puts the caret before a character of a line, whose words were `text` when it was measured; at its end if there is none. */
export function $selectIn({ key, pieces, text: now }: LineInText, text: string, offset: number): void {
  const at = movedOffsets(text, now)(offset)
  const piece = pieces.find(({ from, length, dom }) => dom !== null && at >= from && at < from + length)
  const node = piece ? $getNodeByKey(piece.key) : null
  if (piece && $isTextNode(node)) node.select(at - piece.from, at - piece.from)
  else $getNodeByKey<ElementNode>(key)?.selectEnd()
}

/** Where offsets of one text are in another that differs from it in one place. */
export function movedOffsets(before: string, after: string): (offset: number) => number {
  if (before === after) return (offset) => offset
  const max = Math.min(before.length, after.length)
  let start = 0
  while (start < max && before[start] === after[start]) start++
  let end = 0
  while (end < max - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return (offset) => {
    if (offset <= start) return offset
    if (offset >= before.length - end) return offset + after.length - before.length
    return start
  }
}

function pointAt({ pieces }: LineInText, offset: number, isEnd: boolean): [Node, number] | null {
  for (const { from, length, dom, element } of pieces) {
    const isIn = isEnd ? offset > from && offset <= from + length : offset >= from && offset < from + length
    if (!isIn) continue
    if (dom !== null) return [dom, Math.min(offset - from, dom.length)]
    const parent = element?.parentNode
    if (!element || !parent) return null
    return [parent, [...parent.childNodes].indexOf(element) + (isEnd ? 1 : 0)]
  }
  return null
}

function $wordsOf(editor: LexicalEditor, line: ElementNode): { text: string; pieces: Piece[] } {
  const pieces: Piece[] = []
  let text = ""
  const add = (node: LexicalNode, words: string, isText: boolean): void => {
    const element = editor.getElementByKey(node.getKey())
    const dom = isText ? textIn(element) : null
    if (words !== "") pieces.push({ key: node.getKey(), from: text.length, length: words.length, dom, element })
    text += words
  }
  const visit = (element: ElementNode): void => {
    for (const child of element.getChildren()) {
      if ($isTextNode(child)) add(child, child.getTextContent(), true)
      else if ($isLineBreakNode(child)) add(child, "\n", false)
      else if ($isFootnoteReferenceNode(child)) continue
      else if ($isDecoratorNode(child)) add(child, child.getTextContent(), false)
      else if ($isElementNode(child) && !$isBlock(child)) visit(child)
    }
  }
  visit(line)
  return { text, pieces }
}

function $isBlock(node: LexicalNode): node is ElementNode {
  return $isElementNode(node) && !node.isInline()
}

function textIn(element: HTMLElement | null): Text | null {
  if (element === null) return null
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  return walker.nextNode() as Text | null
}
