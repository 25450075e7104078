import {
  $getAdjacentNode,
  $getSelection,
  $isRangeSelection,
  type LexicalNode,
  type NodeKey,
  type RangeSelection,
} from "lexical"

export interface InlineAtCaret {
  key: NodeKey
  side: "selected" | "behind" | "before"
}

type Is<T extends LexicalNode> = (node: LexicalNode | null) => node is T

/** The thing among words that is selected and nothing else with it, or that the caret stands right behind or before. */
export function $inlineAtCaret<T extends LexicalNode>(is: Is<T>): InlineAtCaret | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return null
  const found = (node: T | null, side: InlineAtCaret["side"]): InlineAtCaret | null =>
    node && { key: node.getKey(), side }
  if (!selection.isCollapsed()) return found($selectedInline(selection, is), "selected")
  return found($inlineBeside(selection, true, is), "behind") ?? found($inlineBeside(selection, false, is), "before")
}

export function $inlineBeside<T extends LexicalNode>(
  { focus }: RangeSelection,
  isBackward: boolean,
  is: Is<T>,
): T | null {
  const node = $getAdjacentNode(focus, isBackward)
  return is(node) ? node : null
}

function $selectedInline<T extends LexicalNode>(selection: RangeSelection, is: Is<T>): T | null {
  const [first, second] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus]
  const node = $getAdjacentNode(first, false)
  return is(node) && node.is($getAdjacentNode(second, true)) ? node : null
}
