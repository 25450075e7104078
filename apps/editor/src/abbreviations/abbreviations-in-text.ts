import { type AbbreviationLine, type FoundAbbreviation, findAbbreviations } from "@codraft/document"
import { $createListItemNode, $createListNode } from "@lexical/list"
import { $isTableCellNode } from "@lexical/table"
import { $findMatchingParent } from "@lexical/utils"
import {
  $createTextNode,
  $getRoot,
  $getSelection,
  $isElementNode,
  $isRangeSelection,
  type ElementNode,
  type LexicalEditor,
  type NodeKey,
} from "lexical"
import { $textBlocks } from "../outline/stretches.ts"

/** The abbreviations of an open text; the place of each is the block that it first stands in. */
export function abbreviationsIn(editor: LexicalEditor): FoundAbbreviation<NodeKey>[] {
  return editor.read(() =>
    findAbbreviations(
      $getRoot()
        .getChildren()
        .flatMap((block) => $linesIn(block.getKey(), block)),
    ),
  )
}

function $linesIn(place: NodeKey, block: ReturnType<ElementNode["getChildren"]>[number]): AbbreviationLine<NodeKey>[] {
  const blocks = $isElementNode(block)
    ? block.getChildren().filter((child): child is ElementNode => $isElementNode(child) && !child.isInline())
    : []
  if (blocks.length > 0) return blocks.flatMap((child) => $linesIn(place, child))
  const isCell = $findMatchingParent(block, $isTableCellNode) !== null
  return [{ place, text: block.getTextContent(), isCell }]
}

export interface Explained {
  readonly short: string
  readonly full: string
}

/** Abbreviations in the order of their letters, as a list below the line with the caret, else at the end. */
export function insertAbbreviations(editor: LexicalEditor, explained: readonly Explained[], language: string): void {
  const sorted = explained.toSorted((a, b) => a.short.localeCompare(b.short, language))
  editor.update(() => {
    const list = $createListNode("bullet")
    for (const { short, full } of sorted) {
      list.append($createListItemNode().append($createTextNode(`${short}: ${full}`)))
    }
    const selection = $getSelection()
    const line = $isRangeSelection(selection) ? selection.anchor.getNode().getTopLevelElement() : null
    const at = line !== null && $textBlocks().some((block) => block.is(line)) ? line : $textBlocks().at(-1)
    if (at) at.insertAfter(list)
    else $getRoot().splice(0, 0, [list])
    list.selectEnd()
  })
}
