import { $isFootnoteNode, $isFootnotesNode, type FootnoteNode } from "@codraft/document"
import { $isParentElementRTL } from "@lexical/selection"
import { $isTableNode } from "@lexical/table"
import { mergeRegister } from "@lexical/utils"
import {
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  type ElementNode,
  getDOMSelection,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_ARROW_UP_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  type RangeSelection,
} from "lexical"
import { $lastBlock, $noteAtCaret, $noteOrder } from "./places.ts"

const arrows = [
  [KEY_ARROW_UP_COMMAND, "up"],
  [KEY_ARROW_DOWN_COMMAND, "down"],
  [KEY_ARROW_LEFT_COMMAND, "left"],
  [KEY_ARROW_RIGHT_COMMAND, "right"],
] as const

type Direction = (typeof arrows)[number][1]

export function registerNoteArrows(editor: LexicalEditor): () => void {
  return mergeRegister(
    ...arrows.map(([command, direction]) =>
      editor.registerCommand(command, (event) => $arrow(editor, event, direction), COMMAND_PRIORITY_CRITICAL),
    ),
  )
}

/**
 * Notes are gone through as they are seen: in the order of their numbers, and those of a table under the table. The browser
 * would take them as they stand in the text, hidden ones too.
 */
function $arrow(editor: LexicalEditor, event: KeyboardEvent, direction: Direction): boolean {
  const selection = $getSelection()
  if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false
  const isOn = isForward(direction, selection)
  const isVertical = direction === "up" || direction === "down"
  const note = $noteAtCaret()
  const block = note ?? $lastOfText(selection)
  if (block === null || (note === null && !isOn)) return false
  const isAtEdge = isVertical ? isAtEdgeLine(editor, block, isOn) : $isAtEdge(selection, block, isOn)
  if (!isAtEdge) return false
  event.preventDefault()
  if (note === null) $noteOrder().section[0]?.selectStart()
  else $stepFrom(note, isOn)
  return true
}

function isForward(direction: Direction, selection: RangeSelection): boolean {
  if (direction === "up" || direction === "down") return direction === "down"
  return (direction === "left") === $isParentElementRTL(selection)
}

/** The block that the caret is in, if nothing but notes comes behind it, and it is no table. */
function $lastOfText(selection: RangeSelection): LexicalNode | null {
  const block = selection.focus.getNode().getTopLevelElement()
  return block !== null && !$isTableNode(block) && $isFootnotesNode(block.getNextSibling()) ? block : null
}

function $stepFrom(note: FootnoteNode, isOn: boolean): void {
  const order = $noteOrder()
  const table = order.tableOf(note)
  const fellows = table === null ? order.section : order.besides(note)
  const next = fellows[fellows.findIndex((fellow) => fellow.is(note)) + (isOn ? 1 : -1)]
  if (next) {
    if (isOn) next.selectStart()
    else next.selectEnd()
  } else if (table !== null) {
    const beyond = isOn ? $blockBehind(table, order.section) : table
    if (isOn) beyond?.selectStart()
    else beyond?.selectEnd()
  } else if (!isOn) $lastBlock()?.selectEnd()
}

function $blockBehind(table: LexicalNode, notes: readonly FootnoteNode[]): ElementNode | null {
  const next = table.getTopLevelElement()?.getNextSibling()
  if ($isElementNode(next) && !$isFootnotesNode(next)) return next
  return notes[0] ?? null
}

/** Whether nothing of a block is before (behind) the caret. */
function $isAtEdge({ focus }: RangeSelection, block: LexicalNode, isOn: boolean): boolean {
  const node = focus.getNode()
  const size = $isElementNode(node) ? node.getChildrenSize() : node.getTextContentSize()
  if (focus.offset !== (isOn ? size : 0)) return false
  for (let at: LexicalNode | null = node; at !== null && !at.is(block); at = at.getParent())
    if ((isOn ? at.getNextSibling() : at.getPreviousSibling()) !== null) return false
  return true
}

/** Whether the caret is in the first (last) line of a block as it is broken on this screen. */
function isAtEdgeLine(editor: LexicalEditor, block: LexicalNode, isOn: boolean): boolean {
  const element = editor.getElementByKey(block.getKey())
  const words = $isFootnoteNode(block) ? element?.lastElementChild : element
  const range = getDOMSelection(window)?.getRangeAt(0)
  if (!words || !range) return false
  const caret = [...range.getClientRects()].at(isOn ? -1 : 0)
  if (!caret) return true
  const box = words.getBoundingClientRect()
  // Less than a line is left between the caret and the edge.
  return isOn ? box.bottom - caret.bottom < caret.height * 0.75 : caret.top - box.top < caret.height * 0.75
}
