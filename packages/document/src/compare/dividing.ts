import type { LineLooks, Moving, PassageChange, Same } from "./comparison.ts"
import type { Divided } from "./divided.ts"
import type { Pair } from "./pairing.ts"
import { isLine, type Line, type Passage } from "./passages.ts"
import { sequenceOf } from "./sequence.ts"

export interface DividedLines {
  /** Of the text before, into lines of the text after. */
  readonly split: readonly Divided[]
  /** Of the text after, out of lines of the text before. */
  readonly joined: readonly Divided[]
}

type Whole = Extract<PassageChange, { kind: "changed" | "split" | "joined" }>
type Came = Extract<Moving<Group, Whole>, { kind: "added" | "removed" | "left" }>

/** Passages that have one counterpart together; most are alone. */
interface Group {
  readonly passage: Passage
  readonly divided?: Divided
}

/** Two rows of passages as one, in which what was divided stands in one place with all its parts. */
export function withDivided(
  before: readonly Passage[],
  after: readonly Passage[],
  pairs: readonly Pair[],
  { split, joined }: DividedLines,
  together: (was: Passage, now: Passage) => Same<Passage> | Whole,
): PassageChange[] {
  const [old, now] = [grouped(before, joined), grouped(after, split)]
  const groups = pairs.flatMap(([i, j]): Pair[] => {
    const [from, to] = [old.placeOf.get(i), now.placeOf.get(j)]
    return from === undefined || to === undefined ? [] : [[from, to]]
  })
  return sequenceOf<Group, Same<Passage> | Whole>(old.groups, now.groups, groups, (was, is) => {
    if (is.divided) return splitOf(was.passage, after, is.divided)
    if (was.divided) return joinedOf(before, is.passage, was.divided)
    return together(was.passage, is.passage)
  }).map((change) => (isGroups(change) ? ungrouped(change) : change) as PassageChange)
}

function isGroups(change: object): change is Came {
  return "kind" in change && (change.kind === "added" || change.kind === "removed" || change.kind === "left")
}

function ungrouped(change: Came): PassageChange {
  if (change.kind === "added") return { kind: "added", after: change.after.passage }
  return { ...change, before: change.before.passage }
}

function grouped(passages: readonly Passage[], divided: readonly Divided[]) {
  const byFirst = new Map(divided.map((each) => [each.first, each]))
  const groups: Group[] = []
  const placeOf = new Map<number, number>()
  for (let at = 0; at < passages.length; at++) {
    const [passage, each] = [passages[at], byFirst.get(at)]
    if (passage === undefined) continue
    for (const last = each?.last ?? at; at < last; at++) placeOf.set(at, groups.length)
    placeOf.set(at, groups.length)
    groups.push(each ? { passage, divided: each } : { passage })
  }
  return { groups, placeOf }
}

function splitOf(was: Passage, after: readonly Passage[], { first, last, lines }: Divided): Whole {
  const parts = after.slice(first, last + 1).filter(isLine)
  return {
    kind: "split",
    before: looksOf(was as Line),
    lines: parts.map((part, i) => ({ after: looksOf(part), line: lines[i] ?? [] })),
  }
}

function joinedOf(before: readonly Passage[], now: Passage, { first, last, lines }: Divided): Whole {
  const parts = before.slice(first, last + 1).filter(isLine)
  return {
    kind: "joined",
    after: looksOf(now as Line),
    lines: parts.map((part, i) => ({ before: looksOf(part), line: lines[i] ?? [] })),
  }
}

function looksOf(line: Line): LineLooks {
  const { content: _, ...looks } = line
  return looks
}
