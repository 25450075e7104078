import { directionOf } from "@codraft/publication/direction"
import { $isListItemNode, $isListNode } from "@lexical/list"
import { $isTableCellNode, $isTableNode, $isTableRowNode } from "@lexical/table"
import {
  $getSelection,
  $getState,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  $setState,
  createCommand,
  type ElementNode,
  type LexicalCommand,
  type TextNode,
} from "lexical"
import { languageState } from "../nodes/state.ts"
import {
  $isWithinLine,
  $languageAround,
  $lineOf,
  $languageOf,
  $passageAround,
  $selectedBlocks,
  type DirectedLanguage,
} from "./around.ts"

export type { DirectedLanguage }

/** Says in which language the selected words or lines are; `null`: in that of what is around them. */
export const SET_LANGUAGE_COMMAND: LexicalCommand<string | null> = createCommand("SET_LANGUAGE_COMMAND")

/**
 * Words within a line become a passage. Whole lines, cells and tables say their language themselves, and their direction where
 * it is not that of what is around them. A caret within a passage is about that passage, elsewhere about its line.
 */
export function $setLanguage(language: string | null, section: DirectedLanguage): void {
  const selection = $getSelection()
  if ($isRangeSelection(selection)) {
    const node = selection.anchor.getNode()
    if (selection.isCollapsed() && $isTextNode(node) && $getState(node, languageState) !== "") {
      for (const text of $passageAround(node)) $setPassage(text, language, section)
      return
    }
    if ($isWithinLine()) {
      for (const text of selection.extract()) if ($isTextNode(text)) $setPassage(text, language, section)
      return
    }
  }
  const isAllOfIt = $isRangeSelection(selection) && !selection.isCollapsed()
  for (const block of $selectedBlocks()) {
    $setBlock(block, language, section)
    const texts = block.getAllTextNodes()
    for (const text of texts)
      if (isAllOfIt || $getState(text, languageState) === language) $setState(text, languageState, "")
    if ($isListItemNode(block)) $settleList(block, section)
  }
}

export function $setPassage(text: TextNode, language: string | null, section: DirectedLanguage): void {
  const line = $lineOf(text)
  const around = line === null ? section : $languageOf(line, section)
  $setState(text, languageState, language === null || language === around.language ? "" : language)
}

/** Only what differs from what is around a block is said of it. */
export function $setBlock(block: ElementNode, language: string | null, section: DirectedLanguage): void {
  const around = $languageAround(block, section)
  const dir = language === null ? around.dir : directionOf(language)
  $setState(block, languageState, language === null || language === around.language ? "" : language)
  block.setDirection(dir === around.dir ? null : dir)
  if (!isInTable(block)) return
  for (const inner of block.getChildren()) if ($isElementNode(inner)) $setBlock(inner, null, section)
}

/** The rows and cells of a table say nothing of themselves. */
const isInTable = (block: ElementNode): boolean =>
  $isTableNode(block) || $isTableRowNode(block) || $isTableCellNode(block)

/** A list all of whose items are in one language is in that language itself: new items follow, and its markers stand rightly. */
function $settleList(item: ElementNode, section: DirectedLanguage): void {
  const list = item.getParent()
  if (!$isListNode(list)) return
  const items = list.getChildren().filter($isListItemNode)
  const said = new Set(items.map((one) => `${$getState(one, languageState)} ${one.getDirection() ?? ""}`))
  const own = $getState(item, languageState)
  if (said.size !== 1 || (own === "" && item.getDirection() === null)) return
  $setBlock(list, own === "" ? null : own, section)
  for (const one of items) $setBlock(one, null, section)
}
