import { foldQuote, withoutSpaces } from "./fold-quote.ts"
import type { Quote, TextSpan } from "./quote.ts"
import { anchorBounds } from "./request.ts"
import type { SectionWords } from "./section-words.ts"

/** Where words are that a thread has lost, of which it has these spans; none if nobody can tell. */
export function lostSpans(words: SectionWords, quote: Quote, present: readonly TextSpan[]): TextSpan[] {
  const { quoted } = words
  if (present.length === 0) {
    const { span, hits, agreement } = quoted.find(quote, (place) => words.hasWords(place))
    const isKnown = agreement !== "none" || says(quote.exact, anchorBounds.aloneLettersMin)
    if (hits > 0) return span !== null && isKnown ? [span] : []
    return linesOf(words, [quote.exact], anchorBounds.aloneLettersMin)
  }
  const parts = missingParts(words, quote, present)
  if (parts.length === 0) return []
  const covers = (place: TextSpan) => present.every(({ start, end }) => place.start <= start && end <= place.end)
  const [whole, ...others] = quoted.placesOf(quote.exact, covers)
  if (whole !== undefined) return others.length === 0 ? [whole] : []
  return linesOf(words, parts, anchorBounds.partLettersMin)
}

/** What a thread has not got of its quote; nothing if it has all, or if there is something else among its words. */
function missingParts({ quoted }: SectionWords, { exact }: Quote, present: readonly TextSpan[]): string[] {
  let rest = exact
  const parts: string[] = []
  for (const { start, end } of present.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    const place = stretchOf(rest, quoted.text.slice(start, end))
    if (place === null) return []
    rest = `${rest.slice(0, place.start)}${gap}${rest.slice(place.end)}`
  }
  for (const part of rest.split(gap)) if (part.trim() !== "") parts.push(part)
  return parts
}

/** Where these words stand in a quote, as a whole or with others between that have been deleted since. */
function stretchOf(quote: string, part: string): TextSpan | null {
  const at = quote.indexOf(part)
  if (at >= 0) return { start: at, end: at + part.length }
  const start = quote.indexOf(part.slice(0, 1))
  let end = start
  for (const unit of part.split("")) {
    const next = quote.indexOf(unit, end)
    if (next < 0) return null
    end = next + 1
  }
  return { start, end }
}

/** The lines of these words, each where it stands, if that is in one place, and if it says so much that it is known by itself. */
function linesOf(words: SectionWords, parts: readonly string[], lettersMin: number): TextSpan[] {
  return parts
    .flatMap((part) => part.split("\n"))
    .flatMap((line) => {
      if (!says(line, lettersMin)) return []
      const places = words.quoted.placesOf(line.trim(), (place) => words.hasWords(place))
      return places.length === 1 ? places : []
    })
}

/** Whether words have so many letters; a sign of a script that writes words says as much as some letters. */
export function says(words: string, lettersMin: number): boolean {
  let letters = 0
  for (const letter of withoutSpaces(foldQuote(words)).folded) letters += /\p{Script=Han}/u.test(letter) ? 4 : 1
  return letters >= lettersMin
}

/** Between parts of a quote; it stands in no text. */
const gap = "\u0000"
