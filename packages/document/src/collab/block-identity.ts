import { $isListNode } from "@lexical/list"
import {
  $getNodeByKey,
  $getRoot,
  $getState,
  $hasUpdateTag,
  $isDecoratorNode,
  $isElementNode,
  $setState,
  COLLABORATION_TAG,
  type DecoratorNode,
  type EditorState,
  type ElementNode,
  HISTORIC_TAG,
  type Klass,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  RootNode,
} from "lexical"
import { isBlockName } from "../form/index.ts"
import { $getBlockId, $setBlockId, blockIdState, languageState } from "../nodes/index.ts"
import { nodeClasses } from "./internals.ts"
import type { EditorUpdate } from "./shared-text.ts"

/** Blocks that an update with this tag brings keep the ids they come with, unless a block in the text has them. */
export const KEEP_IDS_TAG = "codraft-keep-ids"

/** Ids of blocks taken out here, which a paste may bring back; the oldest are forgotten. */
const removedMax = 10_000

/**
 * Gives every block that an edit of this person creates its id, within that edit:
 * 1. a block that takes over the content of one that goes (paragraph to heading, to list item and back) is that block still;
 * 2. a line end before the first word makes a new block above: the id goes on with the words;
 * 3. the tail of any other split, and whatever else is new, gets a new id;
 * 4. pasted blocks keep their id when it was cut here and nobody has it now; copies get new ids.
 * What others do is never touched: their clients follow the same rules.
 */
export class BlockIdentity {
  readonly #editor: LexicalEditor
  readonly #newBlockId: () => string
  readonly #unsettled = new Set<NodeKey>()
  readonly #settled = new Set<NodeKey>()
  readonly #removed = new Set<string>()
  readonly #unregister: (() => void)[]

