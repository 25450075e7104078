import { $languageOf } from "@codraft/document"
import { mergeRegister } from "@lexical/utils"
import {
  $addUpdateTag,
  $getSelection,
  $isElementNode,
  $isLineBreakNode,
  $isRangeSelection,
  $isTextNode,
  $onUpdate,
  BEFORE_INPUT_COMMAND,
  COMMAND_PRIORITY_BEFORE_CRITICAL,
  CONTROLLED_TEXT_INSERTION_COMMAND,
  type ElementNode,
  HISTORY_PUSH_TAG,
  type LexicalEditor,
  type LexicalNode,
  type PointType,
  type TextNode,
} from "lexical"
import { type Replacement, replacementFor } from "./replacement.ts"

export interface TypographyOptions {
  isOn: () => boolean
  section: () => { language: string; dir: "ltr" | "rtl" }
}

/**
 * Sets quotes and spaces as the language at the caret has them, right after the character is in the text: the character is one
 * undo step and what becomes of it the next, so that one Ctrl+Z leaves what was typed. Only what is typed is changed, never
 * what is pasted, dropped, composed or written by others.
 */
export function registerTypography(editor: LexicalEditor, { isOn, section }: TypographyOptions): () => void {
  // The line up to the caret after the last replacement, and the spaces that were taken out of it.
  let last = { line: "", spaces: "" }
  const $planned = (typed: string | null): Replacement | null => {
    const selection = $getSelection()
    if (typed?.length !== 1 || !isOn() || editor.isComposing() || !$isRangeSelection(selection)) return null
    const [start, end] = selection.isBackward()
      ? [selection.focus, selection.anchor]
      : [selection.anchor, selection.focus]
    const line = $lineOf(start.getNode())
    if (line === null) return null
    const { language } = $languageOf(start.getNode(), section())
    const before = $words(line, start, "before")
    const after = $words($lineOf(end.getNode()) ?? line, end, "after")
    const replacement = replacementFor(typed, before, after, language, last.line === before ? last.spaces : "")
    if (replacement !== null) {
      const kept = before.slice(0, before.length - replacement.before)
      last = { line: kept + replacement.words, spaces: before.slice(kept.length) }
    }
    return replacement
  }
  const $settleNext = (typed: string, replacement: Replacement): void => {
    $addUpdateTag(HISTORY_PUSH_TAG)
    $onUpdate(() => editor.update(() => $replace(typed, replacement), { discrete: true, tag: HISTORY_PUSH_TAG }))
  }
  let isPlanned = false
  return mergeRegister(
    editor.registerCommand(
      BEFORE_INPUT_COMMAND,
      (event) => {
        const isTyped = event.inputType === "insertText" && !event.isComposing
        const replacement = isTyped ? $planned(event.data) : null
        if (replacement === null || event.data === null) return false
        event.preventDefault()
        isPlanned = true
        editor.dispatchCommand(CONTROLLED_TEXT_INSERTION_COMMAND, event.data)
        isPlanned = false
        $settleNext(event.data, replacement)
        return true
      },
      COMMAND_PRIORITY_BEFORE_CRITICAL,
    ),
    // Where the editor itself puts in what was typed, as after a change of format.
    editor.registerCommand(
      CONTROLLED_TEXT_INSERTION_COMMAND,
      (payload) => {
        const replacement = isPlanned || typeof payload !== "string" ? null : $planned(payload)
        if (replacement !== null && typeof payload === "string") $settleNext(payload, replacement)
        return false
      },
      COMMAND_PRIORITY_BEFORE_CRITICAL,
    ),
  )
}

function $lineOf(node: LexicalNode): ElementNode | null {
  for (let at: LexicalNode | null = node; at !== null; at = at.getParent())
    if ($isElementNode(at) && !at.isInline()) return at
  return null
}

/** Something in a line that is no text. */
const other = "\uFFFC"

/** The words of a line on one side of a point; those of the lists in an item are not its own. */
function $words(line: ElementNode, point: PointType, side: "before" | "after"): string {
  const pieces: string[] = []
  let isReached = false
  const visit = (element: ElementNode): void => {
    element.getChildren().forEach((child, index) => {
      if (point.type === "element" && point.key === element.getKey() && index === point.offset) isReached = true
      if ($isElementNode(child)) {
        if (child.isInline()) visit(child)
        return
      }
      const text = $isTextNode(child) ? child.getTextContent() : $isLineBreakNode(child) ? "\n" : other
      const isHere = point.type === "text" && point.key === child.getKey()
      if (isHere) pieces.push(side === "before" ? text.slice(0, point.offset) : text.slice(point.offset))
      else if (isReached === (side === "after")) pieces.push(text)
      if (isHere) isReached = true
    })
  }
  visit(line)
  return pieces.join("")
}

/** Takes what was typed, and what goes before it, out from before the caret, and puts the words in. */
function $replace(typed: string, { before, words }: Replacement): void {
  const selection = $getSelection()
  if (!$isRangeSelection(selection) || !selection.isCollapsed()) return
  const { anchor } = selection
  const node = anchor.getNode()
  // Somebody else's change may have come between, in the same breath.
  if (!$isTextNode(node) || node.getTextContent().slice(0, anchor.offset).slice(-typed.length) !== typed) return
  const removed = Math.min(before + typed.length, anchor.offset)
  let rest = before + typed.length - removed
  for (let left = $textBefore(node); left !== null && rest > 0; left = $textBefore(left)) {
    const count = Math.min(rest, left.getTextContentSize())
    left.spliceText(left.getTextContentSize() - count, count, "")
    rest -= count
  }
  node.spliceText(anchor.offset - removed, removed, words, true)
}

function $textBefore(node: TextNode): TextNode | null {
  const left = node.getPreviousSibling()
  return $isTextNode(left) ? left : null
}
