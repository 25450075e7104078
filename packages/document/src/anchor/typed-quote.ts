import type * as Y from "yjs"
import type { Language } from "../reader/reader.ts"
import { anchorAt } from "./anchored.ts"
import { foldQuote } from "./fold-quote.ts"
import { Places } from "./place.ts"
import { QuotedText, quoteBounds, type TextSpan } from "./quote.ts"
import { anchorBounds, type FoundWords } from "./request.ts"
import { type SectionWords, sectionWords } from "./section-words.ts"
import { type TypedAgreement, type TypedAnswer, typedBounds, type TypedQuote } from "./typed-request.ts"

/** Where the text has words that were handed in, in the order asked. */
export function findTyped(doc: Y.Doc, quotes: readonly TypedQuote[], section?: Language): TypedAnswer[] {
  const words = sectionWords(doc)
  const places = new Places(doc, words, section)
  const small = new QuotedText(lowered(words.quoted.text))
  const told = (span: TextSpan): FoundWords => ({ ...places.of([span]), ...anchorAt(words, span) })
  return quotes.slice(0, typedBounds.quotesMax).map((quote) => {
    if (quote.words.length > quoteBounds.exactMax) return { kind: "too-long" }
    const { spans, by } = spansOf(words, small, quote.words)
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

function spansOf(words: SectionWords, small: QuotedText, typed: string): { spans: TextSpan[]; by: TypedAgreement } {
  const { quoted } = words
  const counts = (span: TextSpan): boolean => words.hasWords(span)
  const bare = withoutWrapping(typed)
  for (const form of bare === typed ? [typed] : [typed, bare]) {
    const spans = quoted.placesOf(form, counts)
    const isExact = form === typed && spans.every(({ start, end }) => quoted.text.slice(start, end) === typed)
    if (spans.length > 0) return { spans, by: isExact ? "exact" : "alike" }
  }
  return { spans: small.placesOf(lowered(bare), counts), by: "alike" }
}

/** Without the signs in which words stand when somebody quotes them. */
function withoutWrapping(typed: string): string {
  const bare = typed.replace(/^[\s"'“”„«»‹›‘’…[\](){}.]+|[\s"'“”„«»‹›‘’…[\](){}.,;:]+$/gu, "")
  return bare === "" ? typed : bare
}

/** In small letters, each where it was: few capitals become longer, and those stay. */
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
