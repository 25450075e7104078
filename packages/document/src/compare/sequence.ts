import type { Moving, Same } from "./comparison.ts"
import { type Pair, pairsInOrder } from "./pairing.ts"

/**
 * Two sequences as one, given which members are each other's: in the order of the second, what only the first has where it
 * stood, before what came in its place. `together` says what became of a pair.
 */
export function sequenceOf<T, C extends object>(
  before: readonly T[],
  after: readonly T[],
  pairs: readonly Pair[],
  together: (before: T, after: T) => Same<T> | C,
): Moving<T, C>[] {
  const stays = new Map(pairsInOrder(pairs).map(([i, j]) => [j, i]))
  const counterparts = new Map(pairs.map(([i, j]) => [j, i]))
  const moves = new Map<number, number>()
  for (const [i, j] of pairs) if (!stays.has(j)) moves.set(i, moves.size + 1)

  const sequence: Moving<T, C>[] = []
  let from = 0
  const passBefore = (to: number): void => {
    before.slice(from, to).forEach((gone, k) => {
      const move = moves.get(from + k)
      sequence.push(move === undefined ? { kind: "removed", before: gone } : { kind: "left", before: gone, move })
    })
    from = Math.max(from, to)
  }
  const nextStay = nextStays(stays, after.length, before.length)
  after.forEach((now, j) => {
    passBefore(nextStay[j] ?? before.length)
    const i = counterparts.get(j)
    const was = i === undefined ? undefined : before[i]
    if (i === undefined || was === undefined) {
      sequence.push({ kind: "added", after: now })
      return
    }
    if (stays.has(j)) from = i + 1
    const move = moves.get(i)
    sequence.push({ ...together(was, now), ...(move === undefined ? {} : { move }) })
  })
  passBefore(before.length)
  return sequence
}

export function same<T>(before: T, after: T): Same<T> {
  const isIdentical = JSON.stringify(before) === JSON.stringify(after)
  return { kind: "same", after, ...(isIdentical ? {} : { before }) }
}

/** For each place after, where the next member that stays stood before. */
function nextStays(stays: ReadonlyMap<number, number>, length: number, end: number): number[] {
  const next: number[] = []
  let stay = end
  for (let j = length - 1; j >= 0; j--) {
    stay = stays.get(j) ?? stay
    next[j] = stay
  }
  return next
}
