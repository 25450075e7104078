import { $isLinkNode } from "@lexical/link"
import {
  $createLineBreakNode,
  $createParagraphNode,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isDecoratorNode,
  $isElementNode,
  $isRangeSelection,
  COMMAND_PRIORITY_CRITICAL,
  COMMAND_PRIORITY_HIGH,
  DELETE_CHARACTER_COMMAND,
  DELETE_LINE_COMMAND,
  DELETE_WORD_COMMAND,
  type EditorState,
  type ElementNode,
  INSERT_PARAGRAPH_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  type RangeSelection,
  RootNode,
  SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
} from "lexical"
import { type NodeKind, normalized } from "../../nodes/kind.ts"
import { $dropLooks, $isBlock, $normalizeLine } from "../../nodes/normalize.ts"
import { $isUnknownNode } from "../../nodes/unknown-node.ts"
import { $addNote, $fillNote } from "./edit.ts"
import {
  $createFootnoteNode,
  $createFootnoteReferenceNode,
  FootnoteNode,
  FootnoteReferenceNode,
  FootnotesNode,
} from "./node.ts"
import {
  $allNotes,
  $containers,
  $isFootnoteNode,
  $isFootnoteReferenceNode,
  $isFootnotesNode,
  $noteAround,
  $notesOf,
  $references,
} from "./notes.ts"

export const footnoteNodes: NodeKind = {
  classes: [FootnoteReferenceNode, FootnotesNode, FootnoteNode],
  normalizations: [
    normalized(FootnoteNode, $normalizeLine),
    normalized(FootnoteNode, $dropReferences),
    normalized(FootnotesNode, $dropLooks),
  ],
  register,
}

function register(editor: LexicalEditor, newId: () => string): () => void {
  const unregister = [
    editor.registerNodeTransform(FootnoteReferenceNode, (reference) =>
      $settleReference(reference, editor.getEditorState(), newId),
    ),
    editor.registerNodeTransform(FootnotesNode, (container) => $settleContainer(container, editor.getEditorState())),
    editor.registerNodeTransform(RootNode, () => $settleNotes(editor.getEditorState())),
    editor.registerCommand(INSERT_PARAGRAPH_COMMAND, $breakInNote, COMMAND_PRIORITY_HIGH),
    ...[DELETE_CHARACTER_COMMAND, DELETE_WORD_COMMAND, DELETE_LINE_COMMAND].map((command) =>
      editor.registerCommand(command, $keepToNote, COMMAND_PRIORITY_HIGH),
    ),
    editor.registerCommand(
      SELECTION_INSERT_CLIPBOARD_NODES_COMMAND,
      ({ nodes }) => {
        nodes.splice(0, nodes.length, ...$withoutNotes(nodes))
        return false
      },
      COMMAND_PRIORITY_CRITICAL,
    ),
  ]
  return () => {
    for (const end of unregister) end()
  }
}

/** A note refers to no other. */
function $dropReferences(note: FootnoteNode): void {
  for (const child of note.getChildren()) if ($isFootnoteReferenceNode(child)) child.remove()
}

/**
 * A reference that an edit brings in, as a paste does: it keeps its note if nobody else refers to that, be it cut here
 * before or new to this section; else it is a copy, and gets a note of its own with the same words.
 */
function $settleReference(reference: FootnoteReferenceNode, before: EditorState, newId: () => string): void {
  if (!reference.isAttached()) return
  const parent = reference.getParent()
  if ($isLinkNode(parent)) parent.insertAfter(reference)
  if ($noteAround(reference) !== null) {
    reference.remove()
    return
  }
  if ($getNodeByKey(reference.getKey(), before) !== null && reference.carried === null) return
  const note = reference.getNote()
  const others = $references().some((other) => other.getNote() === note && !other.is(reference))
  if (note !== "" && !others) {
    if ($notesOf(note).length === 0) $fillNote($addNote(note, reference), reference)
    if (reference.carried !== null) reference.getWritable().carried = null
    return
  }
  const own = $createFootnoteReferenceNode(newId(), reference.getKind())
  reference.replace(own)
  $fillNote($addNote(own.getNote(), own), reference)
}

