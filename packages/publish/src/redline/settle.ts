import type { Item, Line } from "./items.ts"
import type { Look } from "./looks.ts"
import { isOn, type On, type Sides, sides } from "./sides.ts"

/**
 * What is in a cell, a note or a section of Word ends with a paragraph that neither text can be without, and Word lets no such
 * paragraph come or go. So the last paragraph of either text ends where the last line does, and what ended before it goes over.
 * Gives lines that a paragraph of some text ends behind.
 */
export function settled(items: readonly Item[], on: On, empty: Sides<Look>): Item[] {
  const made: Item[] = []
  let run: Line[] = []
  for (const item of items) {
    if (item.type === "line") {
      run.push(item)
      continue
    }
    made.push(...joined(ended(run, null, empty)), item)
    run = []
  }
  return [...made, ...joined(ended(run, on, empty))]
}

/** `on`: the texts that end with this run; null where a table follows. */
function ended(lines: readonly Line[], on: On | null, empty: Sides<Look>): readonly Line[] {
  const last: Line = lines.at(-1) ?? { type: "line", words: [], looks: { before: null, after: null } }
  const run = lines.length === 0 ? [last] : [...lines]
  const end = run.length - 1
  for (const side of sides) {
    if (run[end]?.looks[side] !== null) continue
    const from = run.findLastIndex(({ looks }) => looks[side] !== null)
    const isNeeded = on !== null && isOn(on, side)
    const look = from >= 0 ? (run[from]?.looks[side] ?? null) : isNeeded ? empty[side] : null
    if (from >= 0) run[from] = withLook(run[from], side, null)
    run[end] = withLook(run[end], side, look)
  }
  return run
}

function withLook(line: Line | undefined, side: keyof Sides<Look>, look: Look | null): Line {
  const { words = [], looks = { before: null, after: null }, ...rest } = line ?? {}
  // What ends elsewhere is no paragraph that moved as one.
  const { move: _, ...own } = look ?? {}
  return { ...rest, type: "line", words, looks: { ...looks, [side]: look === null ? null : own } }
}

/** Lines behind which no paragraph ends are parts of the next. */
function joined(lines: readonly Line[]): Line[] {
  const made: Line[] = []
  let words: Line["words"] = []
  for (const line of lines) {
    words = [...words, ...line.words]
    if (line.looks.before === null && line.looks.after === null) continue
    made.push({ ...line, words })
    words = []
  }
  return made
}
