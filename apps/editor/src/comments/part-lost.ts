/**
 * Whether words that a comment was on are there but for one stretch. Spaces say nothing here, nor do targets, which are shown between words and
 * are none.
 */
export function isPartLost(quote: string, now: string): boolean {
  const [before, rest] = [bare(quote), bare(now)]
  if (rest.length === 0 || rest.length >= before.length) return false
  let start = 0
  while (start < rest.length && rest[start] === before[start]) start++
  let end = 0
  while (end < rest.length - start && rest.at(-1 - end) === before.at(-1 - end)) end++
  return start + end === rest.length
}

function bare(words: string): string {
  return words.replace(/(?<![\w.])\d{1,2}\.\w{1,2}(\.\d{1,2})?(?![\w.]*\w)/gu, "").replace(/\s+/gu, "")
}
