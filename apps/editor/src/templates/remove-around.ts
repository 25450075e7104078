import {
  $createParagraphNode,
  $createRangeSelection,
  $isElementNode,
  $isParagraphNode,
  $isRootNode,
  $setSelection,
  type LexicalNode,
  type PointType,
  type RangeSelection,
} from "lexical"
import type { IsLocked } from "./locked-keys.ts"

/**
 * Deletes what is selected except for locked headings, and puts the caret where the first of it was. What stands behind a
 * heading stays behind it. `elsewhere`: no locked heading is concerned, and nothing was done. `refused`: nothing else was.
 */
export function $removeAround(selection: RangeSelection, isLocked: IsLocked): "elsewhere" | "refused" | "cleared" {
  const [start, end] = selection.isBackward()
    ? [selection.focus, selection.anchor]
    : [selection.anchor, selection.focus]
  const first = $blockAt(start, "from")
  const last = $blockAt(end, "to")
  if (first === null || last === null) return "elsewhere"
  const blocks = [first, ...first.getNextSiblings()]
  const selected = blocks.slice(0, blocks.findIndex((block) => block.is(last)) + 1)
  if (!selected.some(isLocked)) return "elsewhere"
  const stretches = stretchesOf(selected, isLocked)
  if (stretches.length === 0) return "refused"
  // A place between blocks is none in them: those are selected whole.
  const from = $isRootNode(start.getNode()) ? null : placeOf(start)
  const to = $isRootNode(end.getNode()) ? null : placeOf(end)
  // From the last to the first, so that the caret ends up in the first.
  for (const stretch of stretches.toReversed()) {
    $clearStretch(stretch, stretch[0]?.is(first) === true ? from : null, stretch.at(-1)?.is(last) === true ? to : null)
  }
  return "cleared"
}

/** The block of the root that a selection begins or ends in. */
function $blockAt(point: PointType, side: "from" | "to"): LexicalNode | null {
  const node = point.getNode()
  if (!$isRootNode(node)) return node.getTopLevelElement()
  return node.getChildAtIndex(side === "from" ? point.offset : point.offset - 1)
}

type Place = Pick<PointType, "key" | "offset" | "type">

const placeOf = ({ key, offset, type }: PointType): Place => ({ key, offset, type })

/** The runs of blocks between the locked headings. */
function stretchesOf(blocks: readonly LexicalNode[], isLocked: IsLocked): LexicalNode[][] {
  const stretches: LexicalNode[][] = [[]]
  for (const block of blocks) {
    if (isLocked(block)) stretches.push([])
    else stretches.at(-1)?.push(block)
  }
  return stretches.filter((stretch) => stretch.length > 0)
}

/** Null: from the first block's start; to the last block's end. */
function $clearStretch(blocks: readonly LexicalNode[], from: Place | null, to: Place | null): void {
  const [first] = blocks
  const last = blocks.at(-1)
  if (first === undefined || last === undefined) return
  if (from === null && to === null) {
    $emptied(blocks).select()
    return
  }
  // Blocks that are selected whole go whole, be they tables or images.
  const rest = blocks.filter((block) => (from !== null && block.is(first)) || (to !== null && block.is(last)))
  for (const block of blocks) if (!rest.includes(block)) block.remove()
  const [top] = rest
  const bottom = rest.at(-1)
  if (!$isElementNode(top) || !$isElementNode(bottom)) return
  const anchor = from ?? placeOf(top.selectStart().anchor)
  const focus = to ?? placeOf(bottom.selectEnd().focus)
  const range = $createRangeSelection()
  range.anchor.set(anchor.key, anchor.offset, anchor.type)
  range.focus.set(focus.key, focus.offset, focus.type)
  $setSelection(range)
  range.removeText()
}

/** One empty line instead of them, which the next words can go into. */
function $emptied(blocks: readonly LexicalNode[]) {
  const known = blocks.find($isParagraphNode)
  const line = known ?? $createParagraphNode()
  if (known === undefined) blocks[0]?.insertBefore(line)
  for (const block of blocks) if (!block.is(line)) block.remove()
  return line.clear()
}
