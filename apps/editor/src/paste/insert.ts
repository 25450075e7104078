import { $getBlockId, $noteAround, $settlePastedMarks, type Block } from "@codraft/document"
import { $generateNodesFromSerializedNodes, $insertGeneratedNodes } from "@lexical/clipboard"
import { $toggleLink } from "@lexical/link"
import { $isListItemNode, ListNode } from "@lexical/list"
import { $isTableCellNode, $isTableSelection } from "@lexical/table"
import { $findMatchingParent, $insertNodeToNearestRoot } from "@lexical/utils"
import {
  $createParagraphNode,
  $createRangeSelection,
  $getNodeByKey,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isParagraphNode,
  $isRangeSelection,
  $setSelection,
  type BaseSelection,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
} from "lexical"
import { NodeMaker } from "./nodes.ts"
import type { Pasted } from "./pasted.ts"
import { type Piece, piecesOf } from "./portions.ts"
import { asOneLine, withoutTables } from "./tables.ts"

/** Puts blocks in place of the selection, all at once: the first and last join the text around them. */
export function $insertAtOnce(editor: LexicalEditor, { blocks, footnotes }: Pasted): void {
  const fitting = $fittingBlocks(blocks)
  const selection = fitting.some(isTable) ? $getSelection() : $selectionInText()
  if (selection === null) return
  const make = new NodeMaker(footnotes)
  const [first] = fitting
  if (first?.type === "table" && first.caption !== undefined) {
    // The caption would join the words before it.
    const place = new InsertionPlace()
    if (place.$make() && place.$put(piecesOf(fitting), make)) place.$close()
    return
  }
  $insertGeneratedNodes(editor, $nodesFor(fitting, selection, make), selection)
}

/** Links the selected words to an address that was pasted on them; false where no words are selected. */
export function $linkSelection(url: string): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || selection.isCollapsed()) return false
  $toggleLink(url)
  return true
}

const isTable = (block: Block) => block.type === "table"

/**
 * What may stand at the selection: in a footnote one line; in a table another only alone, where its cells fill those that
 * are there.
 */
function $fittingBlocks(blocks: readonly Block[]): readonly Block[] {
  const selection = $getSelection()
  if ($isRangeSelection(selection) && $noteAround(selection.anchor.getNode()) !== null) return [asOneLine(blocks)]
  const isInTable =
    $isTableSelection(selection) || ($isRangeSelection(selection) && $cellAt(selection.anchor.getNode()) !== null)
  if (!isInTable) return blocks
  const [only, ...others] = blocks
  if (only?.type !== "table" || others.length > 0) return withoutTables(blocks)
  const { caption: _, ...bare } = only
  return [bare]
}

function $cellAt(node: LexicalNode) {
  return $findMatchingParent(node, $isTableCellNode)
}

/** With cells selected, what is pasted takes the place of what is in the first of them. */
function $selectionInText(): BaseSelection | null {
  const selection = $getSelection()
  if (!$isTableSelection(selection)) return selection
  const [cell] = selection.getNodes().filter($isTableCellNode)
  if (cell === undefined) return selection
  const range = $createRangeSelection()
  range.anchor.set(cell.getKey(), 0, "element")
  range.focus.set(cell.getKey(), cell.getChildrenSize(), "element")
  $setSelection(range)
  return range
}

/** The words of a single paragraph go into the line at hand; items into the list at hand. */
function $nodesFor(blocks: readonly Block[], selection: BaseSelection, make: NodeMaker): LexicalNode[] {
  const [only, ...others] = blocks
  const isPlainLine = only?.type === "paragraph" && only.language === undefined && only.dir === undefined
  if (isPlainLine && others.length === 0) return make.$inline(only.content)
  const nodes = blocks.flatMap((block) => make.$block(block))
  const isInList =
    $isRangeSelection(selection) && $findMatchingParent(selection.anchor.getNode(), $isListItemNode) !== null
  const isList = (node: LexicalNode): node is ListNode => node instanceof ListNode
  return isInList && nodes.every(isList) ? nodes.flatMap((list) => list.getChildren()) : nodes
}

