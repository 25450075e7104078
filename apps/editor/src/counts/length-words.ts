import { type Limit, limitInWords, wordsPerPage } from "@codraft/publication"
import { intlLocale, type Language, m } from "../language/language.ts"

/** "1,204 of 1,500 words", or "2.4 of 3 pages" where the limit is in pages; without a limit "1,204 words". */
export function lengthWords(words: number, limit: Limit | null, language: Language): string {
  const shown = new Intl.NumberFormat(intlLocale(language), { maximumFractionDigits: 1 })
  if (limit === null) return m.words_count({ count: words, shown: shown.format(words) })
  const values = limit.unit === "words" ? words : words / wordsPerPage
  const parts = { shown: shown.format(values), max: shown.format(limit.count) }
  return limit.unit === "words" ? m.words_of_limit(parts) : m.pages_of_limit(parts)
}

export function isOverLimit(words: number, limit: Limit | null): boolean {
  return limit !== null && words > limitInWords(limit)
}

/** How many words too many there are, in words. */
export function overWords(words: number, limit: Limit, language: Language): string {
  const count = words - limitInWords(limit)
  return m.words_over({ count, shown: new Intl.NumberFormat(intlLocale(language)).format(count) })
}

/** Pages as they are estimated: to the half below ten, whole above. */
export function pagesShown(words: number, language: Language): string {
  const pages = words / wordsPerPage
  const rounded = pages < 10 ? Math.ceil(pages * 2) / 2 : Math.round(pages)
  return new Intl.NumberFormat(intlLocale(language), { maximumFractionDigits: 1 }).format(rounded)
}

/** "1,500 words", "4 pages". */
export function limitWords({ count, unit }: Limit, language: Language): string {
  const shown = new Intl.NumberFormat(intlLocale(language)).format(count)
  return unit === "words" ? m.limit_words({ count, shown }) : m.limit_pages({ count, shown })
}
