import { $insertFootnote, $isFootnoteNode, $isFootnoteReferenceNode, $noteOf, $referencesTo } from "@codraft/document"
import { $getNearestNodeFromDOMNode, $getNodeByKey, type LexicalEditor, type LexicalNode, type NodeKey } from "lexical"
import { newBlockId } from "../section/block-id.ts"
import { $enterNote, $leaveNote, $noteAtCaret } from "./places.ts"

/** An update with this tag has brought the caret back from a note, whose words nobody needs to be shown then. */
export const LEFT_NOTE_TAG = "left-note"

/**
 * A note at the caret: in a table one of the table, unless `kind` says otherwise. With the caret in a note, back to the text.
 */
export function insertNote(editor: LexicalEditor, kind?: "footnote" | "tablenote"): void {
  let goal: LexicalNode | null = null
  editor.update(
    () => {
      const around = $noteAtCaret()
      goal = around === null ? $insertFootnote(newBlockId, kind) : $leaveNote(around)
    },
    { tag: LEFT_NOTE_TAG, onUpdate: () => pointAt(editor, goal) },
  )
  editor.focus()
}

/** From a number to its note: the caret where one may write, the focus where one reads. */
export function goToNote(editor: LexicalEditor, reference: NodeKey): void {
  go(editor, () => {
    const from = $getNodeByKey(reference)
    if (!$isFootnoteReferenceNode(from)) return null
    return editor.isEditable() ? $enterNote(from) : $noteOf(from)
  })
}

/** From a note to its number. */
export function goToReference(editor: LexicalEditor, note: NodeKey): void {
  go(editor, () => {
    const from = $getNodeByKey(note)
    if (!$isFootnoteNode(from)) return null
    return editor.isEditable() ? $leaveNote(from) : ($referencesTo(from)[0] ?? null)
  })
}

function go(editor: LexicalEditor, $find: () => LexicalNode | null): void {
  if (!editor.isEditable()) {
    const goal = editor.read($find)
    pointAt(editor, goal)
    if (goal !== null) editor.getElementByKey(goal.getKey())?.focus()
    return
  }
  let goal: LexicalNode | null = null
  editor.update(() => void (goal = $find()), { tag: LEFT_NOTE_TAG, onUpdate: () => pointAt(editor, goal) })
  editor.focus()
}

/** Brings a number or a note into view, and lets the eye find it. */
function pointAt(editor: LexicalEditor, node: LexicalNode | null): void {
  const element = node === null ? null : editor.getElementByKey(node.getKey())
  if (element === null) return
  element.scrollIntoView({ block: "nearest" })
  const backgroundColor = getComputedStyle(element).getPropertyValue("--color-accent-wash")
  element.animate([{ backgroundColor }, { backgroundColor: "transparent" }], { duration: 1200, easing: "ease-in" })
}

/** The number, or the way back of a note, that an event is about. */
export function pressedNote(
  editor: LexicalEditor,
  target: EventTarget | null,
): { kind: "reference" | "back"; key: NodeKey } | null {
  if (!(target instanceof Element)) return null
  const element = target.closest("[data-inline=footnote], [data-inline=footnote-back]")
  if (element === null) return null
  return editor.read(() => {
    const node = $getNearestNodeFromDOMNode(element)
    if ($isFootnoteReferenceNode(node)) return { kind: "reference", key: node.getKey() }
    return $isFootnoteNode(node) ? { kind: "back", key: node.getKey() } : null
  })
}
