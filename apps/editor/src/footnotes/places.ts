import {
  $footnoteNumbers,
  $isFootnoteReferenceNode,
  $isFootnotesNode,
  $noteAround,
  $noteOf,
  $referencesTo,
  type FootnoteNode,
  type FootnoteReferenceNode,
} from "@codraft/document"
import {
  $getAdjacentNode,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  type ElementNode,
  type LexicalNode,
  type NodeKey,
  type RangeSelection,
} from "lexical"

/** The note that the caret is in. */
export function $noteAtCaret(): FootnoteNode | null {
  const selection = $getSelection()
  return $isRangeSelection(selection) ? $noteAround(selection.focus.getNode()) : null
}

export interface NumberAtCaret {
  reference: NodeKey
  side: "selected" | "behind" | "before"
}

/** The number that is selected and nothing else with it, or that the caret stands right behind or before. */
export function $numberAtCaret(): NumberAtCaret | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return null
  const found = (reference: FootnoteReferenceNode | null, side: NumberAtCaret["side"]): NumberAtCaret | null =>
    reference && { reference: reference.getKey(), side }
  if (!selection.isCollapsed()) return found($selectedReference(selection), "selected")
  return found($referenceBeside(selection, true), "behind") ?? found($referenceBeside(selection, false), "before")
}

export function $referenceBeside({ focus }: RangeSelection, isBackward: boolean): FootnoteReferenceNode | null {
  const node = $getAdjacentNode(focus, isBackward)
  return $isFootnoteReferenceNode(node) ? node : null
}

function $selectedReference(selection: RangeSelection): FootnoteReferenceNode | null {
  if (selection.isCollapsed() || selection.getTextContent() !== "") return null
  const [first, second] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus]
  const reference = $getAdjacentNode(first, false)
  return $isFootnoteReferenceNode(reference) && reference.is($getAdjacentNode(second, true)) ? reference : null
}

/** Selects the number itself, so that it can be seen before it is erased. */
export function $selectReference(reference: FootnoteReferenceNode): void {
  const index = reference.getIndexWithinParent()
  reference.getParentOrThrow().select(index, index + 1)
}

/** Puts the caret at the end of a note. */
export function $enterNote(reference: FootnoteReferenceNode): FootnoteNode | null {
  const note = $noteOf(reference)
  note?.selectEnd()
  return note
}

/** Puts the caret behind the number that a note belongs to. */
export function $leaveNote(note: FootnoteNode): FootnoteReferenceNode | null {
  const [reference] = $referencesTo(note)
  if (reference === undefined) return null
  const behind = reference.getIndexWithinParent() + 1
  reference.getParentOrThrow().select(behind, behind)
  return reference
}

/** The last block of the text, behind which only notes come. */
export function $lastBlock(): ElementNode | null {
  const isOfText = (child: LexicalNode) => $isElementNode(child) && !$isFootnotesNode(child)
  return ($getRoot().getChildren().findLast(isOfText) as ElementNode | undefined) ?? null
}

export interface NoteOrder {
  /** The notes at the end of the section, as they are numbered. */
  readonly section: readonly FootnoteNode[]
  /** The notes right under the same table as a note, as they are lettered; empty for one at the end of the section. */
  besides(note: FootnoteNode): readonly FootnoteNode[]
  tableOf(note: FootnoteNode): LexicalNode | null
}

export function $noteOrder(): NoteOrder {
  const { notes, tables } = $footnoteNumbers()
  const inTable = (table: NodeKey | undefined) =>
    [...notes.keys()].filter((key) => tables.get(key) === table).map((key) => $getNodeByKey<FootnoteNode>(key))
  return {
    section: inTable(undefined).filter((note) => note !== null),
    besides: (note) => {
      const table = tables.get(note.getKey())
      return table === undefined ? [] : inTable(table).filter((other) => other !== null)
    },
    tableOf: (note) => {
      const table = tables.get(note.getKey())
      return table === undefined ? null : $getNodeByKey(table)
    },
  }
}
