import { $isTableSelection, type TableSelection } from "@lexical/table"
import {
  $getNodeByKey,
  $isDecoratorNode,
  $isRangeSelection,
  $isTextNode,
  type BaseSelection,
  type LexicalNode,
  type RangeSelection,
} from "lexical"
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
 * The anchor of the selected words, without spaces at either end; inside `editor.read`. A target or a reference, which takes no mark, is
 * meant together with the word beside it. `nothing`: no words are selected; `apart`: not in one stretch, as the cells of a column.
 */
export function $anchorOf(
  binding: Pick<SectionBinding, "$positionIn">,
  selection: BaseSelection | null,
): AnchoredSelection | NoAnchor {
  const words = $editorWords()
  const selected = $isRangeSelection(selection)
    ? $spanOfRange(selection, words)
    : $isTableSelection(selection)
      ? $spanOfCells(selection, words)
      : null
  if (selected === "apart") return selected
  return selected === null ? "nothing" : $anchorOfSpan(binding, words, selected)
}

/** Why a selection has no anchor. */
export type NoAnchor = "nothing" | "apart" | "too-long"

export function $anchorOfSpan(
  binding: Pick<SectionBinding, "$positionIn">,
  words: EditorWords,
  selected: TextSpan,
): AnchoredSelection | Exclude<NoAnchor, "apart"> {
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
  const nodes = selection.getNodes()
  const texts = nodes.filter($isTextNode)
  const [from, to] = selection.isBackward() ? [selection.focus, selection.anchor] : [selection.anchor, selection.focus]
  const offsets = texts.flatMap((text) => {
    const key = text.getKey()
    const start = words.offsetOf(key, from.key === key && from.type === "text" ? from.offset : 0)
    const end = words.offsetOf(key, to.key === key && to.type === "text" ? to.offset : text.getTextContentSize())
    return start === null || end === null ? [] : [start, end]
  })
  const span = spanOf(offsets)
  if (span !== null && words.hasWords(trimmed(words.quoted.text, span) ?? emptySpan)) return span
  const signs = nodes.filter((node) => $isDecoratorNode(node) && node.isInline())
  const around = spanOf(signs.flatMap((sign) => $edgesOf(sign, words)))
  return around === null ? span : withWordBeside(words, around)
}

/** Where the words before and behind a sign between words end and begin, as far as there are some in its line. */
function $edgesOf(sign: LexicalNode, words: EditorWords): number[] {
  const [before, behind] = [sign.getPreviousSibling(), sign.getNextSibling()]
  const end = $isTextNode(before) ? words.offsetOf(before.getKey(), before.getTextContentSize()) : null
  const start = $isTextNode(behind) ? words.offsetOf(behind.getKey(), 0) : null
  return [end, start].filter((offset) => offset !== null)
}

/** With the word before, or else with that behind. */
function withWordBeside(words: EditorWords, { start, end }: TextSpan): TextSpan | null {
  const { text } = words.quoted
  const before = /\S+[^\S\n]*$/.exec(text.slice(0, start))
  const withBefore = { start: before === null ? start : before.index, end }
  if (words.hasWords(withBefore)) return withBefore
  const behind = /^[^\S\n]*\S+/.exec(text.slice(end))
  return behind === null ? null : { start, end: end + behind[0].length }
}

function spanOf(offsets: readonly number[]): TextSpan | null {
  return offsets.length === 0 ? null : { start: Math.min(...offsets), end: Math.max(...offsets) }
}

const emptySpan: TextSpan = { start: 0, end: 0 }

/** Only cells that follow each other: else words would be in between that nobody has selected. */
function $spanOfCells(selection: TableSelection, words: EditorWords): TextSpan | "apart" | null {
  const keys = new Set(selection.getNodes().flatMap((node) => ($isTextNode(node) ? [node.getKey()] : [])))
  const chosen = words.pieces.flatMap((piece, place) => (keys.has(piece.of) ? [place] : []))
  const [first, last] = [chosen[0], chosen.at(-1)]
  if (first === undefined || last === undefined) return null
  if (last - first + 1 !== chosen.length) return "apart"
  return { start: words.pieces[first]?.start ?? 0, end: words.pieces[last]?.end ?? 0 }
}

function trimmed(text: string, { start, end }: TextSpan): TextSpan | null {
  const words = text.slice(start, end)
  const from = words.search(/\S/)
  return from < 0 ? null : { start: start + from, end: start + words.trimEnd().length }
}
