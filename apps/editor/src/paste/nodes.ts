import {
  $createCaptionNode,
  $createCrossReferenceNode,
  $createFootnoteReferenceNode,
  $createTargetNode,
  type Block,
  type BlockHead,
  type Format,
  type Inline,
  languageState,
  type List,
  type Note,
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
  $isElementNode,
  $setState,
  type ElementNode,
  type LexicalNode,
  type SerializedLexicalNode,
} from "lexical"

const formatsThatToggle: readonly Format[] = [
  "bold",
  "italic",
  "underline",
  "strikethrough",
  "subscript",
  "superscript",
]

const headerBits = {
  none: TableCellHeaderStates.NO_STATUS,
  column: TableCellHeaderStates.ROW,
  row: TableCellHeaderStates.COLUMN,
  both: TableCellHeaderStates.BOTH,
}

/** Makes an editor's nodes of what was read. Its methods run within an update. */
export class NodeMaker {
  readonly #footnotes: readonly Note[]

  /** `footnotes` are those that references in the blocks name by index. */
  constructor(footnotes: readonly Note[]) {
    this.#footnotes = footnotes
  }

  /** The nodes of a block: one, or two for a table with a caption. */
  $block(block: Block): ElementNode[] {
    if (block.type === "heading") return [this.#$line($createHeadingNode(`h${block.level}`), block)]
    if (block.type === "quote") return [this.#$line($createQuoteNode(), block)]
    if (block.type === "list") return [this.#$list(block)]
    if (block.type === "table") return this.#$table(block)
    return "content" in block ? [this.#$line($createParagraphNode(), block)] : []
  }

  $inline(content: readonly Inline[]): LexicalNode[] {
    return content.flatMap((part): LexicalNode[] => {
      if (part.type === "text") return [$text(part)]
      if (part.type === "link") return [$createLinkNode(part.url).append(...this.$inline(part.content))]
      if (part.type === "footnote") return [this.#$reference(part.note)]
      if (part.type === "target") return [$createTargetNode(part.code)]
      if (part.type === "crossreference") return [$createCrossReferenceNode(part)]
      return part.type === "break" ? [$createLineBreakNode()] : []
    })
  }

  /** Adds to a list or a table what is in another block of its kind; false when they are of different kinds. */
  $extend(node: ElementNode, block: Block): boolean {
    if (block.type === "list" && $isListNode(node)) node.append(...block.items.flatMap((item) => this.#$items(item)))
    else if (block.type === "table" && $isTableNode(node)) node.append(...block.rows.map((row) => this.#$row(row)))
    else return false
    return true
  }

  /** It carries the words of its note along, like a copy from elsewhere; the section makes the note of them. */
  #$reference(note: number): LexicalNode {
    const reference = $createFootnoteReferenceNode("")
    reference.carried = this.$inline(this.#footnotes[note]?.content ?? []).map(jsonOf)
    return reference
  }

  #$line<T extends ElementNode>(node: T, line: BlockHead & { readonly content: readonly Inline[] }): T {
    return $headed(node, line).append(...this.$inline(line.content))
  }

  #$list(list: List): ElementNode {
    const node = $headed($createListNode(list.ordered ? "number" : "bullet", list.start ?? 1), list)
    return node.append(...list.items.flatMap((item) => this.#$items(item)))
  }

  /** An item, and behind it one for the lists that are a level deeper. */
  #$items(item: List["items"][number]): ListItemNode[] {
    const own = this.#$line($createListItemNode(), item)
    const deeper = (item.lists ?? []).map((list) => $createListItemNode().append(this.#$list(list)))
    return [own, ...deeper]
  }

  #$table(table: Table): ElementNode[] {
    const node = $headed($createTableNode(), table).append(...table.rows.map((row) => this.#$row(row)))
    return table.caption === undefined ? [node] : [this.#$line($createCaptionNode(), table.caption), node]
  }

  #$row(row: Table["rows"][number]): ElementNode {
    return $headed($createTableRowNode(), row).append(...row.cells.map((cell) => this.#$cell(cell)))
  }

  #$cell(cell: TableCell): ElementNode {
    const node = $headed($createTableCellNode(headerBits[cell.header ?? "none"], cell.columnSpan ?? 1), cell)
    if (cell.rowSpan !== undefined) node.setRowSpan(cell.rowSpan)
    return node.append(...cell.blocks.flatMap((block) => this.$block(block)))
  }
}

function $text(run: TextRun): LexicalNode {
  const node = $createTextNode(run.text)
  for (const format of formatsThatToggle) if (run.formats?.includes(format) === true) node.toggleFormat(format)
  if (run.language !== undefined) $setState(node, languageState, run.language)
  return node
}

function $headed<T extends ElementNode>(node: T, { language, dir }: BlockHead): T {
  if (language !== undefined) $setState(node, languageState, language)
  if (dir !== undefined) node.setDirection(dir)
  return node
}

/** A node with all that is in it, as a copy of it is written. */
export function jsonOf(node: LexicalNode): SerializedLexicalNode {
  const json = node.exportJSON()
  return $isElementNode(node) ? Object.assign(json, { children: node.getChildren().map(jsonOf) }) : json
}
