/** What may stand before the sign: a word is no place to begin another. */
const opening = "(?:^|[\\s(\\[«\u201C\u2018\u201E\"'/,;:\u2013\u2014-])"

const sign = new RegExp(`${opening}[#\uFF03]([\\p{L}\\p{N}](?:[\\p{L}\\p{N}\\p{M}.'\u2019-]| (?! )){0,50})$`, "u")

/** The sign with at least a letter or digit right behind it; a heading's has a space there. */
export function targetBefore(before: string): { start: number; query: string } | null {
  const found = sign.exec(before)
  if (found === null) return null
  const query = found[1] ?? ""
  return { start: before.length - query.length - 1, query }
}
