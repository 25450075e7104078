import { $isHeadingNode, $isQuoteNode } from "@lexical/rich-text"
import { mergeRegister } from "@lexical/utils"
import {
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  COMMAND_PRIORITY_LOW,
  DELETE_CHARACTER_COMMAND,
  DELETE_LINE_COMMAND,
  DELETE_WORD_COMMAND,
  type ElementNode,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  type PointType,
  REMOVE_TEXT_COMMAND,
} from "lexical"

/**
 * Whoever deletes from the start of one line to the start of another takes whole lines away: the one behind them stays what it
 * is, as in any word processor. Lexical would make its words a line of the first one's kind.
 */
export function registerWholeLines(editor: LexicalEditor): () => void {
  const on = <T>(command: LexicalCommand<T>) => editor.registerCommand(command, $removeWholeLines, COMMAND_PRIORITY_LOW)
  return mergeRegister(
    on(DELETE_CHARACTER_COMMAND),
    on(DELETE_WORD_COMMAND),
    on(DELETE_LINE_COMMAND),
    on(REMOVE_TEXT_COMMAND),
  )
}

/** False where the selection is anything else. */
export function $removeWholeLines(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || selection.isCollapsed()) return false
  const [start, end] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus]
  const [first, last] = [$lineBeginningAt(start), $lineBeginningAt(end)]
  if (first === null || last === null || first.is(last) || !first.getParent()?.is(last.getParent())) return false
  const lines = [first, ...first.getNextSiblings()].slice(0, last.getIndexWithinParent() - first.getIndexWithinParent())
  last.selectStart()
  for (const line of lines) line.remove()
  return true
}

/** The paragraph, heading or quote that begins at a point; null where none does. */
function $lineBeginningAt(point: PointType): ElementNode | null {
  if (point.offset !== 0) return null
  let at: LexicalNode | null = point.getNode()
  while (at !== null && !($isElementNode(at) && !at.isInline())) {
    if (at.getPreviousSibling() !== null) return null
    at = at.getParent()
  }
  return $isParagraphNode(at) || $isHeadingNode(at) || $isQuoteNode(at) ? at : null
}
