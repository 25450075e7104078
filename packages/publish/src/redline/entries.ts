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
  const movedEntries = new Map<number, Entry>()
  const entries = changes.map((change, i): Entry | null => {
    const { was = [], now = [] } = places[i] ?? {}
    if (change.kind === "left") return null
    if (!isMoved(change)) return { change, before: was, after: now, isMoved: false }
    const from = range(first.get(change.move) ?? 0, sizesOf(change).before)
    const entry = { change, before: from, after: now, isMoved: true }
    movedEntries.set(change.move, entry)
    return entry
  })
  return changes.flatMap((change, i): (Entry | Place)[] => {
    const entry = entries[i]
    if (entry) return [entry]
    const from = change.kind === "left" ? movedEntries.get(change.move) : undefined
    return from === undefined ? [] : [{ from }]
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
