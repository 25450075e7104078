import { type Format, formats, isAllowedUrl, listDepthMax } from "@codraft/document"
import { $isLinkNode, $toggleLink } from "@lexical/link"
import { $getListDepth, $insertList, $isListItemNode, $isListNode, $removeList } from "@lexical/list"
import { $createHeadingNode, $createQuoteNode, $isHeadingNode, $isQuoteNode } from "@lexical/rich-text"
import { $setBlocksType } from "@lexical/selection"
import { $findMatchingParent } from "@lexical/utils"
import {
  $createParagraphNode,
  $getSelection,
  $isParagraphNode,
  $isRangeSelection,
  $isTextNode,
  type ElementNode,
  FORMAT_TEXT_COMMAND,
  INDENT_CONTENT_COMMAND,
  type LexicalEditor,
  type LexicalNode,
  OUTDENT_CONTENT_COMMAND,
  type RangeSelection,
  REDO_COMMAND,
  UNDO_COMMAND,
} from "lexical"
import { insertNote } from "../footnotes/note-actions.ts"
import { $noteAtCaret } from "../footnotes/places.ts"
import { ASK_LANGUAGE_COMMAND } from "../languages/language-at-selection.ts"
import type { BlockKind, WritingAction } from "./keys.ts"

/** How the text at the selection stands; what the toolbar shows as pressed. */
export interface Formatting {
  /** Null where the selection spans several kinds, or none that has a name (a table's caption). */
  block: BlockKind | null
  /** A note is one line of words: no heading, no list. */
  isNote: boolean
  formats: Record<Format, boolean>
  link: string | null
  canIndent: boolean
  canOutdent: boolean
  isCollapsed: boolean
}

const noFormats = Object.fromEntries(formats.map((format) => [format, false])) as Record<Format, boolean>

export const noFormatting: Formatting = {
  block: null,
  isNote: false,
  formats: noFormats,
  link: null,
  canIndent: false,
  canOutdent: false,
  isCollapsed: true,
}

export function $formatting(): Formatting {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return noFormatting
  const kinds = new Set($blocksOf(selection).map($kindOf))
  const items = $itemsOf(selection)
  return {
    block: kinds.size === 1 ? ([...kinds][0] ?? null) : null,
    isNote: $noteAtCaret() !== null,
    formats: Object.fromEntries(formats.map((format) => [format, selection.hasFormat(format)])) as Record<
      Format,
      boolean
    >,
    link: $linkAt(selection),
    canIndent: items.some((item) => $isListNode(item.getParent()) && $listDepthOf(item) < listDepthMax),
    canOutdent: items.length > 0,
    isCollapsed: selection.isCollapsed(),
  }
}

function $linkAt(selection: RangeSelection): string | null {
  for (const point of [selection.anchor, selection.focus]) {
    const link = $findMatchingParent(point.getNode(), $isLinkNode)
    if (link) return link.getURL()
  }
  return null
}

const $listDepthOf = (item: LexicalNode): number => {
  const list = item.getParent()
  return $isListNode(list) ? $getListDepth(list) : 0
}

function $itemsOf(selection: RangeSelection) {
  return $blocksOf(selection).filter($isListItemNode)
}

/** The blocks that hold the selection: list items, paragraphs, headings, quotes, captions. */
function $blocksOf(selection: RangeSelection): ElementNode[] {
  const blocks = new Map<string, ElementNode>()
  for (const node of [selection.anchor.getNode(), ...selection.getNodes(), selection.focus.getNode()]) {
    const block = $findMatchingParent(node, $isTextBlock)
    if (block) blocks.set(block.getKey(), block)
  }
  return [...blocks.values()]
}

function $isTextBlock(node: LexicalNode): node is ElementNode {
  return (
    $isParagraphNode(node) ||
    $isHeadingNode(node) ||
    $isQuoteNode(node) ||
    ($isListItemNode(node) && !$isListNode(node.getFirstChild())) ||
    node.getType() === "caption"
  )
}

