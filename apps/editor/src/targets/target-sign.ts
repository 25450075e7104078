import { isInAddress } from "../typeahead/address.ts"

/** What may stand before the sign: a word is no place to begin another, but what is no text may be. */
const opening = "(?:^|[\\s\uFFFC(\\[«\u201C\u2018\u201E\"'/,;:\u2013\u2014-])"

const sign = new RegExp(`${opening}[#\uFF03]([\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}.'\u2019-]| (?! )){0,50})$`, "u")

/** The sign with at least a letter or digit right behind it; a heading's has a space there. */
export function targetBefore(before: string): { start: number; query: string } | null {
  const found = sign.exec(before)
  if (found === null) return null
  const query = found[1] ?? ""
  const start = before.length - query.length - 1
  return isInAddress(before.slice(0, start)) ? null : { start, query }
}

/** `#1` is as often a rank or a number as the beginning of a code. */
export const mayBeNumber = (query: string): boolean => /^\p{Nd}+[.,;:)]?$/u.test(query)
