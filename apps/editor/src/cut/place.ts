import { $getBlockId } from "@codraft/document"
import { $getRoot, $getSelection, $isRangeSelection, type ElementNode } from "lexical"
import { $isLine } from "./lines.ts"
import { $isAtEdge } from "./whole-blocks.ts"

/** Where whole blocks may go in: at the edge of a line of the text itself, or in the place of an empty one. */
export interface PlaceForBlocks {
  line: ElementNode
  side: "instead" | "before" | "after"
}

/** Null where the caret is inside of something; words that are all of a line need an empty line to be a block again. */
export function $placeForBlocks(isLine: boolean): PlaceForBlocks | null {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return null
  const { anchor } = selection
  const line = anchor.getNode().getTopLevelElement()
  if (!$isLine(line) || line.getParent()?.is($getRoot()) !== true) return null
  if (line.isEmpty()) return { line, side: "instead" }
  if (isLine) return null
  if ($isAtEdge(anchor, line, "start")) return { line, side: "before" }
  return $isAtEdge(anchor, line, "end") ? { line, side: "after" } : null
}

/** The ids of the blocks of the text. */
export function $idsOfText(): Set<string> {
  return new Set($getRoot().getChildren().map($getBlockId))
}
