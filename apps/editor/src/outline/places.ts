import type { NodeKey } from "lexical"

interface Heading {
  readonly key: NodeKey
  readonly level: number
}

/** Behind a heading in the list is before the next one, but for what moves itself; null: at the end of the text. */
export function placeAfter(headings: readonly Heading[], key: NodeKey, moved: NodeKey): NodeKey | null {
  const stretch = endOf(headings, moved)
  const next = headings[headings.findIndex((heading) => heading.key === key) + 1]
  if (next === undefined) return null
  const at = headings.indexOf(next)
  const from = headings.findIndex((heading) => heading.key === moved)
  return at >= from && at < stretch ? (headings[stretch]?.key ?? null) : next.key
}

/** Before the neighbour of the same rank or above; undefined where there is none. */
export function placeUp(headings: readonly Heading[], key: NodeKey): NodeKey | undefined {
  const at = headings.findIndex((heading) => heading.key === key)
  const level = headings[at]?.level ?? 0
  return headings.slice(0, Math.max(at, 0)).findLast((heading) => heading.level <= level)?.key
}

/** Behind the stretch of the next one; null: to the end of the text; undefined: it is the last. */
export function placeDown(headings: readonly Heading[], key: NodeKey): NodeKey | null | undefined {
  const end = endOf(headings, key)
  const next = headings[end]
  if (next === undefined) return undefined
  return headings[endOf(headings, next.key)]?.key ?? null
}

/** The index of the first heading that is not under this one. */
function endOf(headings: readonly Heading[], key: NodeKey): number {
  const at = headings.findIndex((heading) => heading.key === key)
  const level = headings[at]?.level ?? 0
  const end = headings.findIndex((heading, index) => index > at && heading.level <= level)
  return end < 0 ? headings.length : end
}
