import { isInAddress } from "../typeahead/address.ts"

/** What may stand before the sign: in an address of electronic mail a word does. */
const sign =
  /(?:^|[\s([«\u201C\u2018\u201E"'/,;:\u2013\u2014-])[@\uFF20]((?:[\p{L}\p{N}](?:[\p{L}\p{N}\p{M}.'\u2019-]| (?! )){0,50})?)$/u

export function referenceBefore(before: string): { start: number; query: string } | null {
  const found = sign.exec(before)
  if (found === null) return null
  const query = found[1] ?? ""
  const start = before.length - query.length - 1
  return isInAddress(before.slice(0, start)) ? null : { start, query }
}
