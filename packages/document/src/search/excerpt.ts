import type { Span } from "./fold.ts"

/** Some words of a line around what was found in it. */
export interface Excerpt {
  readonly text: string
  /** What was found, in `text`. */
  readonly spans: readonly Span[]
}

/** About how much is shown on either side of a find, and altogether, in characters. */
export const excerptBounds = { around: 60, charactersMax: 240 }

/** Cut between words where there are any; what is left out shows as "…". */
export function excerptOf(text: string, spans: readonly Span[]): Excerpt {
  const pieces = piecesAround(text, spans)
  let shown = ""
  const found: Span[] = []
  for (const { start, end } of pieces) {
    if (start > 0) shown += shown === "" ? "…" : " … "
    const shift = shown.length - start
    for (const span of spans) {
      if (span.start >= start && span.end <= end) found.push({ start: span.start + shift, end: span.end + shift })
    }
    shown += text.slice(start, end)
  }
  if ((pieces.at(-1)?.end ?? 0) < text.length) shown += /\p{P}$/u.test(shown) ? " …" : "…"
  return { text: shown, spans: found }
}

function piecesAround(text: string, spans: readonly Span[]): Span[] {
  const { around, charactersMax } = excerptBounds
  const pieces: Span[] = []
  let length = 0
  for (const span of spans) {
    const last = pieces.at(-1)
    const start = cutBefore(text, span.start - around)
    const end = Math.max(span.end, cutBehind(text, span.end + around))
    const joins = last !== undefined && start <= last.end
    const added = joins ? Math.max(0, end - last.end) : end - start
    if (last !== undefined && length + added > charactersMax) break
    length += added
    if (joins) pieces[pieces.length - 1] = { start: last.start, end: Math.max(last.end, end) }
    else pieces.push({ start, end })
  }
  return pieces
}

/** The start of a word near a place, at or behind it. */
function cutBefore(text: string, at: number): number {
  if (at <= 0) return 0
  const space = text.slice(at, at + 20).search(/\s/u)
  return wholeCharacter(text, space === -1 ? at : at + space + 1)
}

/** The end of a word near a place, at or before it. */
function cutBehind(text: string, at: number): number {
  if (at >= text.length) return text.length
  const back = /\s\S*$/u.exec(text.slice(Math.max(0, at - 20), at))
  return wholeCharacter(text, back === null ? at : Math.max(0, at - 20) + back.index)
}

function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at)
  return unit >= 0xdc00 && unit <= 0xdfff ? at - 1 : at
}
