import type * as Y from "yjs"
import { type Character, charactersOf, type ItemName, nameOf } from "./pairs.ts"

type Attributes = Readonly<Record<string, unknown>>
type Step =
  | {
      readonly kind: "insert"
      readonly behind: number
      words: string
      readonly of: ItemName[]
      readonly attributes: Attributes
    }
  | { readonly kind: "delete"; readonly at: number }
  | { readonly kind: "format"; readonly at: number; readonly attributes: Record<string, unknown> }

export interface TextChange {
  /** The text as its late writer has it, and the formats that its characters had before. */
  readonly late: Y.XmlText
  readonly before: ReadonlyMap<string, Attributes>
  /** The same text where it is now. */
  readonly now: Y.XmlText
  readonly thereOf: (id: ItemName) => ItemName | undefined
  readonly isNew: (id: ItemName) => boolean
  readonly isDeletedNow: (id: ItemName) => boolean
  /** Whether a character of `now` came with the passage. */
  readonly isFromMove: (id: ItemName) => boolean
  /** This character was made of that one. */
  readonly brought: (id: ItemName, there: ItemName) => void
  readonly kept: (attributes: Attributes) => Record<string, unknown>
}

/** Does to the text what its late writer did, each change beside the same letters. Answers whether there was any. */
export function carryCharacters(change: TextChange): boolean {
  const characters = charactersOf(change.now)
  const steps = stepsOf(change, characters)
  const livesBefore: number[] = []
  let lives = 0
  for (const { isLive } of characters) {
    livesBefore.push(lives)
    if (isLive) lives += 1
  }
  // From the end, so that what is still to be done stands where it stood.
  for (const step of steps.toReversed()) {
    if (step.kind === "insert") {
      const behind = step.behind < 0 ? 0 : (livesBefore[step.behind] ?? 0) + (characters[step.behind]?.isLive ? 1 : 0)
      change.now.insert(behind, step.words, step.attributes)
      const made = charactersOf(change.now).filter(({ isLive }) => isLive)
      for (const [i, id] of step.of.entries()) change.brought(id, (made[behind + i] as Character).id)
    } else if (step.kind === "delete") change.now.delete(livesBefore[step.at] ?? 0, 1)
    else change.now.format(livesBefore[step.at] ?? 0, 1, step.attributes)
  }
  return steps.length > 0
}

function stepsOf(change: TextChange, characters: readonly Character[]): Step[] {
  const { late, before, thereOf, isNew, isDeletedNow, isFromMove, kept } = change
  const places = new Map(characters.map(({ id }, i) => [nameOf(id), i]))
  const steps: Step[] = []
  let behind = -1
  for (const { id, isLive, unit, attributes } of charactersOf(late)) {
    const there = thereOf(id)
    if (there !== undefined) {
      const at = places.get(nameOf(there))
      if (at === undefined) continue
      behind = at
      if (!characters[at]?.isLive) continue
      if (!isLive && isDeletedNow(id)) steps.push({ kind: "delete", at })
      const changed = isLive ? difference(kept(before.get(nameOf(id)) ?? {}), kept(attributes)) : null
      if (changed !== null) steps.push({ kind: "format", at, attributes: changed })
    } else if (!isLive) continue
    else if (isNew(id)) {
      const last = steps.at(-1)
      const own = kept(attributes)
      if (last?.kind === "insert" && last.behind === behind && difference(last.attributes, own) === null) {
        last.words += unit
        last.of.push(id)
      } else steps.push({ kind: "insert", behind, words: unit, of: [id], attributes: own })
    } else {
      // It has been carried over before: it stands there as one of those that came since.
      for (let at = behind + 1; at < characters.length && !isFromMove((characters[at] as Character).id); at++) {
        if (characters[at]?.unit !== unit) continue
        behind = at
        break
      }
    }
  }
  return steps
}

function difference(before: Attributes, after: Attributes): Record<string, unknown> | null {
  const changed: Record<string, unknown> = {}
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    if (JSON.stringify(before[key]) !== JSON.stringify(after[key])) changed[key] = after[key] ?? null
  return Object.keys(changed).length === 0 ? null : changed
}
