import type { Span } from "@codraft/document"
import type { LexicalEditor } from "lexical"
import type { LinePart, TextLine } from "./lines.ts"

interface DomPoint {
  node: Node
  offset: number
}

/** A span of a line in the page; null while it is not painted. */
export function rangeOf(editor: LexicalEditor, line: TextLine, { start, end }: Span): StaticRange | null {
  const first = line.parts.find((part) => start < part.end)
  const last = line.parts.findLast((part) => end > part.start)
  if (first === undefined || last === undefined) return null
  const from = domPoint(editor, first, start - first.start, false)
  const to = domPoint(editor, last, end - last.start, true)
  if (from === null || to === null) return null
  return new StaticRange({
    startContainer: from.node,
    startOffset: from.offset,
    endContainer: to.node,
    endOffset: to.offset,
  })
}

export function liveRange({ startContainer, startOffset, endContainer, endOffset }: StaticRange): Range {
  const range = document.createRange()
  range.setStart(startContainer, startOffset)
  range.setEnd(endContainer, endOffset)
  return range
}

function domPoint(editor: LexicalEditor, part: LinePart, offset: number, isEnd: boolean): DomPoint | null {
  const element = editor.getElementByKey(part.key)
  if (element === null) return null
  if (part.kind === "break") {
    const parent = element.parentNode
    return parent && { node: parent, offset: [...parent.childNodes].indexOf(element) + (isEnd ? 1 : 0) }
  }
  const text = document.createTreeWalker(element, NodeFilter.SHOW_TEXT).nextNode()
  if (text === null) return null
  // What a chip shows may differ from its words: then all of it.
  const length = text.textContent?.length ?? 0
  return { node: text, offset: part.kind === "fixed" && isEnd ? length : Math.min(offset, length) }
}
