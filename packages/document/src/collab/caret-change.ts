/** One stretch of a text replaced by another, in UTF-16 units. */
export interface TextChange {
  index: number
  remove: number
  insert: string
}

/**
 * What was typed or erased, given where the caret stands afterwards: everything behind the caret has been there before.
 * Without it "o" in front of "of" could be either "o", and the wrong one would count as somebody else's letter.
 */
export function changeAtCaret(before: string, after: string, caret: number): TextChange {
  const shorter = Math.min(before.length, after.length)
  let kept = 0
  while (
    kept < Math.min(shorter, after.length - caret) &&
    before[before.length - 1 - kept] === after[after.length - 1 - kept]
  ) {
    kept++
  }
  let index = 0
  while (index < shorter - kept && before[index] === after[index]) index++
  return { index, remove: before.length - kept - index, insert: after.slice(index, after.length - kept) }
}
