import {
  $getBlockId,
  $isCaptionNode,
  $isFootnoteReferenceNode,
  $isFootnotesNode,
  $isImageNode,
} from "@codraft/document"
import { $isListItemNode } from "@lexical/list"
import { $isHeadingNode, type HeadingNode } from "@lexical/rich-text"
import { $isTableNode } from "@lexical/table"
import { $getRoot, $getSelection, $isElementNode, $isRootNode, type LexicalNode } from "lexical"

/** Whole blocks of the text, and what goes along with them. */
export interface ChosenPassage {
  /** The first of them and the last, and those between as far as the server wants to know them. */
  blockIds: string[]
  paragraphs: number
  tables: number
  images: number
  notes: number
  /** The heading that it begins with; "" where it begins with none. */
  heading: string
}

export interface Choice {
  selected: ChosenPassage
  /** The heading that the selection is under, with all of its text; null where there is none, or nothing more than is selected. */
  part: ChosenPassage | null
}

/** Every id goes to the server; beyond that the first and the last say it as well. */
const idsMax = 500

/** What the selection is in: every block that it touches. Null in a note, and where nothing is selected. */
export function $chosenPassage(): Choice | null {
  const blocks = $getRoot()
    .getChildren()
    .filter((block) => !$isFootnotesNode(block))
  const touched = ($getSelection()?.getNodes() ?? []).map($outermost).filter((block) => block !== null)
  const places = touched.map((block) => blocks.indexOf(block)).filter((place) => place >= 0)
  if (places.length === 0 || touched.some($isFootnotesNode)) return null
  const [first, last] = $withCaptions(blocks, extremes(places))
  const selected = $passageOf(blocks.slice(first, last + 1))
  if (selected === null) return null
  return { selected, part: $partAround(blocks, first, last) }
}

function extremes(places: readonly number[]): [first: number, last: number] {
  return places.reduce<[number, number]>(
    ([first, last], place) => [Math.min(first, place), Math.max(last, place)],
    [Number.POSITIVE_INFINITY, 0],
  )
}

/** A caption goes nowhere without its table or image, nor these without it. */
function $withCaptions(blocks: readonly LexicalNode[], [first, last]: [number, number]): [number, number] {
  return [$isCaptioned(blocks, first) ? first - 1 : first, $isCaptioned(blocks, last + 1) ? last + 1 : last]
}

/** Whether this block and the one before it are a table or an image and its caption. */
function $isCaptioned(blocks: readonly LexicalNode[], second: number): boolean {
  const [block, next] = [blocks[second - 1], blocks[second]]
  if ($isImageNode(block)) return $isCaptionNode(next) && next.getFor() === "figure"
  return $isCaptionNode(block) && block.getFor() === "table" && $isTableNode(next)
}

function $outermost(node: LexicalNode): LexicalNode | null {
  let block: LexicalNode | null = node
  while (block !== null && !$isRootNode(block.getParent())) block = block.getParent()
  return block
}

function $partAround(blocks: readonly LexicalNode[], first: number, last: number): ChosenPassage | null {
  let start = first
  while (start >= 0 && !$isHeadingNode(blocks[start])) start--
  const heading = blocks[start]
  if (!$isHeadingNode(heading)) return null
  let end = start + 1
  while (end < blocks.length && !$endsPart(blocks[end], heading)) end++
  const isMore = start < first || end > last + 1
  return isMore && end > last ? $passageOf(blocks.slice(start, end)) : null
}

function $endsPart(block: LexicalNode | undefined, heading: HeadingNode): boolean {
  return $isHeadingNode(block) && block.getTag() <= heading.getTag()
}

function $passageOf(blocks: readonly LexicalNode[]): ChosenPassage | null {
  const ids = blocks.map($getBlockId).filter((id) => id !== "")
  const [first, last] = [ids[0], ids.at(-1)]
  if (first === undefined || last === undefined) return null
  const nodes = blocks.flatMap($withInner)
  const count = (is: (node: LexicalNode) => boolean) => nodes.filter(is).length
  const [tables, images] = [count($isTableNode), count($isImageNode)]
  const lines = blocks.filter($isLine).length + count((node) => $isListItemNode(node))
  const notes = new Set(nodes.filter($isFootnoteReferenceNode).map((reference) => reference.getNote()))
  const [head] = blocks
  return {
    blockIds: ids.length > idsMax ? [first, last] : ids,
    // A caption that has lost its table is a line too.
    paragraphs: lines + tables + images > 0 ? lines : blocks.length,
    tables,
    images,
    notes: notes.size,
    heading: $isHeadingNode(head) ? head.getTextContent() : "",
  }
}

function $isLine(block: LexicalNode): boolean {
  return ["paragraph", "heading", "quote"].includes(block.getType())
}

function $withInner(node: LexicalNode): LexicalNode[] {
  return $isElementNode(node) ? [node, ...node.getChildren().flatMap($withInner)] : [node]
}