/** In the container stand notes; other blocks got there by a paste into one, or by a change of its kind. */
function $settleContainer(container: FootnotesNode, before: EditorState): void {
  if (!container.isAttached()) return
  if (container.getParent() !== $getRoot()) {
    $unwrapContainer(container)
    return
  }
  for (const child of container.getChildren()) {
    if ($isFootnoteNode(child) || $isUnknownNode(child)) continue
    if ($isDecoratorNode(child) && !child.isInline()) {
      container.insertBefore(child)
      continue
    }
    const [gone] = $goneNotes(before)
    const left = child.getPreviousSibling()
    if (gone !== undefined && $isElementNode(child)) {
      const note = $createFootnoteNode(gone)
      child.insertBefore(note)
      $joinTo(note, child)
    } else if ($isFootnoteNode(left)) {
      $joinTo(left, child)
    } else if ($isBlock(child)) {
      container.insertBefore(child)
    } else {
      const paragraph = $createParagraphNode()
      container.insertBefore(paragraph)
      paragraph.append(child)
    }
  }
  if (container.isEmpty()) container.remove()
}

function $unwrapContainer(container: FootnotesNode): void {
  for (const child of container.getChildren()) {
    container.insertBefore($isFootnoteNode(child) ? $asParagraph(child) : child)
  }
  container.remove()
}

function $joinTo(note: FootnoteNode, block: LexicalNode): void {
  const lines = $linesIn(block)
  const words = lines.flatMap((line, i) => (i === 0 && note.isEmpty() ? line : [$createLineBreakNode(), ...line]))
  note.append(...words)
  if ($isElementNode(block)) block.remove()
}

/** The words of a block, line by line, without what may stand in no note. */
function $linesIn(block: LexicalNode): LexicalNode[][] {
  if (!$isElementNode(block) || block.isInline()) return [[block]]
  const lines: LexicalNode[][] = []
  let line: LexicalNode[] | null = null
  for (const child of block.getChildren()) {
    if ($isBlock(child)) {
      lines.push(...$linesIn(child))
      line = null
    } else {
      if (line === null) lines.push((line = []))
      line.push(child)
    }
  }
  return lines
}

/** Notes that had a body before this edit and have none now. */
function $goneNotes(before: EditorState): string[] {
  const now = new Set($allNotes().map((note) => note.getNote()))
  const former = before.read(() => $allNotes().map((note) => note.getNote()))
  return former.filter((note) => !now.has(note))
}

function $settleNotes(before: EditorState): void {
  const containers = $containers()
  // What an edit puts behind the notes belongs to the text before them.
  for (const container of containers) {
    for (const block of container.getNextSiblings()) {
      const isNew = $getNodeByKey(block.getKey(), before) === null
      if (isNew && !$isFootnotesNode(block)) container.insertBefore(block)
    }
  }
  const gone = new Set($goneNotes(before))
  if (gone.size === 0) return
  // Erasing over the end of a note may take the next one away: its reference still stands, so it is empty instead.
  for (const reference of $references()) {
    if (gone.delete(reference.getNote())) $addNote(reference.getNote(), reference)
  }
}

/** Enter in a note makes a line break. */
function $breakInNote(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || $noteAround(selection.anchor.getNode()) === null) return false
  selection.insertLineBreak()
  return true
}

/** Erasing at an edge of a note does nothing: what is beyond is another note, or the text. */
function $keepToNote(isBackward: boolean): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return false
  const note = $noteAround(selection.anchor.getNode())
  return note !== null && isAtEdge(selection, note, isBackward)
}

function isAtEdge({ anchor }: RangeSelection, note: FootnoteNode, isBackward: boolean): boolean {
  const node = anchor.getNode()
  const size = $isElementNode(node) ? node.getChildrenSize() : node.getTextContentSize()
  if (anchor.offset !== (isBackward ? 0 : size)) return false
  for (let at: LexicalNode = node; !at.is(note); at = at.getParentOrThrow()) {
    if ((isBackward ? at.getPreviousSibling() : at.getNextSibling()) !== null) return false
  }
  return true
}

/** A copy of the text brings its notes along in the references; copied notes alone are paragraphs. */
function $withoutNotes(nodes: readonly LexicalNode[]): LexicalNode[] {
  const isNotes = (node: LexicalNode): boolean => $isFootnotesNode(node) || $isFootnoteNode(node)
  if (!nodes.some(isNotes)) return [...nodes]
  if (!nodes.every(isNotes)) return nodes.filter((node) => !isNotes(node))
  return nodes
    .flatMap((node): LexicalNode[] => ($isFootnotesNode(node) ? node.getChildren() : [node]))
    .map((node) => ($isFootnoteNode(node) ? $asParagraph(node) : node))
}

function $asParagraph(note: FootnoteNode): ElementNode {
  return $createParagraphNode().append(...note.getChildren())
}
