import { $getBlockId, $isFootnotesNode, $setBlockId } from "@codraft/document"
import { $createHeadingNode, $isHeadingNode, type HeadingNode } from "@lexical/rich-text"
import { mergeRegister } from "@lexical/utils"
import {
  $createParagraphNode,
  $createTextNode,
  $getNodeByKey,
  $getRoot,
  $isElementNode,
  $isParagraphNode,
  $isTextNode,
  $parseSerializedNode,
  type EditorState,
  type ElementNode,
  type LexicalEditor,
  type LexicalNode,
  type NodeKey,
  RootNode,
  type TextNode,
} from "lexical"
import { hasChangedBlocks } from "../section/changed-blocks.ts"
import { registerLockedKeys } from "./locked-keys.ts"

/**
 * Keeps the headings that a template has locked as they are while a person writes: keys, paste, cut, drag, the toolbar and
 * deletions across them leave them standing. It is a rule of this editor, for edits made in it: what colleagues do arrives as
 * it is, and what their clients may have done past the rule is shown, not undone (`part-list.tsx`).
 *
 * Most edits are stopped or led around a heading before they happen (`locked-keys.ts`). Whatever else touches one is put
 * right at the end of the same update, so that nobody else ever sees it.
 */
export function registerLockedHeadings(
  editor: LexicalEditor,
  blockIds: ReadonlySet<string>,
  onRefused: () => void,
): () => void {
  let keys: NodeKey[] | null = null
  const lockedIn = (state: EditorState) => state.read(() => $lockedKeys(blockIds))
  return mergeRegister(
    registerLockedKeys(editor, (node) => blockIds.has($getBlockId(node)), onRefused),
    editor.registerUpdateListener((update) => {
      if (hasChangedBlocks(update)) keys = null
    }),
    editor.registerNodeTransform(RootNode, () => {
      const before = editor.getEditorState()
      keys ??= lockedIn(before)
      let isRestored = false
      for (const key of keys) {
        const heading = $getNodeByKey(key, before)
        if (!$isHeadingNode(heading) || $isAsBefore(heading, before)) continue
        $restore(heading, before)
        isRestored = true
      }
      if (isRestored) onRefused()
    }),
  )
}

function $lockedKeys(blockIds: ReadonlySet<string>): NodeKey[] {
  return $getRoot()
    .getChildren()
    .filter((block) => $isHeadingNode(block) && blockIds.has($getBlockId(block)))
    .map((block) => block.getKey())
}

function $isAsBefore(heading: HeadingNode, before: EditorState): boolean {
  const now = $getNodeByKey(heading.getKey())
  if (!$isHeadingNode(now) || now.getParent()?.is($getRoot()) !== true) return false
  return now.getTag() === before.read(() => heading.getTag()) && $wordsOf(now) === before.read(() => $wordsOf(heading))
}

/** Its words with their formats, however they are split into nodes. Marks of comments are no change. */
function $wordsOf(heading: ElementNode): string {
  let words = ""
  let format = -1
  for (const child of heading.getChildren()) {
    const own = $isTextNode(child) ? child.getFormat() : 0
    if (own !== format) words += `\u0000${own}\u0000`
    format = own
    words += $isTextNode(child) ? child.getTextContent() : `\u0000${child.getType()}\u0000`
  }
  return words
}

function $restore(heading: HeadingNode, before: EditorState): void {
  const former = before.read(() => ({
    id: $getBlockId(heading),
    tag: heading.getTag(),
    text: heading.getTextContent(),
    children: heading.getChildren().map((child) => ({ key: child.getKey(), json: child.exportJSON() })),
    previous: heading.getPreviousSibling()?.getKey() ?? null,
    next: heading.getNextSibling()?.getKey() ?? null,
  }))
  const found = $getNodeByKey(heading.getKey())
  const standing = $isHeadingNode(found) ? found : $setBlockId($createHeadingNode(former.tag), former.id)
  standing.setTag(former.tag)
  if (standing.getParent()?.is($getRoot()) !== true) {
    const made = former.children.map(({ key }) => $getNodeByKey(key)?.getTopLevelElement()).find((block) => block)
    if (made && $getNodeByKey(made.getKey(), before) === null) made.insertBefore(standing)
    else $putBack(standing, heading, before)
  }
  const joined = $joinedText(standing, former, before)
  if (former.previous !== null) $takeBack(former.previous, former.text, before)

  const strangers = standing.getChildren().filter((child) => !former.children.some(({ key }) => key === child.getKey()))
  const emptied = new Set<ElementNode>()
  const children = former.children.map(({ key, json }) => {
    const child = $getNodeByKey(key) ?? $parseSerializedNode(json)
    const parent = child.getParent()
    if (parent !== null && !parent.is(standing)) emptied.add(parent)
    if ($isTextNode(child) && "text" in json) {
      child.setTextContent(String(json.text)).setFormat("format" in json ? Number(json.format) : 0)
    }
    return child
  })
  standing.splice(0, standing.getChildrenSize(), children)
  if (joined !== null) strangers.unshift(joined)
  $rescue(strangers, standing, joined === null ? null : former.next, { text: former.text, before })
  for (const parent of emptied) $removeIfMade(parent, before)
}

