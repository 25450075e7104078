import { $isFootnoteNode, $isFootnotesNode, $referencesTo, type FootnoteNode } from "@codraft/document"
import { $isParentElementRTL } from "@lexical/selection"
import { $isTableNode } from "@lexical/table"
import { mergeRegister } from "@lexical/utils"
import {
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_HIGH,
  DELETE_CHARACTER_COMMAND,
  DELETE_WORD_COMMAND,
  getDOMSelection,
  KEY_ARROW_DOWN_COMMAND,
  KEY_ARROW_LEFT_COMMAND,
  KEY_ARROW_RIGHT_COMMAND,
  KEY_ARROW_UP_COMMAND,
  KEY_ENTER_COMMAND,
  KEY_ESCAPE_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  type RangeSelection,
} from "lexical"
import { goToNote, goToReference, pressedNote } from "./note-actions.ts"
import { $noteAtCaret, $noteOrder, $numberAtCaret, $referenceBeside, $selectReference } from "./places.ts"

/** What keys and presses do at the numbers of notes and in notes, besides what they do in any text. */
export function registerNoteKeys(editor: LexicalEditor): () => void {
  const arrows = [
    [KEY_ARROW_UP_COMMAND, "up"],
    [KEY_ARROW_DOWN_COMMAND, "down"],
    [KEY_ARROW_LEFT_COMMAND, "left"],
    [KEY_ARROW_RIGHT_COMMAND, "right"],
  ] as const
  return mergeRegister(
    ...[DELETE_CHARACTER_COMMAND, DELETE_WORD_COMMAND].map((command) =>
      editor.registerCommand(command, $selectBeforeErasing, COMMAND_PRIORITY_CRITICAL),
    ),
    editor.registerCommand(KEY_ENTER_COMMAND, (event) => $enterOnNumber(editor, event), COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(
      KEY_ESCAPE_COMMAND,
      (event) => {
        const note = editor.isEditable() ? $noteAtCaret() : null
        if (note === null) return false
        event.preventDefault()
        goToReference(editor, note.getKey())
        return true
      },
      COMMAND_PRIORITY_HIGH,
    ),
    ...arrows.map(([command, direction]) =>
      editor.registerCommand(command, (event) => $arrow(editor, event, direction), COMMAND_PRIORITY_CRITICAL),
    ),
    registerPresses(editor),
  )
}

/** A number is selected first, and erased when it is asked for once more; erasing in an empty note selects its number. */
function $selectBeforeErasing(isBackward: boolean): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false
  const note = $noteAtCaret()
  const [own] = note !== null && note.isEmpty() && isBackward ? $referencesTo(note) : []
  const reference = own ?? $referenceBeside(selection, isBackward)
  if (!reference) return false
  $selectReference(reference)
  return true
}

/** With the number selected Enter goes to the note, beside it Ctrl+Enter does. */
function $enterOnNumber(editor: LexicalEditor, event: KeyboardEvent | null): boolean {
  const selection = $getSelection()
  if (event === null || event.shiftKey || event.altKey || !$isRangeSelection(selection)) return false
  const at = $numberAtCaret()
  if (at === null || !(at.side === "selected" || event.ctrlKey || event.metaKey)) return false
  event.preventDefault()
  goToNote(editor, at.reference)
  return true
}

function registerPresses(editor: LexicalEditor): () => void {
  const follow = (event: Event) => {
    const pressed = pressedNote(editor, event.target)
    if (pressed === null) return false
    event.preventDefault()
    if (pressed.kind === "reference") goToNote(editor, pressed.key)
    else goToReference(editor, pressed.key)
    return true
  }
  const click = (event: MouseEvent) => {
    // A finger cannot hover: it is shown the note first.
    const isTouch = event instanceof PointerEvent && event.pointerType === "touch"
    const isOnNumber = pressedNote(editor, event.target)?.kind === "reference"
    const isSelecting = event.shiftKey || (getDOMSelection(window)?.isCollapsed === false && editor.isEditable())
    if (!isSelecting && !(isTouch && isOnNumber)) follow(event)
  }
  const keyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !editor.isEditable()) follow(event)
  }
  return editor.registerRootListener((root, previous) => {
    previous?.removeEventListener("click", click)
    previous?.removeEventListener("keydown", keyDown)
    root?.addEventListener("click", click)
    root?.addEventListener("keydown", keyDown)
  })
}

type Direction = "up" | "down" | "left" | "right"

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

type Block = ReturnType<typeof $lastBlock>

function $blockBehind(table: LexicalNode, notes: readonly FootnoteNode[]): Block {
  const next = table.getTopLevelElement()?.getNextSibling()
  if ($isElementNode(next) && !$isFootnotesNode(next)) return next
  return notes[0] ?? null
}

function $lastBlock() {
  return (
    $getRoot()
      .getChildren()
      .findLast((child) => $isElementNode(child) && !$isFootnotesNode(child)) ?? null
  )
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