  constructor(editor: LexicalEditor, newBlockId: () => string) {
    this.#editor = editor
    this.#newBlockId = newBlockId
    this.#unregister = [
      ...blockClasses(editor).map((klass) => editor.registerNodeTransform(klass, (node) => this.#$collect(node))),
      // The root is transformed last: by then the edit has its final shape.
      editor.registerNodeTransform(RootNode, () => this.#$settle()),
    ]
  }

  /** Call it after every update; `isOwn` when the person made it. */
  afterUpdate({ dirtyElements, dirtyLeaves, prevEditorState, editorState }: EditorUpdate, isOwn: boolean): void {
    this.#unsettled.clear()
    this.#settled.clear()
    if (!isOwn) return
    for (const key of [...dirtyElements.keys(), ...dirtyLeaves]) {
      const before = $getNodeByKey(key, prevEditorState)
      if (!isBlock(before) || $getNodeByKey(key, editorState) !== null) continue
      this.#remember(formerId(before))
      // Only the outermost of what was taken out is among what changed.
      if ($isElementNode(before))
        for (const inner of prevEditorState.read(() => $blocks(before))) this.#rememberGone(inner, editorState)
    }
  }

  destroy(): void {
    for (const unregister of this.#unregister) unregister()
  }

  #rememberGone(block: BlockNode, editorState: EditorState): void {
    if ($getNodeByKey(block.getKey(), editorState) === null) this.#remember(formerId(block))
  }

  #remember(id: string): void {
    if (id === "") return
    this.#removed.delete(id)
    this.#removed.add(id)
    for (const oldest of this.#removed) {
      if (this.#removed.size <= removedMax) break
      this.#removed.delete(oldest)
    }
  }

  #$collect(node: LexicalNode): void {
    // NOTE: before it shows what others did, the library asks for the caret once more, and lets what they did be transformed with that.
    if ($hasUpdateTag(COLLABORATION_TAG) || $hasUpdateTag(HISTORIC_TAG)) return
    const key = node.getKey()
    if (this.#settled.has(key)) return
    if ($getBlockId(node) === "" || $getNodeByKey(key, this.#editor.getEditorState()) === null) this.#unsettled.add(key)
  }

  #$settle(): void {
    if (this.#unsettled.size === 0) return
    const before = this.#editor.getEditorState()
    const blocks: BlockNode[] = []
    for (const key of this.#unsettled) {
      const node = $getNodeByKey(key)
      if (isBlock(node) && node.isAttached()) blocks.push(node)
      this.#settled.add(key)
    }
    this.#unsettled.clear()
    const arrived = blocks.filter((block) => $getBlockId(block) !== "")
    if (arrived.length > 0) this.#$settleArrived(arrived, before)
    const inherited = new Set<string>()
    for (const block of blocks) if ($getBlockId(block) === "") this.#$name(block, before, inherited)
  }

  #$name(block: BlockNode, before: EditorState, inherited: Set<string>): void {
    if (this.#$takesOver(block, before)) return
    const predecessor = $predecessor(block, before)
    const id = predecessor === null ? "" : formerId(predecessor)
    if (predecessor === null || id === "" || inherited.has(id)) {
      $setBlockId(block, this.#newBlockId())
      return
    }
    inherited.add(id)
    $setBlockId(block, id)
    const language = $getState(predecessor, languageState, "direct")
    if (language !== "") $setState(block, languageState, language)
    const direction = $isElementNode(predecessor) ? before.read(() => predecessor.getDirection()) : null
    if (direction !== null && $isElementNode(block) && block.getDirection() === null) block.setDirection(direction)
  }

  #$takesOver(block: BlockNode, before: EditorState): boolean {
    const emptied = $emptiedInto(block, before)
    if (emptied === null) return false
    $setBlockId(block, $getBlockId(emptied))
    $setBlockId(emptied, this.#newBlockId())
    return true
  }

  /** Pasted or dragged blocks, which bring ids along; as does the tail of a split, if the library makes it as a copy. */
  #$settleArrived(arrived: BlockNode[], before: EditorState): void {
    const newcomers = new Set(arrived.map((block) => block.getKey()))
    const taken = new Set<string>()
    for (const block of $blocks()) if (!newcomers.has(block.getKey())) taken.add($getBlockId(block))
    const known = new Set(before.read(() => $blocks().map(formerId)))
    // In the order of the text: of two copies in one paste the later one changes.
    for (const block of $blocks()) {
      if (!newcomers.has(block.getKey())) continue
      const id = $getBlockId(block)
      const isMoved = !taken.has(id) && ($hasUpdateTag(KEEP_IDS_TAG) || this.#removed.has(id) || known.has(id))
      if (!isMoved && !this.#$takesOver(block, before)) $setBlockId(block, this.#newBlockId())
      taken.add($getBlockId(block))
    }
  }
}

/** The innermost block that a node is, or is in. */
export function $blockAround(node: LexicalNode): BlockNode | null {
  for (let at: LexicalNode | null = node; at !== null; at = at.getParent()) if (isBlock(at)) return at
  return null
}

export type BlockNode = ElementNode | DecoratorNode<unknown>

/** The blocks of the text in reading order, outer before inner. */
export function $blocks(from: ElementNode = $getRoot(), into: BlockNode[] = []): BlockNode[] {
  for (const child of from.getChildren()) {
    if (!isBlock(child)) continue
    into.push(child)
    if ($isElementNode(child)) $blocks(child, into)
  }
  return into
}

export function isBlock(node: LexicalNode | null): node is BlockNode {
  return ($isElementNode(node) || $isDecoratorNode(node)) && isBlockName(node.getType())
}

/** The id that this version of a block has, be it of an earlier state. */
function formerId(node: LexicalNode): string {
  return $getState(node, blockIdState, "direct")
}

function blockClasses(editor: LexicalEditor): Klass<LexicalNode>[] {
  return nodeClasses(editor).filter((klass) => isBlockName(klass.getType()))
}

/** The block before this new one that had all its words until now, and has none left; null if there is none. */
function $emptiedInto(block: BlockNode, before: EditorState): ElementNode | null {
  const left = block.getPreviousSibling()
  if (!$isElementNode(block) || !$isElementNode(left) || !left.isEmpty() || $getBlockId(left) === "") return null
  const [first] = block.getChildren()
  if (first === undefined) return null
  const former = before.read(() => $getNodeByKey(first.getKey())?.getParent()?.getKey() ?? null)
  return former === left.getKey() ? left : null
}

/** The block of the state before whose content, or whose empty place, this new one has taken over; null if there is none. */
function $predecessor(block: BlockNode, before: EditorState): LexicalNode | null {
  if (!$isElementNode(block)) return null
  for (const child of block.getChildren()) {
    const parent = before.read(() => $getNodeByKey(child.getKey())?.getParent() ?? null)
    if (parent !== null) return isBlock(parent) && $isGone(parent) ? parent : null
  }
  return block.getTextContentSize() === 0 ? $formerAtPlace(block, before) : null
}

function $formerAtPlace(block: ElementNode, before: EditorState): LexicalNode | null {
  let place: ElementNode = block
  let parent = place.getParent()
  while (parent !== null && parent.getChildrenSize() === 1 && $getNodeByKey(parent.getKey(), before) === null) {
    place = parent
    parent = place.getParent()
  }
  const left = place.getPreviousSibling()
  let former = before.read(() => {
    if (left !== null) return $getNodeByKey(left.getKey())?.getNextSibling() ?? null
    const formerParent = parent === null ? null : $getNodeByKey(parent.getKey())
    return $isElementNode(formerParent) ? formerParent.getFirstChild() : null
  })
  while (former !== null && $isListNode(former))
    former = before.read(() => ($isListNode(former) ? former.getFirstChild() : null))
  return isBlock(former) && $isGone(former) ? former : null
}

function $isGone(former: LexicalNode): boolean {
  const node = $getNodeByKey(former.getKey())
  return node === null || !node.isAttached()
}
