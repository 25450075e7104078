import type * as Y from "yjs"
import type { Language } from "../reader/reader.ts"
import { anchorAt } from "./anchored.ts"
import { foldQuote } from "./fold-quote.ts"
import { Places } from "./place.ts"
import { quoteBounds, type TextSpan } from "./quote.ts"
import { anchorBounds, type FoundWords } from "./request.ts"
import { sectionWords } from "./section-words.ts"
import { type TypedAnswer, typedBounds, type TypedQuote } from "./typed-request.ts"
import { lowered, TypedText } from "./typed-text.ts"

/** Where the text has words that were handed in, in the order asked. */
export function findTyped(doc: Y.Doc, quotes: readonly TypedQuote[], section?: Language): TypedAnswer[] {
  const words = sectionWords(doc)
  const places = new Places(doc, words, section)
  const typed = new TypedText(words.quoted)
  const told = (span: TextSpan): FoundWords => ({ ...places.of([span]), ...anchorAt(words, span) })
  return quotes.slice(0, typedBounds.quotesMax).map((quote) => {
    if (quote.words.length > quoteBounds.exactMax) return { kind: "too-long" }
    const { spans, by } = typed.spansOf(quote.words, (span) => words.hasWords(span))
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

function namedAs(name: string): string {
  return lowered(foldQuote(name).folded)
    .replace(/[^\p{L}\p{N}.]+/gu, " ")
    .replace(/^[. ]+|[. ]+$/g, "")
}
