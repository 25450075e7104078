import { $isFootnotesNode } from "@codraft/document"
import { $findMatchingParent, mergeRegister } from "@lexical/utils"
import {
  $getSelection,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  type ElementNode,
  KEY_DOWN_COMMAND,
  type LexicalEditor,
  type RangeSelection,
  SELECT_ALL_COMMAND,
  SELECTION_CHANGE_COMMAND,
} from "lexical"
import { $lastBlock, $noteAtCaret } from "./places.ts"

/**
 * A selection is in the text or in one note. Whoever selects down to the end of the page and erases that would else erase notes
 * whose numbers stand above; the notes of numbers that are selected go along without being selected.
 */
export function registerNoteSelection(editor: LexicalEditor): () => void {
  return mergeRegister(
    editor.registerCommand(
      SELECTION_CHANGE_COMMAND,
      () => {
        $keepToPlace()
        return false
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
    editor.registerCommand(SELECT_ALL_COMMAND, $selectNote, COMMAND_PRIORITY_CRITICAL),
    editor.registerCommand(KEY_DOWN_COMMAND, $toEndOfText, COMMAND_PRIORITY_CRITICAL),
  )
}

function $keepToPlace(): void {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || selection.isCollapsed()) return
  const [from, to] = [selection.anchor, selection.focus].map((point) =>
    $findMatchingParent(point.getNode(), (node) => $isFootnotesNode(node.getParent()) || $isFootnotesNode(node)),
  ) as [ElementNode | null, ElementNode | null]
  if (from === null ? to === null : from.is(to)) return
  if (from === null) $selectTo(selection, $lastBlock(), "end")
  else $selectTo(selection, from, selection.isBackward() ? "start" : "end")
}

function $selectTo(
  { anchor: { key, offset, type } }: RangeSelection,
  block: ElementNode | null,
  edge: "start" | "end",
) {
  const selection = edge === "start" ? block?.selectStart() : block?.selectEnd()
  selection?.anchor.set(key, offset, type)
}

/** First the note, then all. */
function $selectNote(event: KeyboardEvent): boolean {
  const note = $noteAtCaret()
  const selection = $getSelection()
  if (note === null || !$isRangeSelection(selection)) return false
  if (note.isEmpty() || selection.getTextContent() === note.getTextContent()) return false
  event.preventDefault()
  note.select(0, note.getChildrenSize())
  return true
}

/** Ctrl+End goes to the end of the text, as it would without notes. */
function $toEndOfText(event: KeyboardEvent): boolean {
  const isEnd = event.key === "End" ? event.ctrlKey : event.key === "ArrowDown" && event.metaKey
  const selection = $getSelection()
  if (!isEnd || event.altKey || !$isRangeSelection(selection) || $noteAtCaret() !== null) return false
  const last = $lastBlock()
  if (!$isFootnotesNode(last?.getNextSibling())) return false
  event.preventDefault()
  if (event.shiftKey) $selectTo(selection, last, "end")
  else last?.selectEnd()
  return true
}
