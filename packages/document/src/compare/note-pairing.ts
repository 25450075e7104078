import type { Note } from "../canonical/index.ts"
import { plainText } from "../canonical/lines.ts"
import { keyOf } from "./keys.ts"
import { type Pair, pairUnits } from "./pairing.ts"

/** Which notes are each other's, and what they are called so that references to them can be compared. */
export class NotePairing {
  readonly before: readonly Note[]
  readonly after: readonly Note[]
  readonly pairs: readonly Pair[]

  constructor(before: readonly Note[], after: readonly Note[], isReversed: boolean) {
    this.before = before
    this.after = after
    const noNames = { footnotes: [], tablenotes: [] }
    const units = (notes: readonly Note[]) =>
      notes.map((note) => ({
        id: note.id,
        key: keyOf(note, noNames),
        sort: "note",
        text: plainText(note.content),
      }))
    this.pairs = pairUnits(units(before), units(after), isReversed)
  }

  get names(): [before: string[], after: string[]] {
    const before = this.before.map((_, i) => `-${i}`)
    const after = this.after.map((_, j) => `+${j}`)
    this.pairs.forEach(([i, j], n) => {
      before[i] = after[j] = `=${n}`
    })
    return [before, after]
  }
}
