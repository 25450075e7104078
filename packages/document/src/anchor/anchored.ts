import * as Y from "yjs"
import { firstItem } from "../canonical/items.ts"
import { threadOfMark } from "../form/index.ts"
import type { Language } from "../reader/reader.ts"
import { Places } from "./place.ts"
import { positionIn } from "./position.ts"
import { quoteBounds, type TextSpan } from "./quote.ts"
import type { AnchoredThread, FoundWords } from "./request.ts"
import { type SectionWords, sectionWords } from "./section-words.ts"

/** Every thread whose mark is on words of the text, in the order of the text; of two that begin at once, the longer one first. */
export function anchoredThreads(doc: Y.Doc, section?: Language): AnchoredThread[] {
  const words = sectionWords(doc)
  const places = new Places(doc, words, section)
  return [...markedSpans(words)]
    .sort(([, a], [, b]) => startOf(a) - startOf(b) || lengthOf(b) - lengthOf(a))
    .map(([threadId, spans]) => ({ threadId, ...places.of(spans), words: saying(words, spans) }))
}

/** The spans of the words that each thread is on; what only a chip, a reference or the end of a line comes between is one span. */
export function markedSpans(words: SectionWords): Map<string, TextSpan[]> {
  const spans = new Map<string, TextSpan[]>()
  words.pieces.forEach((piece, place) => {
    for (const [threadId, from, to] of marksIn(piece.of)) {
      const [start, end] = [piece.start + from, piece.start + to]
      const known = spans.get(threadId)
      const last = known?.at(-1)
      if (known === undefined) spans.set(threadId, [{ start, end }])
      else if (last !== undefined && !hasLettersBetween(words, place, last.end, start))
        known[known.length - 1] = { start: last.start, end }
      else known.push({ start, end })
    }
  })
  return spans
}

/** What a thread is anchored by if its words are those of this span. */
export function anchorAt(words: SectionWords, span: TextSpan): Pick<FoundWords, "quote" | "start" | "end"> {
  const runs = words.runsIn(span)
  const [first, last] = [runs[0], runs.at(-1)]
  return {
    quote: words.quoted.quoteOf(span),
    start: first === undefined ? null : positionIn(first.of, first.index, 0),
    end: last === undefined ? null : positionIn(last.of, last.index + last.length, -1),
  }
}

/** The stretches of a shared text that threads are on, by its indexes. */
export function marksIn(shared: Y.XmlText): [threadId: string, start: number, end: number][] {
  const found: [string, number, number][] = []
  const open = new Map<string, number>()
  let at = 0
  for (let item = firstItem(shared); item !== null; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (!(content instanceof Y.ContentFormat)) {
      if (item.countable) at += item.length
      continue
    }
    const threadId = threadOfMark(content.key)
    if (threadId === null) continue
    const from = open.get(threadId)
    if ((content.value as unknown) === 1) open.set(threadId, from ?? at)
    else if (from !== undefined) {
      open.delete(threadId)
      if (at > from) found.push([threadId, from, at])
    }
  }
  for (const [threadId, from] of open) if (at > from) found.push([threadId, from, at])
  return found
}

/** Whether any text stands between two places, the later of which is in this piece. */
function hasLettersBetween({ pieces }: SectionWords, place: number, from: number, to: number): boolean {
  for (let i = place; i >= 0; i--) {
    const piece = pieces[i]
    if (piece === undefined || piece.end <= from) return false
    if (Math.min(piece.end, to) > Math.max(piece.start, from)) return true
  }
  return false
}

function saying({ quoted }: SectionWords, spans: readonly TextSpan[]): string {
  return spans
    .map(({ start, end }) => quoted.quoteOf({ start, end }).exact)
    .join(" … ")
    .slice(0, quoteBounds.exactMax)
}

function startOf([first]: readonly TextSpan[]): number {
  return first?.start ?? 0
}

function lengthOf(spans: readonly TextSpan[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0)
}
