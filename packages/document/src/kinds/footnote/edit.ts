import { $isLinkNode } from "@lexical/link"
import {
  $findMatchingParent,
  $getRoot,
  $getSelection,
  $isRangeSelection,
  $parseSerializedNode,
  type LexicalNode,
  type RangeSelection,
} from "lexical"
import { $settlePastedMarks } from "../../nodes/mark-keeper.ts"
import type { NoteKind } from "./form.ts"
import {
  $createFootnoteNode,
  $createFootnoteReferenceNode,
  $createFootnotesNode,
  type FootnoteNode,
  type FootnoteReferenceNode,
  type FootnotesNode,
} from "./node.ts"
import { $allNotes, $containers, $noteAround, $references, $tableOf } from "./notes.ts"

/**
 * A note at the end of the selection, by default a table note where that is in a table. Selects the empty note and
 * answers it; null where no note can be: without a selection, and in a note.
 */
export function $insertFootnote(newId: () => string, kind?: NoteKind): FootnoteNode | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return null
  const end = selection.isBackward() ? selection.anchor : selection.focus
  if ($noteAround(end.getNode()) !== null || $getRoot().is(end.getNode())) return null
  $collapseToEnd(selection)
  const note = newId()
  const reference = $createFootnoteReferenceNode(
    note,
    kind ?? ($tableOf(end.getNode()) === null ? "footnote" : "tablenote"),
  )
  const link = $findMatchingParent(end.getNode(), $isLinkNode)
  if (link === null) selection.insertNodes([reference])
  else link.insertAfter(reference)
  const body = $addNote(note, reference)
  body.select()
  return body
}

function $collapseToEnd(selection: RangeSelection): void {
  if (selection.isCollapsed()) return
  const end = selection.isBackward() ? selection.anchor : selection.focus
  selection.anchor.set(end.key, end.offset, end.type)
  selection.focus.set(end.key, end.offset, end.type)
}

/** An empty note, behind that of the reference before, so that notes mostly stand in the order of their numbers. */
export function $addNote(note: string, reference: FootnoteReferenceNode): FootnoteNode {
  const body = $createFootnoteNode(note)
  const references = $references()
  const at = references.findIndex((other) => other.is(reference))
  const bodies = new Map($allNotes().map((other) => [other.getNote(), other]))
  for (let i = at - 1; i >= 0; i--) {
    const before = bodies.get(references[i]?.getNote() ?? "")
    if (before === undefined) continue
    before.insertAfter(body)
    return body
  }
  const container = $container()
  const first = at === -1 ? null : container.getFirstChild()
  if (first === null) container.append(body)
  else first.insertBefore(body)
  return body
}

function $container(): FootnotesNode {
  const [known] = $containers()
  if (known !== undefined) return known
  const container = $createFootnotesNode()
  $getRoot().append(container)
  return container
}

/** Gives a note the words that a copy of its reference has carried along. */
export function $fillNote(body: FootnoteNode, { carried }: FootnoteReferenceNode): void {
  const words: LexicalNode[] = (carried ?? []).map((json) => $parseSerializedNode(json))
  $settlePastedMarks(words)
  body.append(...words)
}
