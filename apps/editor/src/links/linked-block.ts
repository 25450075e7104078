import { $getBlockId, $isFootnoteNode, $isFootnotesNode } from "@codraft/document"
import { $isListItemNode, $isListNode } from "@lexical/list"
import { $findMatchingParent } from "@lexical/utils"
import {
  $getNearestNodeFromDOMNode,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  SKIP_SCROLL_INTO_VIEW_TAG,
} from "lexical"
import { markLinked } from "./linked-mark.ts"

/** A block of the open text that can be linked. */
export interface LinkedBlock {
  id: string
  element: HTMLElement
  /** Its first words. */
  words: string
}

/** The block that an element of the page belongs to, as a link to it would name it. */
export function blockAround(editor: LexicalEditor, element: Element): LinkedBlock | null {
  return editor.read(() => {
    const node = $getNearestNodeFromDOMNode(element)
    return node && $linked(editor, node)
  })
}

/** The block that the caret is in; without a caret the first that can be seen. */
export function blockAtHand(editor: LexicalEditor, isBelowTop: (element: HTMLElement) => boolean): LinkedBlock | null {
  return editor.read(() => {
    const selection = $getSelection()
    if ($isRangeSelection(selection)) return $linked(editor, selection.focus.getNode())
    for (const child of $getRoot().getChildren()) {
      const element = editor.getElementByKey(child.getKey())
      if (element === null || !isBelowTop(element)) continue
      const block = $linked(editor, $isListNode(child) ? (child.getFirstChild() ?? child) : child)
      if (block) return block
    }
    return null
  })
}

/** The whole table for a cell of it, the item for a word in a list, the note for a word in a note. */
function $linked(editor: LexicalEditor, node: LexicalNode): LinkedBlock | null {
  const top = node.getTopLevelElement()
  const isOwn = $isListNode(top) ? $isListItemNode : $isFootnotesNode(top) ? $isFootnoteNode : null
  const block = isOwn ? $findMatchingParent(node, isOwn) : top
  if (!block) return null
  const id = $getBlockId(block)
  const element = editor.getElementByKey(block.getKey())
  return id === "" || element === null ? null : { id, element, words: block.getTextContent().trim().slice(0, wordsMax) }
}

const wordsMax = 60

/**
 * Takes the reader to a block: its beginning is brought into view, it is marked for a moment, and the keyboard and the screen
 * reader go on from there. False where the text has no such block.
 */
export function goToBlock(editor: LexicalEditor, id: string): boolean {
  const found = editor.read(() => $blockWithId($getRoot(), id))
  const element = found && editor.getElementByKey(found)
  const root = editor.getRootElement()
  if (!found || !element || !root) return false
  element.scrollIntoView({ block: "start" })
  if (editor.isEditable()) {
    editor.update(() => void $getNodeByKey(found)?.selectStart(), { discrete: true, tag: SKIP_SCROLL_INTO_VIEW_TAG })
    // On a screen of glass the keys would cover what somebody came to read.
    if (!matchMedia("(pointer: coarse)").matches) root.focus({ preventScroll: true })
  } else {
    root.focus({ preventScroll: true })
    getSelection()?.collapse(element, 0)
  }
  markLinked(element)
  return true
}

function $blockWithId(parent: ElementNode, id: string): NodeKey | null {
  for (const child of parent.getChildren()) {
    if ($getBlockId(child) === id) return child.getKey()
    const inside = $isElementNode(child) ? $blockWithId(child, id) : null
    if (inside !== null) return inside
  }
  return null
}
