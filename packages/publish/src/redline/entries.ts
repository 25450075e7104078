import type { PassageChange } from "@codraft/document/compare"

/** One change of a row of passages, with the places of what it is about in either text. */
export interface Entry {
  readonly change: Exclude<PassageChange, { kind: "left" }>
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** It stood elsewhere. */
  readonly isMoved: boolean
}

/** Where something stood that has moved. */
export interface Place {
  readonly from: Entry
}

/** The changes in order; moved ones stand at their new place, and at the old one stands what they are. */
export function entriesOf(changes: readonly PassageChange[]): (Entry | Place)[] {
  const entries = placesOf(changes)
  const moved = new Map(changes.flatMap((change, i) => (isMoved(change) ? [[change.move, entries[i]]] : [])))
  return changes.flatMap((change, i): (Entry | Place)[] => {
    const entry = entries[i]
    if (change.kind !== "left") return entry === undefined ? [] : [entry]
    const from = moved.get(change.move)
    return from === undefined ? [] : [{ from }]
  })
}

/** The same by the places of the changes; nothing for where something stood that has moved. */
export function placesOf(changes: readonly PassageChange[]): (Entry | undefined)[] {
  const moving = new Map(changes.flatMap((change) => (isMoved(change) ? [[change.move, change]] : [])))
  const first = new Map<number, number>()
  let [before, after] = [0, 0]
  const places = changes.map((change) => {
    const size = sizesOf(change.kind === "left" ? (moving.get(change.move) ?? change) : change)
    const was = range(before, isMoved(change) ? 0 : size.before)
    const now = range(after, change.kind === "left" ? 0 : size.after)
    if (change.kind === "left") first.set(change.move, before)
    before += was.length
    after += now.length
    return { was, now }
  })
  return changes.map((change, i) => {
    const { was = [], now = [] } = places[i] ?? {}
    if (change.kind === "left") return undefined
    if (!isMoved(change)) return { change, before: was, after: now, isMoved: false }
    return { change, before: range(first.get(change.move) ?? 0, sizesOf(change).before), after: now, isMoved: true }
  })
}

type Moved = Exclude<PassageChange, { kind: "left" | "added" | "removed" }> & { readonly move: number }

function isMoved(change: PassageChange): change is Moved {
  return change.kind !== "left" && "move" in change && change.move !== undefined
}

function sizesOf(change: PassageChange): { before: number; after: number } {
  switch (change.kind) {
    case "added":
      return { before: 0, after: 1 }
    case "removed":
    case "left":
      return { before: 1, after: 0 }
    case "split":
      return { before: 1, after: change.lines.length }
    case "joined":
      return { before: change.lines.length, after: 1 }
    case "same":
    case "changed":
      return { before: 1, after: 1 }
    default:
      return change satisfies never
  }
}

function range(from: number, size: number): number[] {
  return Array.from({ length: size }, (_, i) => from + i)
}
