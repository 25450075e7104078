import type { Quote } from "@codraft/publication"
import type { WordsBeside } from "../../comments/add-beside-words.tsx"
import { QuotedText, quoteBounds, type TextSpan } from "@codraft/document/anchor"

/** What stands in an element of the book and is none of the words of its place: numbers, marks, signs of notes, other places in it. */
const noWords =
  "[data-number], .book-mark, [data-sign], [role='doc-noteref'], [role='doc-backlink'], .version-count-slot, ul, ol, table, .table-scroll"

interface Piece {
  readonly node: Text
  readonly start: number
}

/** The words of a place as the version has them, and where each stands on the page. */
export interface FrozenText {
  readonly text: string
  readonly pieces: readonly Piece[]
}

/** The element of a place, by its address in the book. */
export function elementOf(address: string): HTMLElement | null {
  const found = document.querySelector<HTMLElement>(`.version-book [data-place="${CSS.escape(address)}"]`)
  return found ?? document.querySelector<HTMLElement>(`.version-book [data-block="${CSS.escape(address)}"]`)
}

export function addressOf(element: HTMLElement): string {
  return element.dataset["place"] ?? element.dataset["block"] ?? ""
}

export function textIn(element: HTMLElement): FrozenText {
  const pieces: Piece[] = []
  let text = ""
  const read = (parent: Node) => {
    for (const child of parent.childNodes) {
      if (child instanceof Text) {
        pieces.push({ node: child, start: text.length })
        text += child.data
      } else if (child instanceof HTMLBRElement) text += "\n"
      else if (child instanceof Element && !child.matches(noWords)) read(child)
    }
  }
  read(element)
  return { text, pieces }
}

/** What is selected on the page: words of one place; nothing; or more than that. */
export type SelectedInBook = { readonly element: HTMLElement; readonly quote: Quote } | "nothing" | "apart"

/** `isPlace` says which elements are places. */
export function selectedInBook(isPlace: (element: HTMLElement) => boolean): SelectedInBook {
  const selection = getSelection()
  if (selection === null || selection.rangeCount === 0 || selection.isCollapsed) return "nothing"
  const range = selection.getRangeAt(0)
  const [first, last] = [placeAround(range.startContainer, isPlace), placeAround(range.endContainer, isPlace)]
  const element = first ?? last
  if (element === null || selection.toString().trim() === "") return "nothing"
  const { text, pieces } = textIn(element)
  const span = {
    start: element.contains(range.startContainer) ? offsetIn(pieces, text, range, "start") : 0,
    end: element.contains(range.endContainer) ? offsetIn(pieces, text, range, "end") : text.length,
  }
  const words = trimmed(text, span)
  if (words === null) return "nothing"
  return isWithin(element, range) ? { element, quote: quoteOf(text, words) } : "apart"
}

/** What is selected of the book, for the button beside it: words of more than one place too, as the button says what is wrong with them. */
export function wordsBeside(isPlace: (element: HTMLElement) => boolean): WordsBeside | null {
  const selection = getSelection()
  if (selection === null || selection.rangeCount === 0 || selectedInBook(isPlace) === "nothing") return null
  const range = selection.getRangeAt(0)
  const line = [...range.getClientRects()].find(({ width }) => width > 0)
  const text = range.startContainer.parentElement?.closest<HTMLElement>(".reading-section")
  return line && text ? { line, text } : null
}

/** A place, from whatever is in it. */
export function placeAround(node: Node, isPlace: (element: HTMLElement) => boolean): HTMLElement | null {
  let element = node instanceof Element ? node : node.parentElement
  for (; element !== null && !element.matches(".version-book"); element = element.parentElement) {
    if (element instanceof HTMLElement && isPlace(element)) return element
  }
  return null
}

/** Where words of a version stand on the page; null where it does not show them. */
export function rangeOf(element: HTMLElement, quote: Quote | null): Range | null {
  const { text, pieces } = textIn(element)
  const span = quote === null ? { start: 0, end: text.length } : new QuotedText(text).find(withinLine(quote)).span
  if (span === null) return null
  const [from, to] = [pieceAt(pieces, span.start), pieceAt(pieces, span.end - 1)]
  if (from === undefined || to === undefined) return null
  const range = document.createRange()
  range.setStart(from.node, Math.min(span.start - from.start, from.node.length))
  range.setEnd(to.node, Math.min(span.end - to.start, to.node.length))
  return range
}

/** What stands around words is kept over the lines before and behind; the page is asked of one line. */
function withinLine({ exact, prefix, suffix }: Quote): Quote {
  return { exact, prefix: prefix.slice(prefix.lastIndexOf("\n") + 1), suffix: suffix.split("\n", 1)[0] ?? "" }
}

function pieceAt(pieces: readonly Piece[], offset: number): Piece | undefined {
  return pieces.findLast(({ start }) => start <= offset)
}

function offsetIn(pieces: readonly Piece[], text: string, range: Range, end: "start" | "end"): number {
  const container = end === "start" ? range.startContainer : range.endContainer
  const offset = end === "start" ? range.startOffset : range.endOffset
  const own = pieces.find(({ node }) => node === container)
  if (own !== undefined) return own.start + offset
  const boundary = document.createRange()
  boundary.setStart(container, offset)
  return pieces.find(({ node }) => boundary.comparePoint(node, 0) >= 0)?.start ?? text.length
}

/** Whether all of what is selected is in the element: pressed three times, a line is selected up to the beginning of the next. */
function isWithin(element: HTMLElement, range: Range): boolean {
  const outside = document.createRange()
  outside.setStart(range.startContainer, range.startOffset)
  outside.setEndBefore(element)
  const isBefore = !outside.collapsed && outside.toString().trim() !== ""
  outside.setEnd(range.endContainer, range.endOffset)
  outside.setStartAfter(element)
  return !isBefore && (outside.collapsed || outside.toString().trim() === "")
}

function trimmed(text: string, { start, end }: TextSpan): TextSpan | null {
  const words = text.slice(start, end)
  const from = start + words.length - words.trimStart().length
  const to = end - (words.length - words.trimEnd().length)
  return from < to ? { start: from, end: to } : null
}

function quoteOf(text: string, { start, end }: TextSpan): Quote {
  const { contextLength } = quoteBounds
  return {
    exact: text.slice(start, end),
    prefix: text.slice(Math.max(0, start - contextLength), start),
    suffix: text.slice(end, end + contextLength),
  }
}
