import type * as Y from "yjs"
import type { Language } from "../reader/reader.ts"
import { anchorAt } from "./anchored.ts"
import { foldQuote, wholeSpan } from "./fold-quote.ts"
import { Places } from "./place.ts"
import { quoteBounds, type TextSpan } from "./quote.ts"
import { anchorBounds, type FoundWords } from "./request.ts"
import { type SectionWords, sectionWords } from "./section-words.ts"

/** Words as somebody handed them in: out of a table, by hand, with what they were said to stand in. */
export interface TypedQuote {
  readonly words: string
  /** The number of the paragraph or the heading above, where the words alone do not tell. */
  readonly paragraph: string
}

/** How far the text has them: to the letter; but for signs, spaces and capitals; or with a part left out for an ellipsis. */
export type TypedAgreement = "exact" | "alike" | "shortened"

export type TypedAnswer =
  | { readonly kind: "found"; readonly words: FoundWords; readonly by: TypedAgreement }
  /** They stand in more than one place, of which the first are these. */
  | { readonly kind: "often"; readonly hits: number; readonly places: readonly FoundWords[] }
  | { readonly kind: "none" }
  | { readonly kind: "too-long" }

export const typedBounds = {
  quotesMax: 100,
  /** Places told of words that stand in more than one. */
  placesMax: 20,
} as const

/** Where the text has words that were handed in, in the order asked. */
export function findTyped(doc: Y.Doc, quotes: readonly TypedQuote[], section?: Language): TypedAnswer[] {
  const words = sectionWords(doc)
  const places = new Places(doc, words, section)
  const lower = new LowerText(words.quoted.text)
  const told = (span: TextSpan): FoundWords => ({ ...places.of([span]), ...anchorAt(words, span) })
  return quotes.slice(0, typedBounds.quotesMax).map((quote) => {
    if (quote.words.length > quoteBounds.exactMax) return { kind: "too-long" }
    const { spans, by } = spansOf(words, lower, quote.words)
    const usable = spans.filter((span) => words.runsIn(span).length <= anchorBounds.runsMax)
    if (usable.length < spans.length && usable.length === 0) return { kind: "too-long" }
    const [first, second] = usable
    if (first === undefined) return { kind: "none" }
    if (second === undefined) return { kind: "found", words: told(first), by }
    const named = namedAs(quote.paragraph)
    const within = usable.filter((span) => {
      const { number, heading } = places.of([span])
      return named !== "" && (namedAs(number?.shown ?? "") === named || namedAs(heading?.text ?? "") === named)
    })
    const [only, another] = within
    if (only !== undefined && another === undefined) return { kind: "found", words: told(only), by }
    const offered = within.length > 0 ? within : usable
    return { kind: "often", hits: offered.length, places: offered.slice(0, typedBounds.placesMax).map(told) }
  })
}

function spansOf(words: SectionWords, lower: LowerText, typed: string): { spans: TextSpan[]; by: TypedAgreement } {
  const { quoted } = words
  const counts = (span: TextSpan): boolean => words.hasWords(span)
  const bare = withoutWrapping(typed)
  for (const form of bare === typed ? [typed] : [typed, bare]) {
    const spans = quoted.placesOf(form, counts)
    const isExact = form === typed && spans.every(({ start, end }) => quoted.text.slice(start, end) === typed)
    if (spans.length > 0) return { spans, by: isExact ? "exact" : "alike" }
  }
  const cased = lower.placesOf(bare).filter(counts)
  if (cased.length > 0) return { spans: cased, by: "alike" }
  return { spans: shortenedSpans(lower, bare).filter(counts), by: "shortened" }
}

/** Without the signs in which words stand when somebody quotes them. */
function withoutWrapping(typed: string): string {
  const bare = typed.replace(/^[\s"'“”„«»‹›‘’…[\](){}.]+|[\s"'“”„«»‹›‘’…[\](){}.,;:]+$/gu, "")
  return bare === "" ? typed : bare
}

const ellipsis = /\s*[[(]?\s*(?:…|\.{3,}|\. \. \.)\s*[\])]?\s*/u

/** Words with their middle left out: each beginning with the nearest end behind it. */
function shortenedSpans(text: LowerText, typed: string): TextSpan[] {
  const parts = typed.split(ellipsis).filter((part) => part !== "")
  const [head, ...rest] = parts
  if (head === undefined || rest.length === 0 || parts.some((part) => part.length < shortestPart)) return []
  const places = rest.map((part) => text.placesOf(part))
  return text.placesOf(head).flatMap(({ start, end: headEnd }) => {
    let end = headEnd
    for (const of of places) {
      const next = of.find((span) => span.start >= end)
      if (next === undefined || next.end - start > quoteBounds.exactMax) return []
      end = next.end
    }
    return [{ start, end }]
  })
}

/** Shorter ends than these stand everywhere. */
const shortestPart = 4

/** The text without capitals. */
class LowerText {
  readonly #text: string
  #folded: ReturnType<typeof foldQuote> | null = null

  constructor(text: string) {
    this.#text = text
  }

  placesOf(typed: string): TextSpan[] {
    const wanted = lowered(foldQuote(typed).folded).trim()
    if (wanted === "") return []
    if (this.#folded === null) {
      const { folded, ...ends } = foldQuote(this.#text)
      this.#folded = { ...ends, folded: lowered(folded) }
    }
    const { folded } = this.#folded
    const spans: TextSpan[] = []
    for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + 1)) {
      const span = wholeSpan(this.#folded, at, at + wanted.length)
      if (span !== null) spans.push(span)
      if (spans.length === quoteBounds.hitsMax) break
    }
    return spans
  }
}

/** In small letters, unit by unit: few capitals become longer, and those stay. */
function lowered(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return Array.from(text, (unit) => (unit.toLowerCase().length === unit.length ? unit.toLowerCase() : unit)).join("")
}

function namedAs(name: string): string {
  return lowered(foldQuote(name).folded)
    .replace(/[^\p{L}\p{N}.]+/gu, " ")
    .replace(/^[. ]+|[. ]+$/g, "")
}
