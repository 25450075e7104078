import { $isTableSelection, type TableSelection } from "@lexical/table"
import { $getNodeByKey, $isRangeSelection, $isTextNode, type BaseSelection, type RangeSelection } from "lexical"
import * as Y from "yjs"
import { $editorWords, type EditorWords } from "../../anchor/editor-words.ts"
import { quoteBounds, type TextSpan } from "../../anchor/quote.ts"
import type { TextPosition } from "../../anchor/position.ts"
import { anchorBounds } from "../../anchor/request.ts"
import type { SectionBinding } from "../section-binding.ts"

/** What a thread on selected words is anchored by. */
export interface AnchoredSelection {
  /** Absent where the words are not in the document yet. */
  readonly start?: TextPosition
  readonly end?: TextPosition
  readonly quote: { readonly exact: string; readonly prefix: string; readonly suffix: string }
}

/**
 * The anchor of the selected words, without spaces at either end; inside `editor.read`. `nothing`: no words are selected, or not in one
 * stretch, as the cells of a column.
 */
export function $anchorOf(
  binding: Pick<SectionBinding, "$positionIn">,
  selection: BaseSelection | null,
): AnchoredSelection | "nothing" | "too-long" {
  const words = $editorWords()
  const selected = $isRangeSelection(selection)
    ? $spanOfRange(selection, words)
    : $isTableSelection(selection)
      ? $spanOfCells(selection, words)
      : null
  return selected === null ? "nothing" : $anchorOfSpan(binding, words, selected)
}

export function $anchorOfSpan(
  binding: Pick<SectionBinding, "$positionIn">,
  words: EditorWords,
  selected: TextSpan,
): AnchoredSelection | "nothing" | "too-long" {
  const span = trimmed(words.quoted.text, selected)
  const runs = span === null ? [] : words.runsIn(span)
  const [first, last] = [runs[0], runs.at(-1)]
  if (span === null || first === undefined || last === undefined) return "nothing"
  if (span.end - span.start > quoteBounds.exactMax || runs.length > anchorBounds.runsMax) return "too-long"
  const start = $position(binding, first.of, first.index, "after")
  const end = $position(binding, last.of, last.index + last.length, "before")
  return { ...(start === null || end === null ? {} : { start, end }), quote: words.quoted.quoteOf(span) }
}

function $position(
  binding: Pick<SectionBinding, "$positionIn">,
  key: string,
  offset: number,
  side: "before" | "after",
): TextPosition {
  const node = $getNodeByKey(key)
  const position = node === null ? null : binding.$positionIn(node, offset, side)
  return position === null ? null : Y.relativePositionToJSON(position)
}

function $spanOfRange(selection: RangeSelection, words: EditorWords): TextSpan | null {
  if (selection.isCollapsed()) return null
  const texts = selection.getNodes().filter($isTextNode)
  const [from, to] = selection.isBackward() ? [selection.focus, selection.anchor] : [selection.anchor, selection.focus]
  const offsets = texts.flatMap((text) => {
    const key = text.getKey()
    const start = words.offsetOf(key, from.key === key && from.type === "text" ? from.offset : 0)
    const end = words.offsetOf(key, to.key === key && to.type === "text" ? to.offset : text.getTextContentSize())
    return start === null || end === null ? [] : [start, end]
  })
  return offsets.length === 0 ? null : { start: Math.min(...offsets), end: Math.max(...offsets) }
}

/** Only cells that follow each other: else words would be in between that nobody has selected. */
function $spanOfCells(selection: TableSelection, words: EditorWords): TextSpan | null {
  const keys = new Set(selection.getNodes().flatMap((node) => ($isTextNode(node) ? [node.getKey()] : [])))
  const chosen = words.pieces.flatMap((piece, place) => (keys.has(piece.of) ? [place] : []))
  const [first, last] = [chosen[0], chosen.at(-1)]
  if (first === undefined || last === undefined || last - first + 1 !== chosen.length) return null
  return { start: words.pieces[first]?.start ?? 0, end: words.pieces[last]?.end ?? 0 }
}

function trimmed(text: string, { start, end }: TextSpan): TextSpan | null {
  const words = text.slice(start, end)
  const from = words.search(/\S/)
  return from < 0 ? null : { start: start + from, end: start + words.trimEnd().length }
}