/** What was joined on behind its last words, where the block that it stood in is gone: the words of one text by now. */
function $joinedText(
  standing: HeadingNode,
  { text, next }: { text: string; next: NodeKey | null },
  before: EditorState,
): TextNode | null {
  const neighbour = next === null ? null : $getNodeByKey(next)
  const words = standing.getTextContent()
  if (next === null || neighbour?.isAttached() === true || !words.startsWith(text) || words === text) return null
  const lost = before.read(() => $getNodeByKey(next)?.getTextContent() ?? "")
  const first = standing.getFirstChild()
  return lost.endsWith(words.slice(text.length)) && $isTextNode(first) && first.getTextContent().length > text.length
    ? $createTextNode(first.getTextContent().slice(text.length))
    : null
}

/** Its words out of the block before it again, if they were joined on to that. */
function $takeBack(key: NodeKey, text: string, before: EditorState): void {
  const block = $getNodeByKey(key)
  const last = $isElementNode(block) && block.isAttached() ? block.getLastDescendant() : null
  if (!$isTextNode(last) || text === "" || !last.getTextContent().endsWith(text)) return
  const former = before.read(() => $getNodeByKey(key)?.getTextContent() ?? "")
  if (`${former}${text}` === block?.getTextContent()) last.setTextContent(last.getTextContent().slice(0, -text.length))
}

/** Where it stood: behind the nearest block before it that still stands, else before the nearest one behind it. */
function $putBack(standing: HeadingNode, heading: HeadingNode, before: EditorState): void {
  const [earlier, later] = before.read(() => [
    heading
      .getPreviousSiblings()
      .map((block) => block.getKey())
      .toReversed(),
    heading.getNextSiblings().map((block) => block.getKey()),
  ])
  const stands = (key: NodeKey): LexicalNode | null => {
    const block = $getNodeByKey(key)
    return block?.getParent()?.is($getRoot()) === true ? block : null
  }
  const above = earlier?.map(stands).find((block) => block !== null)
  if (above) {
    above.insertAfter(standing)
    return
  }
  const below = later?.map(stands).find((block) => block !== null)
  if (below) below.insertBefore(standing)
  else $getRoot().splice(0, 0, [standing])
}

/** Words that have got into the heading go on below it; pieces of its own that were split off are there once already. */
function $rescue(
  strangers: LexicalNode[],
  standing: HeadingNode,
  from: NodeKey | null,
  { text, before }: { text: string; before: EditorState },
): void {
  const kept = strangers.filter(
    (child) => $getNodeByKey(child.getKey(), before) !== null || !text.includes(child.getTextContent()),
  )
  for (const child of strangers) if (!kept.includes(child)) child.remove()
  const [first] = kept
  if (first === undefined) return
  const home = from ?? before.read(() => $getNodeByKey(first.getKey())?.getParent()?.getKey() ?? null)
  const line = $lineAgain(home, before)
  standing.insertAfter(line)
  line.splice(0, 0, kept)
}

/** The line that words stood in, by its name, where it is gone; else a new one. */
function $lineAgain(key: NodeKey | null, before: EditorState): ElementNode {
  const line = $createParagraphNode()
  const former = key === null ? null : $getNodeByKey(key, before)
  const isGone = key !== null && $getNodeByKey(key)?.isAttached() !== true
  if (former === null || !isGone || !before.read(() => $isParagraphNode(former))) return line
  return $setBlockId(
    line,
    before.read(() => $getBlockId(former)),
  )
}

/** A block that the edit made of the heading, and that holds nothing now. */
function $removeIfMade(block: ElementNode, before: EditorState): void {
  const parent = block.getParent()
  if ($getNodeByKey(block.getKey(), before) !== null || !block.isAttached() || $isFootnotesNode(block)) return
  if (block.getTextContentSize() > 0) {
    // It took over the heading's name, which the heading has back.
    $setBlockId(block, "")
    return
  }
  block.remove()
  if (parent !== null && !parent.is($getRoot()) && parent.isEmpty()) $removeIfMade(parent, before)
}