/** A block by its key, or by its id where the editor has been rebuilt since. */
interface Found {
  key: NodeKey
  id: string
}

/**
 * A place in the text where block after block is put, while others go on writing around it. An empty paragraph keeps it;
 * should somebody remove that, the last block that was put there does.
 */
export class InsertionPlace {
  #holder: Found | null = null
  #last: Found | null = null

  /** Makes the place at the selection, whose words go; false where there is no caret. */
  $make(): boolean {
    const selection = $selectionInText()
    if (!$isRangeSelection(selection) || $noteAround(selection.anchor.getNode()) !== null) return false
    if (!selection.isCollapsed()) selection.removeText()
    const block = $blockAt(selection.anchor.getNode())
    if (block !== null && $isParagraphNode(block) && block.isEmpty()) {
      this.#holder = $found(block)
      return true
    }
    const holder = $createParagraphNode()
    $insertNodeToNearestRoot(holder)
    for (const side of [holder.getPreviousSibling(), holder.getNextSibling()]) {
      if ($isElementNode(side) && side.isEmpty()) side.remove()
    }
    holder.select()
    this.#holder = $found(holder)
    return true
  }

  /** After an update: ids are given at its end. */
  note(editor: LexicalEditor): void {
    editor.read(() => {
      this.#holder = $noted(this.#holder)
      this.#last = $noted(this.#last)
    })
  }

  /** False when the place is gone. */
  $put(pieces: readonly Piece[], make: NodeMaker): boolean {
    const holder = $find(this.#holder)
    let last = $find(this.#last)
    if (holder === null && last === null) return false
    const isInCell = $cellAt(holder ?? last ?? $getRoot()) !== null
    for (const piece of pieces) {
      if ("block" in piece && piece.continues && last !== null && make.$extend(last, piece.block)) continue
      for (const node of $nodesOfPiece(piece, isInCell, make)) {
        if (holder !== null) holder.insertBefore(node)
        else last?.insertAfter(node)
        last = node
      }
    }
    if (last !== null) this.#last = $found(last)
    return true
  }

  /** Takes the empty paragraph away, and puts the caret behind what came, if it was left at the place. */
  $close(): void {
    const holder = $find(this.#holder)
    const last = $find(this.#last)
    if (holder === null || last === null || !holder.isEmpty()) return
    const selection = $getSelection()
    const isHere = !$isRangeSelection(selection) || selection.anchor.getNode().is(holder)
    holder.remove()
    if (isHere) last.selectEnd()
  }
}

function $nodesOfPiece(piece: Piece, isInCell: boolean, make: NodeMaker): ElementNode[] {
  if ("block" in piece) {
    return (isInCell ? withoutTables([piece.block]) : [piece.block]).flatMap((block) => make.$block(block))
  }
  const nodes = $generateNodesFromSerializedNodes([piece.copied])
  $settlePastedMarks(nodes)
  return nodes.map((node) => ($isElementNode(node) && !node.isInline() ? node : $createParagraphNode().append(node)))
}

function $blockAt(node: LexicalNode): ElementNode | null {
  const block = $findMatchingParent(node, (candidate) => $isElementNode(candidate) && !candidate.isInline())
  return $isElementNode(block) ? block : null
}

function $find(found: Found | null): ElementNode | null {
  if (found === null) return null
  const { key, id } = found
  const node = $getNodeByKey(key)
  if ($isElementNode(node) && node.isAttached()) return node
  const isIt = (child: LexicalNode): child is ElementNode => $isElementNode(child) && $getBlockId(child) === id
  return id === "" ? null : ($getRoot().getChildren().find(isIt) ?? null)
}

function $found(node: ElementNode): Found {
  return { key: node.getKey(), id: $getBlockId(node) }
}

function $noted(found: Found | null): Found | null {
  const node = $find(found)
  return node === null ? found : $found(node)
}
