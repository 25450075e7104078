import { type CanonicalContent } from "../canonical/content.ts"
import { type LineKind, linesOf } from "../canonical/lines.ts"
import {
  type Excerpt,
  excerptOf,
  type FoldedLine,
  foldedLine,
  isOfLanguage,
  Search,
  type SearchOptions,
} from "../search/index.ts"

/** What to look for in a text. */
export interface TextSearch extends SearchOptions {
  readonly query: string
  /** Only lines of this language. */
  readonly language?: string | undefined
  /** More lines than these are counted and not shown. */
  readonly hitsMax: number
}

export interface TextHits {
  /** Lines in which it is. */
  readonly lines: number
  /** The first of them. */
  readonly hits: readonly TextHit[]
}

/** A line in which something was found. */
export interface TextHit {
  /** The position of the line. */
  readonly line: number
  readonly kind: LineKind
  /** The block whose line it is. */
  readonly blockId?: string
  readonly language: string
  readonly excerpt: Excerpt
  /** How often it is in the line. */
  readonly matches: number
}

/** A line as it is kept for searching. */
export interface SearchedLine extends FoldedLine {
  readonly kind: LineKind
  readonly id?: string
  readonly language: string
}

/** A line is said to hold so many at most. */
const matchesMax = 1000

export function searchedLines(content: CanonicalContent): SearchedLine[] {
  return linesOf(content).map((line) => ({ ...line, ...foldedLine(line.text) }))
}

export function hitsIn(lines: readonly SearchedLine[], { query, language, hitsMax, ...options }: TextSearch): TextHits {
  const search = new Search(query, options)
  const hits: TextHit[] = []
  let count = 0
  lines.forEach((line, position) => {
    if (language !== undefined && !isOfLanguage(line.language, language)) return
    const spans = search.spansIn(line, matchesMax)
    if (spans.length === 0) return
    count += 1
    if (hits.length >= hitsMax) return
    hits.push({
      line: position,
      kind: line.kind,
      ...(line.id === undefined ? {} : { blockId: line.id }),
      language: line.language,
      excerpt: excerptOf(line.text, spans),
      matches: spans.length,
    })
  })
  return { lines: count, hits }
}
