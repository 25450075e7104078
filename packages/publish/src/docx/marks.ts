import { roman, romanNumerals } from "@codraft/document/canonical"
import { LevelFormat } from "docx"

/** A way in which Word counts the items of a list: how it says a count, and what stands around it. */
export interface CountForm {
  readonly format: CountFormat
  readonly before: string
  readonly after: string
}

export interface Counted extends CountForm {
  readonly count: number
}

export type CountFormat = keyof typeof signs

/** Word counts no further, and nor does a reader. */
const countMax = 32_767

/**
 * What Word shows for a count. NOTE: its letters go on with aa, bb, cc, where the book says aa, ab, ac. Counts in Arabic letters
 * and digits are not here: what stands for them depends on the program and on whoever set it up.
 */
const signs = {
  [LevelFormat.DECIMAL]: String,
  [LevelFormat.UPPER_ROMAN]: roman,
  [LevelFormat.LOWER_ROMAN]: (count: number) => roman(count).toLowerCase(),
  [LevelFormat.UPPER_LETTER]: (count: number) => repeated("ABCDEFGHIJKLMNOPQRSTUVWXYZ", count),
  [LevelFormat.LOWER_LETTER]: (count: number) => repeated("abcdefghijklmnopqrstuvwxyz", count),
  [LevelFormat.RUSSIAN_LOWER]: (count: number) => repeated("абвгдежзиклмнопрстуфхцчшщыэюя", count),
} as const

export function shownMark({ format, before, after }: CountForm, count: number): string {
  return `${before}${signs[format](count)}${after}`
}

/** All that Word could be counting where it shows this mark, the lowest count first; none for a mark that it cannot say. */
export function readingsOf(mark: string): Counted[] {
  const parts = /^([^\p{L}\p{N}]*)([\p{L}\p{N}]+)([^\p{L}\p{N}]*)$/u.exec(mark)
  if (parts === null || mark.includes("%")) return []
  const [, before = "", sign = "", after = ""] = parts
  return (Object.keys(signs) as CountFormat[])
    .flatMap((format) => {
      const count = countOf(sign, format)
      return count === null ? [] : [{ format, before, after, count }]
    })
    .toSorted((a, b) => a.count - b.count)
}

function countOf(sign: string, format: CountFormat): number | null {
  const count = guessOf(sign, format)
  return count !== null && count >= 0 && count <= countMax && signs[format](count) === sign ? count : null
}

function guessOf(sign: string, format: CountFormat): number | null {
  if (format === LevelFormat.DECIMAL) return /^\d{1,5}$/.test(sign) ? Number(sign) : null
  if (format === LevelFormat.UPPER_ROMAN || format === LevelFormat.LOWER_ROMAN) return valueOfRoman(sign.toUpperCase())
  const alphabetSize = format === LevelFormat.RUSSIAN_LOWER ? 29 : 26
  for (let place = 1; place <= alphabetSize; place++) {
    if (signs[format](place) === sign[0]) return place + (sign.length - 1) * alphabetSize
  }
  return null
}

function repeated(alphabet: string, count: number): string {
  if (count < 1) return ""
  const letter = alphabet[(count - 1) % alphabet.length] ?? ""
  return letter.repeat(Math.floor((count - 1) / alphabet.length) + 1)
}

function valueOfRoman(sign: string): number | null {
  let rest = sign
  let value = 0
  for (const [worth, letter] of romanNumerals) {
    for (; rest.startsWith(letter); rest = rest.slice(letter.length)) value += worth
  }
  return rest === "" && value > 0 ? value : null
}
