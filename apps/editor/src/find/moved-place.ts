/**
 * Where an offset of a line is once the line has changed: words before it push it along, words behind it do not, and what was
 * written in its place leaves it at the start of that.
 */
export function movedOffset(before: string, after: string, offset: number): number {
  const limit = Math.min(before.length, after.length)
  let head = 0
  while (head < limit && before[head] === after[head]) head += 1
  if (offset <= head) return offset
  let tail = 0
  while (tail < limit - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1
  return offset >= before.length - tail ? offset + after.length - before.length : head
}
