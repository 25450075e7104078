import { $isHeadingNode } from "@lexical/rich-text"
import { mergeRegister } from "@lexical/utils"
import {
  $createParagraphNode,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  BEFORE_INPUT_COMMAND,
  COMMAND_PRIORITY_CRITICAL,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  COPY_COMMAND,
  CUT_COMMAND,
  DELETE_CHARACTER_COMMAND,
  DELETE_LINE_COMMAND,
  DELETE_WORD_COMMAND,
  INSERT_LINE_BREAK_COMMAND,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalCommand,
  type LexicalEditor,
  type LexicalNode,
  PASTE_COMMAND,
  type PointType,
  type RangeSelection,
  REMOVE_TEXT_COMMAND,
} from "lexical"
import { $removeAround } from "./remove-around.ts"

export type IsLocked = (block: LexicalNode) => boolean

/**
 * What is typed, pasted or deleted at a locked heading: refused inside of it, and led around it where a selection reaches
 * across. Enter at its end or start makes a line below or above it.
 */
export function registerLockedKeys(editor: LexicalEditor, isLocked: IsLocked, onRefused: () => void): () => void {
  const refuse = (event?: unknown): true => {
    if (event instanceof Event) event.preventDefault()
    onRefused()
    return true
  }
  /** True: it is dealt with. */
  const $deletes = (isBackward: boolean): boolean => {
    const selection = $getSelection()
    if (!$isRangeSelection(selection)) return false
    if (!selection.isCollapsed()) return $stopOrClear(selection) !== "elsewhere"
    if ($lockedAround(selection.anchor, isLocked)) return refuse()
    const neighbour = $neighbour(selection.anchor, isBackward)
    if (neighbour === null || !isLocked(neighbour)) return false
    const line = selection.anchor.getNode().getTopLevelElement()
    if (!$isElementNode(line) || line.getTextContentSize() > 0 || !line.isEmpty()) return refuse()
    // An empty line beside a heading goes, unless it is all that one could write in there.
    if (!hasOther(line)) return refuse()
    line.remove()
    if ($isElementNode(neighbour) && isBackward) neighbour.selectEnd()
    else if ($isElementNode(neighbour)) neighbour.selectStart()
    return true
  }
  const $inserts = (event?: unknown): boolean => {
    const selection = $getSelection()
    if (!$isRangeSelection(selection)) return false
    if (selection.isCollapsed()) return $lockedAround(selection.anchor, isLocked) ? refuse(event) : false
    return $stopOrClear(selection) === "refused" ? refuse(event) : false
  }
  const $stopOrClear = (selection: RangeSelection): "elsewhere" | "refused" | "cleared" => {
    const done = $removeAround(selection, isLocked)
    if (done === "refused") refuse()
    return done
  }
  const on = <T>(command: LexicalCommand<T>, handle: (payload: T) => boolean) =>
    editor.registerCommand(command, (payload) => editor.isEditable() && handle(payload), COMMAND_PRIORITY_CRITICAL)

  return mergeRegister(
    on(DELETE_CHARACTER_COMMAND, $deletes),
    on(DELETE_WORD_COMMAND, $deletes),
    on(DELETE_LINE_COMMAND, $deletes),
    on(REMOVE_TEXT_COMMAND, () => $deletes(true)),
    on(CONTROLLED_TEXT_INSERTION_COMMAND, $inserts),
    on(INSERT_LINE_BREAK_COMMAND, () => $inserts()),
    on(PASTE_COMMAND, $inserts),
    on(INSERT_PARAGRAPH_COMMAND, () => {
      const selection = $getSelection()
      if (!$isRangeSelection(selection) || !selection.isCollapsed()) return $inserts()
      const heading = $lockedAround(selection.anchor, isLocked)
      return heading === null ? false : $newLine(heading, selection.anchor) || refuse()
    }),
    on(CUT_COMMAND, (event) => {
      const selection = $getSelection()
      if (!$isRangeSelection(selection) || selection.isCollapsed() || !$touches(selection, isLocked)) return false
      editor.dispatchCommand(COPY_COMMAND, event)
      if (event instanceof Event) event.preventDefault()
      $stopOrClear(selection)
      return true
    }),
    // Letters that the browser would put in by itself.
    on(BEFORE_INPUT_COMMAND, (event) => {
      const isTyping = event.inputType.startsWith("insert") && !/insert(Paragraph|LineBreak)/.test(event.inputType)
      const selection = $getSelection()
      const isInside = $isRangeSelection(selection) && selection.isCollapsed()
      return isTyping && isInside && $lockedAround(selection.anchor, isLocked) ? refuse(event) : false
    }),
  )
}

function $lockedAround(point: PointType, isLocked: IsLocked): LexicalNode | null {
  const block = point.getNode().getTopLevelElement()
  return block !== null && $isHeadingNode(block) && isLocked(block) ? block : null
}

function $touches(selection: RangeSelection, isLocked: IsLocked): boolean {
  return selection.getNodes().some((node) => {
    const block = node.getTopLevelElement()
    return block !== null && isLocked(block)
  })
}

/** The block behind or before the caret's own, where the caret stands at that edge of its block. */
function $neighbour(point: PointType, isBackward: boolean): LexicalNode | null {
  const block = point.getNode().getTopLevelElement()
  if (!$isElementNode(block)) return null
  const edge = isBackward ? $edgeBefore(point, block) : $edgeBehind(point, block)
  return edge ? (isBackward ? block.getPreviousSibling() : block.getNextSibling()) : null
}

function $edgeBefore(point: PointType, block: LexicalNode): boolean {
  if (point.offset > 0) return false
  for (let node: LexicalNode | null = point.getNode(); node !== null && !node.is(block); node = node.getParent()) {
    if (node.getPreviousSibling() !== null) return false
  }
  return true
}

function $edgeBehind(point: PointType, block: LexicalNode): boolean {
  const own = point.getNode()
  const size = $isElementNode(own) ? own.getChildrenSize() : own.getTextContentSize()
  if (point.offset < size) return false
  for (let node: LexicalNode | null = own; node !== null && !node.is(block); node = node.getParent()) {
    if (node.getNextSibling() !== null) return false
  }
  return true
}

/** Whether the text between the headings around a line holds another block. */
function hasOther(line: LexicalNode): boolean {
  return [line.getPreviousSibling(), line.getNextSibling()].some((block) => block !== null && !$isHeadingNode(block))
}

function $newLine(heading: LexicalNode, caret: PointType): boolean {
  const line = $createParagraphNode()
  if ($edgeBehind(caret, heading)) heading.insertAfter(line)
  else if ($edgeBefore(caret, heading)) heading.insertBefore(line)
  else return false
  line.select()
  return true
}
