import { $isFootnotesNode } from "@codraft/document"
import { KEEP_IDS_TAG } from "@codraft/document/collab"
import {
  $getNodeByKey,
  $getRoot,
  $isElementNode,
  $parseSerializedNode,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  type SerializedLexicalNode,
} from "lexical"
import { jsonOf } from "../paste/nodes.ts"
import { $stretchOf, $textBlocks } from "./stretches.ts"

export interface MoveOptions {
  /** Makes what it is given one undo step, and one change to the others. */
  asStep: (fn: () => void) => void
  /** Blocks in which colleagues are writing now. */
  busy: ReadonlySet<NodeKey>
  isLocked: (block: LexicalNode) => boolean
}

/**
 * Moves a heading with all that stands under it before another block of the text, or to its end (null). False where that moves
 * nothing.
 *
 * To move means to take out and put in again, here and for everybody: what a colleague types into it at the same moment would
 * go with what is taken out. So of the two stretches that change places the one is moved in which nobody writes, else the
 * shorter one; and never a locked heading. Blocks keep their ids, marks and notes, and words their authors: taking out and
 * putting in are one change. They are two updates, since the library would take one for many changed words.
 */
export function moveHeading(
  editor: LexicalEditor,
  key: NodeKey,
  before: NodeKey | null,
  options: MoveOptions,
): boolean {
  const plan = editor.read(() => $planOf(key, before, options))
  if (plan === null) return false
  options.asStep(() => {
    editor.update(
      () => {
        for (const block of plan.moving) $getNodeByKey(block)?.remove(true)
      },
      { discrete: true },
    )
    editor.update(
      () => {
        $insert(
          plan.json.map((json) => $parseSerializedNode(json)),
          plan.before,
        )
        $selectHeading(plan.headingAt)
      },
      { discrete: true, tag: KEEP_IDS_TAG },
    )
  })
  return true
}

interface Plan {
  moving: NodeKey[]
  json: SerializedLexicalNode[]
  /** Where it goes; null: to the end. */
  before: NodeKey | null
  /** Where the heading will stand among the blocks. */
  headingAt: number
}

function $planOf(key: NodeKey, before: NodeKey | null, { busy, isLocked }: MoveOptions): Plan | null {
  const blocks = $textBlocks()
  const stretch = $stretchOf(key)
  const from = blocks.findIndex((block) => block.getKey() === key)
  const to = before === null ? blocks.length : blocks.findIndex((block) => block.getKey() === before)
  const end = from + stretch.length
  if (stretch.length === 0 || from < 0 || to < 0 || (to >= from && to <= end)) return null
  const passed = to < from ? blocks.slice(to, from) : blocks.slice(end, to)
  if (stretch.some(isLocked)) return null
  const isBusy = (some: readonly LexicalNode[]) => some.some((block) => busy.has(block.getKey()))
  const movesPassed =
    !passed.some(isLocked) && (isBusy(stretch) === isBusy(passed) ? sizeOf(passed) < sizeOf(stretch) : isBusy(stretch))
  const headingAt = to < from ? to : to - stretch.length
  const behind = (index: number): NodeKey | null => blocks[index]?.getKey() ?? null
  // Moved the other way round, what is passed goes to the far side of the stretch.
  const goal = movesPassed ? (to < from ? behind(end) : key) : before
  const moving = movesPassed ? passed : stretch
  return { moving: moving.map((block) => block.getKey()), json: moving.map(jsonOf), before: goal, headingAt }
}

function sizeOf(blocks: readonly LexicalNode[]): number {
  return blocks.reduce((sum, block) => sum + 1 + block.getTextContentSize(), 0)
}

function $insert(blocks: LexicalNode[], before: NodeKey | null): void {
  const goal = before === null ? $getRoot().getChildren().find($isFootnotesNode) : $getNodeByKey(before)
  const at = goal?.getIndexWithinParent() ?? $getRoot().getChildrenSize()
  $getRoot().splice(at, 0, blocks)
}

function $selectHeading(at: number): void {
  const heading = $textBlocks()[at]
  if ($isElementNode(heading)) heading.selectStart()
}
