import { $isLinkNode, LinkNode } from "@lexical/link"
import { $getListDepth, $isListItemNode, $isListNode, ListItemNode, ListNode } from "@lexical/list"
import { $createQuoteNode, HeadingNode, QuoteNode } from "@lexical/rich-text"
import { $isTableCellNode, $isTableRowNode, TableCellNode, TableNode, TableRowNode } from "@lexical/table"
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $isDecoratorNode,
  $isElementNode,
  $isLineBreakNode,
  $isTabNode,
  type ElementNode,
  type Klass,
  type LexicalEditor,
  type LexicalNode,
  ParagraphNode,
  TabNode,
  TextNode,
} from "lexical"
import { formatMask, isAllowedUrl, listDepthMax, spanMax } from "../form/index.ts"
import { CaptionNode } from "./caption-node.ts"
import { $dropForeignState, $getBlockId, $setBlockId } from "./state.ts"

/**
 * Keeps what a person types, pastes or drops within the form of a section, in the same update: the server refuses
 * anything else, and what is not in the form nobody but this person would see. Changes of others are never touched.
 * Answers the function that ends it.
 */
export function registerNormalization(editor: LexicalEditor): () => void {
  const lines: Klass<ElementNode>[] = [ParagraphNode, HeadingNode, QuoteNode, CaptionNode]
  const unregister = [
    ...lines.map((klass) => editor.registerNodeTransform(klass, $normalizeLine)),
    editor.registerNodeTransform(HeadingNode, $normalizeHeading),
    editor.registerNodeTransform(QuoteNode, $normalizeQuote),
    editor.registerNodeTransform(ListNode, $normalizeList),
    editor.registerNodeTransform(ListItemNode, $normalizeItem),
    editor.registerNodeTransform(TableNode, $normalizeTable),
    editor.registerNodeTransform(TableRowNode, $normalizeRow),
    editor.registerNodeTransform(TableCellNode, $normalizeCell),
    editor.registerNodeTransform(LinkNode, $normalizeLink),
    editor.registerNodeTransform(TabNode, $normalizeTab),
    editor.registerNodeTransform(TextNode, $normalizeText),
  ]
  return () => {
    for (const end of unregister) end()
  }
}

/** A block has no looks of its own: no alignment, indent or style. */
function $dropLooks(node: ElementNode): void {
  if (node.getFormatType() !== "") node.setFormat("")
  if (node.getStyle() !== "") node.setStyle("")
  if (node.getTextStyle() !== "") node.setTextStyle("")
  $dropForeignState(node)
}

function $normalizeLine(node: ElementNode): void {
  $dropLooks(node)
  if (node.getIndent() !== 0) node.setIndent(0)
  $unwrapBlocks(node)
}

/** A quote is one line here. Its other kind is a state that, once set, could be changed but not taken away again. */
function $normalizeQuote(node: QuoteNode): void {
  if (node.isShadowRoot()) node.replace($setBlockId($createQuoteNode(), $getBlockId(node)), true)
}

function $normalizeHeading(node: HeadingNode): void {
  if (!["h1", "h2", "h3", "h4"].includes(node.getTag())) node.setTag("h4")
}

function $normalizeList(node: ListNode): void {
  $dropLooks(node)
  const type: string = node.getListType()
  if (type !== "number" && type !== "bullet") node.setListType("bullet")
  const start = node.getStart()
  if (!Number.isInteger(start) || start < 0 || start > startMax) node.setStart(1)
  if ($getListDepth(node) > listDepthMax) $liftList(node)
}

const startMax = 1_000_000

/** Puts the items of a list that is too deep behind the item which holds it. */
function $liftList(list: ListNode): void {
  const holder = list.getParent()
  if (!$isListItemNode(holder)) return
  let last: LexicalNode = holder
  for (const item of list.getChildren()) last = last.insertAfter(item, false)
  list.remove(true)
  if (holder.isEmpty()) holder.remove()
}

function $normalizeItem(node: ListItemNode): void {
  $dropLooks(node)
  $unwrapBlocks(node)
}

