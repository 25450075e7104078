import {
  $getBlockId,
  $isCaptionNode,
  $isImageNode,
  $numbersInEditor,
  type BlockNumber,
  type NumberCounts,
  type NumberSetting,
  type SectionLanguage,
  type TextGoal,
} from "@codraft/document"
import { $isListItemNode } from "@lexical/list"
import { $isHeadingNode, $isQuoteNode } from "@lexical/rich-text"
import { $isTableNode } from "@lexical/table"
import { $getRoot, $isElementNode, $isParagraphNode, type ElementNode, type LexicalNode, type NodeKey } from "lexical"

export interface Counting {
  section: SectionLanguage
  setting: NumberSetting
  starts: NumberCounts
}

/** What of the open text a reference may lead to, as it is now; only these blocks, if they are given. */
export function $ownGoals({ section, setting, starts }: Counting, only?: ReadonlySet<string>): Map<string, TextGoal> {
  const goals = new Map<string, TextGoal>()
  const numbers = $numbersInEditor(section, setting, starts)
  const visit = (parent: ElementNode) => {
    for (const node of parent.getChildren()) {
      const goal = (only === undefined || only.has($getBlockId(node))) && $goal(node, numbers)
      if (goal) goals.set(goal.block, goal)
      if ($isElementNode(node) && !node.isInline()) visit(node)
    }
  }
  visit($getRoot())
  return goals
}

function $goal(node: LexicalNode, numbers: ReadonlyMap<NodeKey, BlockNumber>): TextGoal | null {
  const kind = kindOf(node)
  const block = $getBlockId(node)
  if (kind === null || block === "") return null
  const caption = kind === "table" ? node.getPreviousSibling() : kind === "figure" ? node.getNextSibling() : null
  const isCaptioned = $isCaptionNode(caption) && caption.getFor() === kind
  const line = kind === "table" || kind === "figure" ? (isCaptioned ? caption : null) : node
  const number = line === null ? undefined : numbers.get(line.getKey())
  return {
    block,
    kind,
    ...(number === undefined ? {} : { number: { kind: number.kind, at: number.at } }),
    title: shortened(line?.getTextContent() ?? ""),
  }
}

function kindOf(node: LexicalNode): TextGoal["kind"] | null {
  if ($isHeadingNode(node)) return "heading"
  if ($isParagraphNode(node) || $isQuoteNode(node)) return "paragraph"
  if ($isListItemNode(node)) return "subparagraph"
  if ($isTableNode(node)) return "table"
  return $isImageNode(node) ? "figure" : null
}

const titleCharsMax = 160

function shortened(text: string): string {
  const line = text.replace(/\s+/g, " ").trim()
  return line.length <= titleCharsMax ? line : `${line.slice(0, titleCharsMax).trimEnd()}\u2026`
}
