import { $getBlockId, $isFootnotesNode, $setBlockId, languageState } from "@codraft/document"
import { KEEP_IDS_TAG } from "@codraft/document/collab"
import { directionOf, type ShapePart } from "@codraft/publication"
import { $createHeadingNode, $isHeadingNode } from "@lexical/rich-text"
import {
  $createParagraphNode,
  $createTextNode,
  $getRoot,
  $isElementNode,
  $setState,
  type LexicalEditor,
  type LexicalNode,
} from "lexical"

/** Gives a part the heading that its template has for it: in its place if it is gone, with its words if they were changed. */
export function putBack(editor: LexicalEditor, part: ShapePart, parts: readonly ShapePart[], language: string): void {
  editor.update(() => $putBack(part, parts, language), { discrete: true, tag: KEEP_IDS_TAG })
}

function $putBack(part: ShapePart, parts: readonly ShapePart[], language: string): void {
  const found = $blockNamed(part.blockId)
  if (found !== null && $isHeadingNode(found)) {
    found.setTag(`h${part.level}`)
    if (found.getTextContent() !== part.heading) found.clear().append($createTextNode(part.heading))
    return
  }
  const heading = $createHeadingNode(`h${part.level}`).append($createTextNode(part.heading))
  $setBlockId(heading, part.blockId)
  if (part.language !== language) {
    $setState(heading, languageState, part.language)
    heading.setDirection(directionOf(part.language))
  }
  if ($isElementNode(found)) {
    // It has become something else: its words may be somebody's by now, and go on below.
    $setBlockId(found, "")
    found.insertBefore(heading)
    return
  }
  const next = $nextHeading(part, parts)
  if (next === null) $appendToText(heading)
  else next.insertBefore(heading)
  const below = heading.getNextSibling()
  if (below === null || $isHeadingNode(below) || $isFootnotesNode(below)) heading.insertAfter($createParagraphNode())
}

function $blockNamed(id: string): LexicalNode | null {
  return (
    $getRoot()
      .getChildren()
      .find((block) => $getBlockId(block) === id) ?? null
  )
}

/** The heading of the nearest part behind this one that stands in the text. */
function $nextHeading(part: ShapePart, parts: readonly ShapePart[]): LexicalNode | null {
  for (const later of parts.slice(parts.findIndex(({ id }) => id === part.id) + 1)) {
    const block = $blockNamed(later.blockId)
    if (block !== null) return block
  }
  return null
}

function $appendToText(heading: LexicalNode): void {
  const last = $getRoot()
    .getChildren()
    .findLast((block) => !$isFootnotesNode(block))
  if (last) last.insertAfter(heading)
  else $getRoot().splice(0, 0, [heading])
}
