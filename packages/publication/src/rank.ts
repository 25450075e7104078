import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing"
import type { Section } from "./section.ts"

type Ranked = Pick<Section, "id" | "rank">

/** Keys longer than this are shortened by ranking all visible siblings anew. */
export const rankCharactersMax = 64

/** The order of siblings. Ranks compare by code units, never by locale; equal ranks stand in the order of their ids. */
export function byRank(a: Ranked, b: Ranked): number {
  if (a.rank !== b.rank) return a.rank < b.rank ? -1 : 1
  return a.id < b.id ? -1 : Number(a.id > b.id)
}

export interface Placement {
  rank: string
  /** Siblings that must move too. */
  moved: { id: Section["id"]; rank: string }[]
}

/**
 * A rank at this index among siblings (in order, without the one to be placed).
 *
 * `siblings` are those that the actor sees. So two sections can get the same rank when one was placed without the
 * other in sight: a rank that made room for what is hidden would give it away. Where such a pair stands in the way,
 * the later ones of it move as well.
 */
export function placeAt(siblings: readonly Ranked[], index: number): Placement {
  const lower = siblings[index - 1]?.rank ?? null
  const next = siblings.findIndex(({ rank }, n) => n >= index && rank !== lower)
  const end = next < 0 ? siblings.length : next
  const upper = siblings[end]?.rank ?? null
  const ranks = generateNKeysBetween(lower, upper, end - index + 1)
  const [rank, ...rest] = ranks as [string, ...string[]]
  if (ranks.some((key) => key.length > rankCharactersMax)) return placeAnew(siblings, index)
  return { rank, moved: siblings.slice(index, end).map(({ id }, n) => ({ id, rank: rest[n] as string })) }
}

function placeAnew(siblings: readonly Ranked[], index: number): Placement {
  const ranks = generateNKeysBetween(null, null, siblings.length + 1)
  const [rank] = ranks.splice(index, 1) as [string]
  return { rank, moved: siblings.map(({ id }, n) => ({ id, rank: ranks[n] as string })) }
}

/**
 * Ranks for a list of siblings in this order, for all of which nobody sees whether there are hidden ones between:
 * the shown ones are ranked as if they were alone, the hidden ones between them.
 */
export function ranksAround<T>(siblings: readonly T[], isHidden: (sibling: T) => boolean): string[] {
  const shown = generateNKeysBetween(null, null, siblings.filter((sibling) => !isHidden(sibling)).length)
  let before: string | null = null
  return siblings.map((sibling) => {
    const rank: string = isHidden(sibling) ? generateKeyBetween(before, shown[0] ?? null) : (shown.shift() as string)
    before = rank
    return rank
  })
}
