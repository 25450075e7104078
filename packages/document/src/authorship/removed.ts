import { type AuthorRun, sliceRuns } from "../canonical/author-run.ts"
import type { Span } from "./pieces.ts"
import { Source } from "./matching.ts"

interface Removal {
  readonly source: Source
  readonly by: string | null
  readonly at: number
}

/** A part of a removal by its clocks. */
interface Grave {
  readonly clock: number
  readonly length: number
  readonly offset: number
  readonly removal: Removal
}

export interface RemovedState {
  readonly removals: readonly { readonly source: Source["state"]; readonly by: string | null; readonly at: number }[]
  readonly graves: readonly (readonly [
    client: number,
    graves: readonly (readonly [clock: number, length: number, offset: number, removal: number])[],
  ])[]
}

/** Characters that are remembered; what was removed longest ago is forgotten first. */
const charactersMax = 1_000_000
const removalsMax = 20_000
/** Fewer characters than these come back by an undo only as all that was removed. */
const restoredMin = 3

/** What people removed of late: it may come back by undo, or be pasted elsewhere. */
export class Removed {
  #removals: Removal[] = []
  #characters = 0
  readonly #graves = new Map<number, Grave[]>()
  readonly #byPerson = new Map<string | null, Map<string | null, Removal[]>>()

  /** Everything that is remembered, in plain values. */
  get state(): RemovedState {
    const places = new Map(this.#removals.map((removal, i) => [removal, i]))
    return {
      removals: this.#removals.map(({ source, by, at }) => ({ source: source.state, by, at })),
      graves: [...this.#graves].map(([client, graves]) => [
        client,
        graves.map(({ clock, length, offset, removal }) => [clock, length, offset, places.get(removal) ?? -1]),
      ]),
    }
  }

  static from({ removals, graves }: RemovedState): Removed {
    const removed = new Removed()
    removed.#removals = removals.map(({ source, by, at }) => ({ source: new Source(source), by, at }))
    for (const removal of removed.#removals) {
      removed.#characters += removal.source.text.length
      removed.#index(removal)
    }
    for (const [client, own] of graves) {
      const found = own.flatMap(([clock, length, offset, at]): Grave[] => {
        const removal = removed.#removals[at]
        return removal === undefined ? [] : [{ clock, length, offset, removal }]
      })
      removed.#graves.set(client, found)
    }
    return removed
  }

  add(source: Source, spans: readonly Span[], by: string | null, at: number): void {
    const removal = { source, by, at }
    this.#removals.push(removal)
    this.#characters += source.text.length
    this.#index(removal)
    let offset = 0
    for (const { client, clock, length } of spans) {
      this.#bury(client, { clock, length, offset, removal })
      offset += length
    }
    if (this.#characters > charactersMax || this.#removals.length > removalsMax) this.#forget()
  }

  /** What this person removed since then, newest first; `isBy` false: what others did. */
  since(at: number, person: string | null, isBy = true): Source[] {
    const found: Source[] = []
    for (let i = this.#removals.length - 1; i >= 0; i--) {
      const removal = this.#removals[i]
      if (removal === undefined || removal.at < at) break
      if ((removal.by === person) === isBy) found.push(removal.source)
    }
    return found
  }

  removers(block: string | null, since: number): Set<string | null> {
    const found = new Set<string | null>()
    for (const [person, blocks] of this.#byPerson) {
      if (blocks.get(block)?.some(({ at }) => at >= since)) found.add(person)
    }
    return found
  }

  /** What this person removed from some blocks, newest first. */
  from(by: string | null, blocks: Iterable<string | null>): Source[] {
    const own = this.#byPerson.get(by)
    return [...blocks]
      .flatMap((block) => own?.get(block) ?? [])
      .map(({ source }) => source)
      .reverse()
  }

  /** The authors of text that was put back where the same person removed it; null for anything else. */
  restored(text: string, spans: readonly Span[], by: string | null): (readonly AuthorRun[] | null)[] {
    let offset = 0
    const found = spans.map(({ before, length }) => {
      const part = text.slice(offset, offset + length)
      offset += length
      const grave = before === null ? null : this.#grave(before.client, before.clock)
      if (before === null || grave === null || grave.removal.by !== by) return null
      const { source } = grave.removal
      const from = grave.offset + before.clock - grave.clock
      if (source.text.slice(from, from + length) !== part) return null
      return { runs: sliceRuns(source.runs, from, from + length), length, source }
    })
    const characters = (of: Source | null): number =>
      found.reduce((sum, part) => sum + (part !== null && (of === null || part.source === of) ? part.length : 0), 0)
    const isEnough = characters(null) >= restoredMin
    return found.map((part) =>
      part !== null && (isEnough || characters(part.source) === part.source.text.length) ? part.runs : null,
    )
  }

  #index(removal: Removal): void {
    const { by, source } = removal
    const own = this.#byPerson.get(by) ?? new Map<string | null, Removal[]>()
    this.#byPerson.set(by, own)
    const ofBlock = own.get(source.block)
    if (ofBlock === undefined) own.set(source.block, [removal])
    else ofBlock.push(removal)
  }

  #bury(client: number, grave: Grave): void {
    const graves = this.#graves.get(client)
    if (graves === undefined) {
      this.#graves.set(client, [grave])
      return
    }
    const at = graves.findLastIndex(({ clock }) => clock < grave.clock)
    graves.splice(at + 1, 0, grave)
  }

  #grave(client: number, clock: number): Grave | null {
    const graves = this.#graves.get(client) ?? []
    const grave = graves[indexOf(graves, clock)]
    return grave !== undefined && grave.clock <= clock && clock < grave.clock + grave.length ? grave : null
  }

  /** Half of it at once, so that forgetting costs little. */
  #forget(): void {
    let kept = this.#removals.length
    let characters = 0
    while (kept > 1 && characters < charactersMax / 2 && this.#removals.length - kept < removalsMax / 2) {
      kept -= 1
      characters += this.#removals[kept]?.source.text.length ?? 0
    }
    this.#removals = this.#removals.slice(kept)
    this.#characters = characters
    this.#byPerson.clear()
    for (const removal of this.#removals) this.#index(removal)
    const remembered = new Set(this.#removals)
    for (const [client, graves] of this.#graves) {
      const left = graves.filter(({ removal }) => remembered.has(removal))
      if (left.length === 0) this.#graves.delete(client)
      else this.#graves.set(client, left)
    }
  }
}

/** Of the last grave that begins at or before a clock; 0 if none does. */
function indexOf(graves: readonly Grave[], clock: number): number {
  let low = 0
  let high = graves.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((graves[middle]?.clock ?? 0) <= clock) low = middle
    else high = middle - 1
  }
  return low
}
