import { $isTableNode, $isTableSelection } from "@lexical/table"
import { directionOf } from "@codraft/publication/direction"
import {
  $getSelection,
  $getState,
  $isElementNode,
  $isRangeSelection,
  $isTextNode,
  type ElementNode,
  type LexicalNode,
  type TextNode,
} from "lexical"
import type { Direction } from "../canonical/content.ts"
import { isBlockName, isLineName } from "../form/index.ts"
import { languageState } from "../nodes/state.ts"

/** The language and the direction of a piece of text. */
export interface DirectedLanguage {
  readonly language: string
  readonly dir: Direction
}

/** What a block or passage says of itself, and for what it does not say, what is around it. */
export function $languageOf(node: LexicalNode, section: DirectedLanguage): DirectedLanguage {
  let language: string | null = null
  let dir: Direction | null = null
  for (let at: LexicalNode | null = node; at !== null && (language === null || dir === null); at = at.getParent()) {
    const own = $getState(at, languageState)
    dir ??= ($isElementNode(at) ? at.getDirection() : null) ?? (own === "" ? null : directionOf(own))
    if (own !== "") language ??= own
  }
  return { language: language ?? section.language, dir: dir ?? section.dir }
}

/** What a block would be in if it said nothing of itself. */
export function $languageAround(node: LexicalNode, section: DirectedLanguage): DirectedLanguage {
  const parent = node.getParent()
  return parent === null ? section : $languageOf(parent, section)
}

export interface LanguageAtSelection {
  /** Null where there are several. */
  readonly language: string | null
  /** Whether a choice would be about words within a line, and not about whole lines. */
  readonly isPassage: boolean
}

/** Null where nothing is selected that has a language. */
export function $languageAtSelection(section: DirectedLanguage): LanguageAtSelection | null {
  const selection = $getSelection()
  if ($isTableSelection(selection)) return { language: $only(selection.getNodes(), section), isPassage: false }
  if (!$isRangeSelection(selection)) return null
  if (selection.isCollapsed()) {
    const node = selection.anchor.getNode()
    const isPassage = $isTextNode(node) && $getState(node, languageState) !== ""
    return { language: $languageOf(node, section).language, isPassage }
  }
  return { language: $only(selection.getNodes(), section), isPassage: $isWithinLine() }
}

function $only(nodes: readonly LexicalNode[], section: DirectedLanguage): string | null {
  const texts = nodes.filter($isTextNode)
  const languages = new Set((texts.length > 0 ? texts : nodes).map((node) => $languageOf(node, section).language))
  const [only = null] = languages
  return languages.size === 1 ? only : null
}

/** Whether words of one line are selected, and there are others in it. */
export function $isWithinLine(): boolean {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || selection.isCollapsed()) return false
  const [line, other] = [selection.anchor, selection.focus].map((point) => $lineOf(point.getNode()))
  if (!line || other === undefined || !line.is(other ?? null)) return false
  return selection.getTextContent().trim().length < $wordsOf(line).trim().length
}

/** Of a list item, without the lists in it. */
function $wordsOf(line: ElementNode): string {
  const inner = line.getChildren().filter((child) => !$isElementNode(child) || child.isInline())
  return inner.map((child) => child.getTextContent()).join("")
}

/** The innermost block that holds words. */
export function $lineOf(node: LexicalNode): ElementNode | null {
  for (let at: LexicalNode | null = node; at !== null; at = at.getParent())
    if ($isElementNode(at) && isLineName(at.getType())) return at
  return null
}

/** The lines that a selection is about, or the table that is selected as a whole. */
export function $selectedBlocks(): ElementNode[] {
  const selection = $getSelection()
  if ($isTableSelection(selection)) {
    const cells = selection.getNodes().filter((node): node is ElementNode => node.getType() === "tablecell")
    const table = cells[0]?.getParents().find($isTableNode)
    const isAll = table?.getChildren().every((row) => $isElementNode(row) && row.getChildren().every(isAmong(cells)))
    return table !== undefined && isAll === true ? [table] : $lines(cells)
  }
  if (!$isRangeSelection(selection)) return []
  const lines = new Map<string, ElementNode>()
  for (const node of [selection.anchor.getNode(), ...selection.getNodes(), selection.focus.getNode()]) {
    const line = $lineOf(node)
    if (line !== null && isBlockName(line.getType())) lines.set(line.getKey(), line)
  }
  return [...lines.values()].filter((line) => !line.getChildren().some(isDeeperList))
}

function $lines(blocks: readonly ElementNode[]): ElementNode[] {
  return blocks.flatMap((block) =>
    isLineName(block.getType()) && !block.getChildren().some(isDeeperList)
      ? [block]
      : $lines(block.getChildren().filter($isElementNode)),
  )
}

const isAmong = (nodes: readonly LexicalNode[]) => (node: LexicalNode) => nodes.some((other) => other.is(node))
const isDeeperList = (node: LexicalNode): boolean => $isElementNode(node) && !node.isInline()

/** The text nodes around one that are in its language, one after the other; it may be among them alone. */
export function $passageAround(node: TextNode): TextNode[] {
  const language = $getState(node, languageState)
  const isSame = (other: LexicalNode | null): other is TextNode =>
    $isTextNode(other) && $getState(other, languageState) === language
  let first = node
  for (let left = first.getPreviousSibling(); isSame(left); left = left.getPreviousSibling()) first = left
  const passage = [first]
  for (let right = first.getNextSibling(); isSame(right); right = right.getNextSibling()) passage.push(right)
  return passage
}
