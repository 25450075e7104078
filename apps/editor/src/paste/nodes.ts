import {
  $createCaptionNode,
  type Block,
  type BlockHead,
  type Format,
  type Inline,
  languageState,
  type List,
  type Table,
  type TableCell,
  type TextRun,
} from "@codraft/document"
import { $createLinkNode } from "@lexical/link"
import { $createListItemNode, $createListNode, $isListNode, type ListItemNode } from "@lexical/list"
import { $createHeadingNode, $createQuoteNode } from "@lexical/rich-text"
import {
  $createTableCellNode,
  $createTableNode,
  $createTableRowNode,
  $isTableNode,
  TableCellHeaderStates,
} from "@lexical/table"
import {
  $createLineBreakNode,
  $createParagraphNode,
  $createTextNode,
  $setState,
  type ElementNode,
  type LexicalNode,
} from "lexical"

/** The nodes of a block: one, or two for a table with a caption. */
export function $nodesOf(block: Block): ElementNode[] {
  if (block.type === "heading") return [$line($createHeadingNode(`h${block.level}`), block)]
  if (block.type === "quote") return [$line($createQuoteNode(), block)]
  if (block.type === "list") return [$list(block)]
  if (block.type === "table") return $table(block)
  return "content" in block ? [$line($createParagraphNode(), block)] : []
}

export function $inlineNodes(content: readonly Inline[]): LexicalNode[] {
  return content.flatMap((part): LexicalNode[] => {
    if (part.type === "text") return [$text(part)]
    if (part.type === "link") return [$createLinkNode(part.url).append(...$inlineNodes(part.content))]
    return part.type === "break" ? [$createLineBreakNode()] : []
  })
}

const toggles: readonly Format[] = ["bold", "italic", "underline", "strikethrough", "subscript", "superscript"]

function $text(run: TextRun): LexicalNode {
  const node = $createTextNode(run.text)
  for (const format of toggles) if (run.formats?.includes(format) === true) node.toggleFormat(format)
  return node
}

function $line<T extends ElementNode>(node: T, line: BlockHead & { readonly content: readonly Inline[] }): T {
  return $headed(node, line).append(...$inlineNodes(line.content))
}

function $headed<T extends ElementNode>(node: T, { language, dir }: BlockHead): T {
  if (language !== undefined) $setState(node, languageState, language)
  if (dir !== undefined) node.setDirection(dir)
  return node
}

function $list(list: List): ElementNode {
  const node = $headed($createListNode(list.ordered ? "number" : "bullet", list.start ?? 1), list)
  for (const item of list.items) node.append(...$items(item))
  return node
}

/** An item, and behind it one for the lists that are a level deeper. */
function $items(item: List["items"][number]): ListItemNode[] {
  const own = $line($createListItemNode(), item)
  const deeper = (item.lists ?? []).map((list) => $createListItemNode().append($list(list)))
  return [own, ...deeper]
}

function $table(table: Table): ElementNode[] {
  const node = $headed($createTableNode(), table)
  for (const row of table.rows) node.append($row(row))
  return table.caption === undefined ? [node] : [$line($createCaptionNode(), table.caption), node]
}

function $row(row: Table["rows"][number]): ElementNode {
  return $headed($createTableRowNode(), row).append(...row.cells.map($cell))
}

const headerBits = {
  none: TableCellHeaderStates.NO_STATUS,
  column: TableCellHeaderStates.ROW,
  row: TableCellHeaderStates.COLUMN,
  both: TableCellHeaderStates.BOTH,
}

function $cell(cell: TableCell): ElementNode {
  const node = $headed($createTableCellNode(headerBits[cell.header ?? "none"], cell.columnSpan ?? 1), cell)
  if (cell.rowSpan !== undefined) node.setRowSpan(cell.rowSpan)
  return node.append(...cell.blocks.flatMap($nodesOf))
}

/** Adds to a list or a table what is in another block of its kind; false when they are of different kinds. */
export function $extend(node: ElementNode, block: Block): boolean {
  if (block.type === "list" && $isListNode(node)) node.append(...block.items.flatMap($items))
  else if (block.type === "table" && $isTableNode(node)) node.append(...block.rows.map($row))
  else return false
  return true
}
