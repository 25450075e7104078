import { $isListItemNode, $isListNode, type ListNode } from "@lexical/list"
import { $isHeadingNode } from "@lexical/rich-text"
import { $isTableNode, type TableNode } from "@lexical/table"
import { $getRoot, $getState, $isElementNode, $isParagraphNode, type LexicalNode, type NodeKey } from "lexical"
import { $isCaptionNode } from "../kinds/caption/node.ts"
import type { HeadingLevel } from "../kinds/heading/canonical.ts"
import { $isImageNode } from "../kinds/image/node.ts"
import type { List, ListItem } from "../kinds/list/canonical.ts"
import { languageState } from "../nodes/index.ts"
import type { Block, BlockHead, Inline } from "./content.ts"
import { type BlockNumber, noCounts, type NumberCounts, type NumberSetting, numbersOf } from "./numbers.ts"
import type { SectionLanguage } from "./reading.ts"

/**
 * The numbers of the current editor state, by the key of the node before which each stands: those of tables and images stand
 * before their caption. The same as `numbersOf` the canonical content, without making it: of a line only matters whether it has words.
 */
export function $numbersInEditor(
  section: SectionLanguage,
  setting: NumberSetting,
  starts: NumberCounts = noCounts,
): Map<NodeKey, BlockNumber> {
  const blocks = $blocks($getRoot().getChildren())
  return numbersOf({ format: "codraft.section", formatVersion: 1, ...section, blocks }, setting, starts)
}

function $blocks(nodes: readonly LexicalNode[]): Block[] {
  const blocks: Block[] = []
  nodes.forEach((node, i) => {
    if ($isParagraphNode(node)) blocks.push({ type: "paragraph", ...$head(node), content: $words(node) })
    else if ($isHeadingNode(node))
      blocks.push({
        type: "heading",
        ...$head(node),
        level: Number(node.getTag()[1]) as HeadingLevel,
        content: $words(node),
      })
    else if ($isListNode(node)) blocks.push($list(node))
    else if ($isTableNode(node)) blocks.push({ ...$table(node), ...$caption(nodes[i - 1], "table", node) })
    else if ($isImageNode(node)) blocks.push({ type: "image", ...$caption(nodes[i + 1], "figure", node) })
  })
  return blocks
}

function $head(node: LexicalNode): BlockHead {
  const language = $getState(node, languageState)
  return { id: node.getKey(), ...(language === "" ? {} : { language }) }
}

function $words(node: LexicalNode): Inline[] {
  return node.getTextContent().trim() === "" ? [] : [{ type: "text", text: "x" }]
}

type Captioned = Pick<Extract<Block, { type: "table" }>, "id" | "language" | "caption">

/** The key is the caption's, where the number is to stand; the language the block's own. */
function $caption(beside: LexicalNode | undefined, of: "table" | "figure", node: LexicalNode): Captioned {
  const { language } = $head(node)
  const own = language === undefined ? {} : { language }
  if (!$isCaptionNode(beside) || beside.getFor() !== of) return own
  return { ...own, id: beside.getKey(), caption: { ...$head(beside), content: [] } }
}

function $list(node: ListNode): List {
  const items: ListItem[] = []
  for (const item of node.getChildren()) {
    if (!$isListItemNode(item)) continue
    const children = item.getChildren()
    const lists = children.flatMap((inner) => ($isListNode(inner) && !inner.isEmpty() ? [$list(inner)] : []))
    const before = items.at(-1)
    // A deeper level is in an item of its own behind the item that it belongs to.
    if (lists.length > 0 && before !== undefined && children.every((inner) => $isListNode(inner)))
      items[items.length - 1] = { ...before, lists: [...(before.lists ?? []), ...lists] }
    else items.push({ ...$head(item), content: [], ...(lists.length === 0 ? {} : { lists }) })
  }
  return { type: "list", ...$head(node), ordered: node.getListType() !== "bullet", start: node.getStart(), items }
}

/** Only what is numbered in cells: tables and images. */
function $table(node: TableNode): Extract<Block, { type: "table" }> {
  const rows = node.getChildren().flatMap((row) => {
    const cells = $isElementNode(row) ? row.getChildren() : []
    const full = cells.flatMap((cell) => {
      const inner = $isElementNode(cell) ? cell.getChildren() : []
      if (!inner.some((block) => $isImageNode(block) || $isTableNode(block))) return []
      return [{ ...$head(cell), blocks: $blocks(inner) }]
    })
    return full.length === 0 ? [] : [{ ...$head(row), cells: full }]
  })
  return { type: "table", rows }
}
