import { fold, type FoldedLine, foldedLine, isWordEdge, type Span, spanOf, wordsWithin } from "./fold.ts"

export interface SearchOptions {
  /** `words`: all of them, in any order, in one line; `phrase`: just as it is written. */
  readonly match: "words" | "phrase"
  readonly matchCase?: boolean
  /** Only where no word goes on before or behind. */
  readonly wholeWords?: boolean
}

interface Term {
  readonly folded: string
  /** With its capitals; null where they do not matter. */
  readonly cased: string | null
}

/**
 * What somebody looks for, to be held against any number of lines. Accents, ligatures, kinds of quotes, spaces and hyphens,
 * Arabic letter forms and vowel signs make no difference; capitals only if asked.
 *
 * 1. What is found are whole characters, with the accents and signs that belong to them: folded, they are what was asked for.
 * 2. Spans do not overlap and are in order.
 */
export class Search {
  readonly #terms: readonly Term[]
  readonly #wholeWords: boolean

  constructor(query: string, { match, matchCase = false, wholeWords = false }: SearchOptions) {
    const asked = match === "phrase" ? [query] : wordsOfQuery(query)
    this.#terms = unique(asked)
      .map((text) => ({ folded: fold(text), cased: matchCase ? fold(text, { keepsCase: true }) : null }))
      .filter(({ folded }) => folded !== "")
    this.#wholeWords = wholeWords
  }

  /** Nothing to look for: it finds nothing. */
  get isEmpty(): boolean {
    return this.#terms.length === 0
  }

  /** Where it is in the line, at most so often; none where one of the words is missing. */
  spansIn(line: FoldedLine, countMax = Number.POSITIVE_INFINITY): Span[] {
    const [only, ...others] = this.#terms
    if (only === undefined) return []
    if (others.length === 0) return this.#spansOf(only, line, countMax)
    if (!this.#terms.every(({ folded }) => line.folded.includes(folded))) return []
    const all: Span[] = []
    for (const term of this.#terms) {
      const spans = this.#spansOf(term, line, countMax)
      if (spans.length === 0) return []
      all.push(...spans)
    }
    return withoutOverlaps(all).slice(0, countMax)
  }

  #spansOf({ folded, cased }: Term, line: FoldedLine, countMax: number): Span[] {
    const spans: Span[] = []
    let from = line.folded.indexOf(folded)
    while (from !== -1 && spans.length < countMax) {
      const span = spanOf(line, from, from + folded.length)
      const isIt = span !== null && this.#holds(line.text, span, cased)
      if (isIt) spans.push(span)
      from = line.folded.indexOf(folded, from + (isIt ? folded.length : 1))
    }
    return spans
  }

  #holds(text: string, { start, end }: Span, cased: string | null): boolean {
    if (cased !== null && fold(text.slice(start, end), { keepsCase: true }) !== cased) return false
    return !this.#wholeWords || (isWordEdge(text, start) && isWordEdge(text, end))
  }
}

/** Where a query is in a text: for those who look through one line only. */
export function spansIn(text: string, query: string, options: SearchOptions): Span[] {
  return new Search(query, options).spansIn(foldedLine(text))
}

/** Whether a language tag is of the language asked for: "pt-BR" is of "pt". */
export function isOfLanguage(tag: string, wanted: string): boolean {
  const [language, asked] = [tag.toLowerCase(), wanted.toLowerCase()]
  return language === asked || language.startsWith(`${asked}-`)
}

/** Its words without the punctuation around them; what is all punctuation stays as it is. */
function wordsOfQuery(query: string): string[] {
  return query
    .split(/\s+/u)
    .filter((word) => word !== "")
    .flatMap((word) => {
      const bare = word.replace(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, "")
      return bare === "" ? [word] : wordsWithin(bare)
    })
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)]
}

/** Of two that overlap, the one that begins first; of two that begin together, the longer. */
function withoutOverlaps(spans: readonly Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1)
    if (last === undefined || span.start >= last.end) kept.push(span)
  }
  return kept
}