function $kindOf(block: ElementNode): BlockKind | null {
  if ($isHeadingNode(block)) {
    const tag = block.getTag()
    return tag === "h5" || tag === "h6" ? "h4" : tag
  }
  if ($isQuoteNode(block)) return "quote"
  if ($isParagraphNode(block)) return "paragraph"
  const list = block.getParent()
  if ($isListNode(list)) return list.getListType() === "number" ? "numbered" : "bulleted"
  return null
}

/** What is asked of the person before anything is done. */
export type WritingQuestion = "link" | "table" | "image" | "reference"

/** Does what a key or a button asks. `ask` opens a question: for an address, a size, a file. */
export function perform(editor: LexicalEditor, action: WritingAction, ask: (question: WritingQuestion) => void): void {
  switch (action.kind) {
    case "undo":
      editor.dispatchCommand(UNDO_COMMAND, undefined)
      return
    case "redo":
      editor.dispatchCommand(REDO_COMMAND, undefined)
      return
    case "link":
    case "table":
    case "image":
    case "reference":
      ask(action.kind)
      return
    case "footnote":
      insertNote(editor)
      return
    case "language":
      editor.dispatchCommand(ASK_LANGUAGE_COMMAND, undefined)
      return
    case "format":
      editor.dispatchCommand(FORMAT_TEXT_COMMAND, action.format)
      return
    case "indent":
      editor.dispatchCommand(INDENT_CONTENT_COMMAND, undefined)
      return
    case "outdent":
      editor.dispatchCommand(OUTDENT_CONTENT_COMMAND, undefined)
      return
    case "clear":
      editor.update($clearFormats)
      return
    case "block":
      editor.update(() => $setBlock(action.block))
      return
  }
}

function $setBlock(kind: BlockKind): void {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || $noteAtCaret() !== null) return
  // Beside an image in a cell there are no words to make a list of.
  if ($blocksOf(selection).length === 0) return
  const isAlready = $formatting().block === kind
  if (kind === "bulleted" || kind === "numbered") {
    if (isAlready) $removeList()
    else $insertList(kind === "numbered" ? "number" : "bullet")
    return
  }
  if ($itemsOf(selection).length > 0) $removeList()
  const now = $getSelection()
  const create = isAlready && kind === "quote" ? $createParagraphNode : creators[kind]
  // What a block is called survives this (the binding sees to it); looks of the old kind do not.
  $setBlocksType(now, create, () => {})
}

const creators: Record<Exclude<BlockKind, "bulleted" | "numbered">, () => ElementNode> = {
  paragraph: () => $createParagraphNode(),
  h1: () => $createHeadingNode("h1"),
  h2: () => $createHeadingNode("h2"),
  h3: () => $createHeadingNode("h3"),
  h4: () => $createHeadingNode("h4"),
  quote: () => $createQuoteNode(),
}

function $clearFormats(): void {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return
  if (selection.isCollapsed()) {
    selection.setFormat(0)
    return
  }
  for (const node of selection.extract()) if ($isTextNode(node)) node.setFormat(0)
}

/** An address as people type it: `iom.int` and `name@example.org` get their scheme. Null where no link may lead there. */
export function addressOf(typed: string): string | null {
  const text = typed.trim()
  if (text === "") return null
  const isMail = /^[^\s@/:]+@[^\s@/]+\.[^\s@/]+$/.test(text)
  const whole = isMail ? `mailto:${text}` : /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  return isAllowedUrl(whole) ? whole : null
}

/** Links the selected words, or the words of the link at the caret; with no words selected the address itself is written. */
export function setLink(editor: LexicalEditor, address: string | null): void {
  editor.update(() => {
    const selection = $getSelection()
    if (!$isRangeSelection(selection)) return
    if (address !== null && selection.isCollapsed() && $linkAt(selection) === null) {
      const shown = address.replace(/^(https?:\/\/|mailto:)/, "")
      const start = selection.anchor.offset
      selection.insertText(shown)
      const node = selection.anchor.getNode()
      if ($isTextNode(node))
        selection.setTextNodeRange(node, selection.anchor.offset - shown.length, node, selection.anchor.offset)
      else selection.anchor.offset = start
    }
    $toggleLink(address)
  })
}
