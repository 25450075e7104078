import type { PassageChange } from "@codraft/document/compare"

/** So many unchanged passages are shown around a change; longer stretches are folded away. */
const around = 2
export const foldedMin = 6

export type Stretch = readonly PassageChange[] | { readonly folded: number }

/** The passages with what lies between the changes folded away. */
export function stretchesOf(passages: readonly PassageChange[]): Stretch[] {
  const stretches: Stretch[] = []
  let from = 0
  while (from < passages.length) {
    const isSame = isUnchanged(passages[from] as PassageChange)
    let to = from + 1
    while (to < passages.length && isUnchanged(passages[to] as PassageChange) === isSame) to++
    const [isFirst, isLast] = [from === 0, to === passages.length]
    const [before, after] = [isFirst ? 0 : around, isLast ? 0 : around]
    if (isSame && to - from - before - after >= foldedMin) {
      stretches.push(passages.slice(from, from + before))
      stretches.push({ folded: to - from - before - after })
      stretches.push(passages.slice(to - after, to))
    } else stretches.push(passages.slice(from, to))
    from = to
  }
  return stretches
}

function isUnchanged(change: PassageChange): boolean {
  return change.kind === "same" && change.move === undefined
}
