import { $isMarked, $markedThreads, markStateOf, type Span } from "@codraft/document"
import { $isLinkNode } from "@lexical/link"
import {
  $createTextNode,
  $getNodeByKey,
  $getSelection,
  $isRangeSelection,
  $isTextNode,
  $setState,
  type LexicalNode,
  type TextNode,
} from "lexical"
import { $lineOf, type LinePart, type TextLine } from "./lines.ts"
import { type Edit, smallestEdit } from "./replacement.ts"

/** The words of a thread in a line. */
interface MarkedSpan extends Span {
  readonly thread: string
}

export interface ReplacedLine {
  /** The edits, in order, at their offsets in the line as it was. */
  readonly edits: readonly Edit[]
  /** How many spans were left because they reach into something that is no text. */
  readonly left: number
  /** The words of threads as they are to be now: see `$restoreMarks`. */
  readonly marked: readonly MarkedSpan[]
}

/**
 * Replaces spans of a line by the smallest edits, from the last to the first, within an update. New letters take the format of
 * those whose place they take; what is in a link stays in it. Nothing but words is replaced: a span with a chip or the like
 * in what would go is left as it is.
 */
export function $replaceSpans(
  line: TextLine,
  spans: readonly Span[],
  after: (matched: string, span: Span) => string,
): ReplacedLine {
  const edits: Edit[] = []
  let left = 0
  for (const span of spans.toReversed()) {
    const { start, end } = span
    const matched = line.text.slice(start, end)
    const edit = smallestEdit(start, matched, after(matched, span))
    if (line.parts.some((part) => part.kind === "fixed" && part.start < edit.end && part.end > edit.start)) left += 1
    else if ($make(edit, start, line)) edits.unshift(edit)
  }
  return { edits, left, marked: moved($markedSpans(line), edits) }
}

function $make(edit: Edit, start: number, line: TextLine): boolean {
  const touched = line.parts.filter((part) => part.start < edit.end && part.end > edit.start)
  if (edit.start === edit.end && edit.text === "") return true
  const host = touched.find(({ kind }) => kind === "text") ?? hostBeside(edit, start, line)
  if (host === null && !$insertBeside(edit, touched)) return false
  for (const part of touched.toReversed()) if (part !== host) $splice(part, edit, "")
  if (host !== null) $splice(host, edit, edit.text)
  return true
}

/** For letters that come between others: rather behind a letter of the same match than before one. */
function hostBeside(edit: Edit, start: number, { parts }: TextLine): LinePart | null {
  const texts = parts.filter(({ kind }) => kind === "text")
  const before = texts.find((part) => part.start < edit.start && part.end >= edit.start)
  const behind = texts.find((part) => part.start <= edit.end && part.end > edit.end)
  return (edit.start > start ? (before ?? behind) : (behind ?? before)) ?? null
}

/** Where no text stands at the place: in front of what goes. */
function $insertBeside(edit: Edit, touched: readonly LinePart[]): boolean {
  const [first] = touched
  const node = first === undefined ? null : $getNodeByKey(first.key)
  if (node === null) return false
  if (edit.text !== "") node.insertBefore($createTextNode(edit.text))
  return true
}

function $splice(part: LinePart, edit: Edit, text: string): void {
  const node = $getNodeByKey(part.key)
  if (node === null) return
  if (!$isTextNode(node)) return $remove(node)
  const from = Math.max(0, edit.start - part.start)
  const to = Math.min(part.end, edit.end) - part.start
  const length = Math.max(0, to - from)
  $keepCaret(node, from, length, text.length)
  node.spliceText(from, length, text)
  if (node.getTextContentSize() === 0) $remove(node)
}

/** A link without words is none. */
function $remove(node: LexicalNode): void {
  const parent = node.getParent()
  node.remove()
  if ($isLinkNode(parent) && parent.isAttached() && parent.isEmpty()) parent.remove()
}

/** The person's own caret stays at its letters. */
function $keepCaret(node: TextNode, from: number, removed: number, added: number): void {
  const selection = $getSelection()
  if (!$isRangeSelection(selection)) return
  for (const point of [selection.anchor, selection.focus]) {
    if (point.key !== node.getKey() || point.offset <= from) continue
    const offset = point.offset >= from + removed ? point.offset - removed + added : from + added
    point.set(point.key, offset, "text")
  }
}

function $markedSpans(line: TextLine): MarkedSpan[] {
  return line.parts.flatMap(({ key, start, end }) => {
    const node = $getNodeByKey(key)
    return $isTextNode(node) ? $markedThreads(node).map((thread) => ({ thread, start, end })) : []
  })
}

/** A thread keeps what takes the place of its words; what takes the place of more than its words is not its own. */
function moved(marked: readonly MarkedSpan[], edits: readonly Edit[]): MarkedSpan[] {
  if (edits.length === 0) return []
  return joined(marked).flatMap(({ thread, ...span }) => {
    const [start, end] = [movedStart(span.start, edits), movedEnd(span.end, edits)]
    return end > start ? [{ thread, start, end }] : []
  })
}

function movedStart(start: number, edits: readonly Edit[]): number {
  let growth = 0
  for (const edit of edits) {
    if (edit.start < start && edit.end > start) return edit.start + growth + edit.text.length
    if (edit.end > start || edit.start > start) break
    growth += growthOf(edit)
  }
  return start + growth
}

function movedEnd(end: number, edits: readonly Edit[]): number {
  let growth = 0
  for (const edit of edits) {
    if (edit.start >= end) break
    if (edit.end > end) return edit.start + growth
    growth += growthOf(edit)
  }
  return end + growth
}

const growthOf = ({ start, end, text }: Edit) => text.length - (end - start)

function joined(marked: readonly MarkedSpan[]): MarkedSpan[] {
  const all: MarkedSpan[] = []
  for (const span of marked) {
    const at = all.findIndex(({ thread, end }) => thread === span.thread && end === span.start)
    const before = all[at]
    if (before === undefined) all.push(span)
    else all[at] = { ...before, end: span.end }
  }
  return all
}

/**
 * Marks are taken off letters that come to the edge of a thread's words, as after typing. What was replaced was theirs all the
 * same: in a second update they get it back.
 */
export function $restoreMarks(line: TextLine, marked: readonly MarkedSpan[]): void {
  for (const { thread, start, end } of marked) {
    for (const part of $lineOf($getNodeByKey(line.key) ?? missing()).parts) {
      const from = Math.max(start, part.start) - part.start
      const to = Math.min(end, part.end) - part.start
      const node = $getNodeByKey(part.key)
      if (from >= to || !$isTextNode(node) || $isMarked(node, thread)) continue
      const size = node.getTextContentSize()
      const cuts = [from, to].filter((offset) => offset > 0 && offset < size)
      const pieces = cuts.length === 0 ? [node] : node.splitText(...cuts)
      const own = pieces[from > 0 ? 1 : 0]
      if (own) $setState(own, markStateOf(thread), 1)
    }
  }
}

function missing(): never {
  throw new Error("A line was replaced that is not there.")
}
