import type { Item } from "./items.ts"
import type { Moved, Union } from "./passages.ts"
import type { Side } from "./sides.ts"

/** Lines of something that moved as a whole: those of one look go from one place to the other, in order. */
export function movedLines(union: Pick<Union, "nextMove">, left: readonly Item[], came: readonly Item[]): Moved {
  const moves = new Map<Item, number>()
  const free = came.filter((item) => styleOf(item, "after") !== null)
  for (const item of left) {
    const style = styleOf(item, "before")
    const at = free.findIndex((other) => style !== null && styleOf(other, "after") === style)
    const [other] = at === -1 ? [] : free.splice(at, 1)
    if (other === undefined) continue
    const move = union.nextMove()
    moves.set(item, move)
    moves.set(other, move)
  }
  const all = (items: readonly Item[], side: Side) => items.map((item) => moving(item, side, moves.get(item) ?? null))
  return { left: all(left, "before"), came: all(came, "after") }
}

/** The same line as one that moved; `withWords`: all of its words have, and not only those that say so. */
export function moving(item: Item, side: Side, move: number | null, withWords = true): Item {
  if (item.type !== "line" || move === null) return item
  const look = item.looks[side]
  return {
    ...item,
    words: withWords ? item.words.map((word) => ({ ...word, move })) : item.words,
    looks: { ...item.looks, [side]: look === null ? null : { ...look, move } },
  }
}

function styleOf(item: Item, side: Side): string | null {
  return item.type === "line" && item.words.length > 0 ? (item.looks[side]?.style ?? null) : null
}