function $normalizeTable(node: TableNode): void {
  $dropLooks(node)
  for (const child of node.getChildren()) if (!$isTableRowNode(child)) child.remove()
}

function $normalizeRow(node: TableRowNode): void {
  $dropLooks(node)
  for (const child of node.getChildren()) if (!$isTableCellNode(child)) child.remove()
}

function $normalizeCell(node: TableCellNode): void {
  $dropLooks(node)
  if (node.getBackgroundColor() !== null) node.setBackgroundColor(null)
  const columns = clampSpan(node.getColSpan())
  if (columns !== node.getColSpan()) node.setColSpan(columns)
  const rows = clampSpan(node.getRowSpan())
  if (rows !== node.getRowSpan()) node.setRowSpan(rows)
  const header = node.getHeaderStyles()
  if (header < 0 || header > 3) node.setHeaderStyles(0)
  $wrapInline(node)
}

function clampSpan(span: number): number {
  return Number.isInteger(span) ? Math.min(Math.max(span, 1), spanMax) : 1
}

/** A cell holds blocks; words that stand in it directly get a paragraph. */
function $wrapInline(cell: TableCellNode): void {
  let paragraph: ParagraphNode | null = null
  for (const child of cell.getChildren()) {
    const isBlock = ($isElementNode(child) || $isDecoratorNode(child)) && !child.isInline()
    if (isBlock) {
      paragraph = null
      continue
    }
    if (paragraph === null) {
      paragraph = $createParagraphNode()
      child.insertBefore(paragraph)
    }
    paragraph.append(child)
  }
}

/** A line holds words, links and breaks: blocks that were pasted into it give it their words, a break between them. */
function $unwrapBlocks(line: ElementNode): void {
  for (const child of line.getChildren()) {
    if ($isListNode(child) && $isListItemNode(line)) continue
    const isBlock = ($isElementNode(child) || $isDecoratorNode(child)) && !child.isInline()
    if (!isBlock) continue
    const inner = $isElementNode(child) ? child.getChildren() : [$createTextNode(child.getTextContent())]
    const [before, after] = [child.getPreviousSibling(), child.getNextSibling()]
    if (inner.length > 0 && before !== null && !$isLineBreakNode(before)) child.insertBefore($createLineBreakNode())
    for (const node of inner) child.insertBefore(node)
    if (inner.length > 0 && after !== null && !$isLineBreakNode(after)) child.insertBefore($createLineBreakNode())
    child.remove()
  }
}

function $normalizeLink(node: LinkNode): void {
  const url = node.getURL()
  const allowed = isAllowedUrl(url) ? url : allowedForm(url)
  const isSound = node.getChildren().every((child) => !$isElementNode(child) && !$isDecoratorNode(child))
  if (allowed === null || !isSound) {
    $unwrap(node)
    return
  }
  if (allowed !== url) node.setURL(allowed)
  if (node.getRel() !== null) node.setRel(null)
  if (node.getTarget() !== null) node.setTarget(null)
  if (node.getTitle() !== null) node.setTitle(null)
  $dropForeignState(node)
}

/** The same address written so that it is allowed, if there is one: with blanks and the like encoded. */
function allowedForm(url: string): string | null {
  const trimmed = url.trim()
  if (!URL.canParse(trimmed)) return null
  const { href } = new URL(trimmed)
  return isAllowedUrl(href) ? href : null
}

function $unwrap(link: LinkNode): void {
  for (const child of link.getChildren())
    link.insertBefore($isLinkNode(child) ? $createTextNode(child.getTextContent()) : child)
  link.remove()
}

/** A tab is a character like any other: a node of its own would lose what somebody else types beside it. */
function $normalizeTab(node: TabNode): void {
  node.replace($createTextNode("\t").setFormat(node.getFormat() & formatMask))
}

function $normalizeText(node: TextNode): void {
  if ($isTabNode(node)) return
  const format = node.getFormat() & formatMask
  if (format !== node.getFormat()) node.setFormat(format)
  if (node.getStyle() !== "") node.setStyle("")
  if (node.getMode() !== "normal" && !node.isComposing()) node.setMode("normal")
  $dropForeignState(node)
}
