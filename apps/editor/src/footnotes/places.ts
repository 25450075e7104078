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
import { $inlineAtCaret, $inlineBeside, type InlineAtCaret } from "../cards/inline-at-caret.ts"

/** The note that the caret is in. */
export function $noteAtCaret(): FootnoteNode | null {
  const selection = $getSelection()
  return $isRangeSelection(selection) ? $noteAround(selection.focus.getNode()) : null
}

/** The number that is selected and nothing else with it, or that the caret stands right behind or before. */
export function $numberAtCaret(): InlineAtCaret | null {
  return $inlineAtCaret($isFootnoteReferenceNode)
}

export function $referenceBeside(selection: RangeSelection, isBackward: boolean): FootnoteReferenceNode | null {
  return $inlineBeside(selection, isBackward, $isFootnoteReferenceNode)
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
