export interface Replacement {
  text: string
  /** Capitals as in the words that are replaced. */
  keepsCapitals: boolean
  /** Whose rules say what a capital is. */
  language: string
}

/** What takes the place of some words. */
export function replacementOf(matched: string, { text, keepsCapitals, language }: Replacement): string {
  if (!keepsCapitals) return text
  const locale = known(language)
  const letters = matched.replace(/[^\p{L}]/gu, "")
  const isUpper = (words: string) =>
    words === words.toLocaleUpperCase(locale) && words !== words.toLocaleLowerCase(locale)
  if (letters.length > 1 && isUpper(letters)) return text.toLocaleUpperCase(locale)
  const [first = ""] = letters
  if (!isUpper(first)) return text
  return text.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase(locale))
}

export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

/** The smallest change that makes `after` of `matched`, which begins at an offset: letters that stay, stay as they are, with their author and their marks. */
export function smallestEdit(start: number, matched: string, after: string): Edit {
  const limit = Math.min(matched.length, after.length)
  let head = 0
  while (head < limit && matched[head] === after[head]) head += 1
  if (head > 0 && isHigh(matched.charCodeAt(head - 1))) head -= 1
  let tail = 0
  while (tail < limit - head && matched[matched.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  if (tail > 0 && isLow(matched.charCodeAt(matched.length - tail))) tail -= 1
  return { start: start + head, end: start + matched.length - tail, text: after.slice(head, after.length - tail) }
}

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

function known(language: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(language)[0]
  } catch {
    return undefined
  }
}
