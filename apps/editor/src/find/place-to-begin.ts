import { $findMatchingParent } from "@lexical/utils"
import { $getSelection, $isElementNode, $isRangeSelection, type LexicalEditor } from "lexical"
import type { Place } from "./line-index.ts"
import { $eachLine, $lineOf } from "./lines.ts"

/** Where a search begins: at the caret or the start of the selection; without either, at the first line in view. */
export function $placeToBegin(editor: LexicalEditor): Place | null {
  const selection = $getSelection()
  if ($isRangeSelection(selection)) {
    const point = selection.isBackward() ? selection.focus : selection.anchor
    const block = $findMatchingParent(point.getNode(), (node) => $isElementNode(node) && !node.isInline())
    if (block === null) return null
    const part = $lineOf(block).parts.find(({ key }) => key === point.key)
    return { line: block.getKey(), offset: part ? part.start + point.offset : 0 }
  }
  let first: Place | null = null
  $eachLine((node) => {
    if (first !== null) return
    const element = editor.getElementByKey(node.getKey())
    if (element && element.getBoundingClientRect().bottom > 0) first = { line: node.getKey(), offset: 0 }
  })
  return first
}
