import { type AuthorRun, appendRun } from "../canonical/author-run.ts"

/** What one person typed without a longer pause counts as written when it began. */
const stretchMs = 10 * 60 * 1000

/** Consecutive items of one Yjs client, by the clocks at which each stretch begins. */
interface Stretches {
  readonly from: number[]
  readonly author: (string | null)[]
  readonly at: number[]
  end: number
}

export type AttributionsState = readonly (readonly [
  client: number,
  from: readonly number[],
  author: readonly (string | null)[],
  at: readonly number[],
  end: number,
])[]

/** Who wrote each item of a document, by Yjs client and clock. Clocks of a client come in order and without gaps. */
export class Attributions {
  readonly #clients = new Map<number, Stretches>()

  add(client: number, from: number, runs: readonly AuthorRun[]): void {
    let stretches = this.#clients.get(client)
    if (stretches === undefined) {
      stretches = { from: [], author: [], at: [], end: from }
      this.#clients.set(client, stretches)
    }
    let clock = from
    for (const run of runs) {
      if (run.length === 0) continue
      const last = stretches.from.length - 1
      const since = run.at - (stretches.at[last] ?? 0)
      const goesOn = last >= 0 && stretches.author[last] === run.author && since >= 0 && since < stretchMs
      if (!goesOn) {
        stretches.from.push(clock)
        stretches.author.push(run.author)
        stretches.at.push(run.at)
      }
      clock += run.length
    }
    stretches.end = clock
  }

  /** The runs of some consecutive items; what nobody is known for is nobody's. */
  runs(client: number, from: number, length: number): AuthorRun[] {
    const runs: AuthorRun[] = []
    const stretches = this.#clients.get(client)
    const to = from + length
    if (stretches === undefined) return [{ author: null, at: 0, length }]
    let clock = from
    for (let i = lastBefore(stretches.from, from); clock < to; i++) {
      const end = Math.min(to, stretches.from[i + 1] ?? Number.POSITIVE_INFINITY)
      appendRun(runs, { author: stretches.author[i] ?? null, at: stretches.at[i] ?? 0, length: end - clock })
      clock = end
    }
    return runs
  }

  /** Everything that is known, in plain values. */
  get state(): AttributionsState {
    return [...this.#clients].map(([client, { from, author, at, end }]) => [client, from, author, at, end])
  }

  static from(state: AttributionsState): Attributions {
    const attributions = new Attributions()
    for (const [client, from, author, at, end] of state) {
      attributions.#clients.set(client, { from: [...from], author: [...author], at: [...at], end })
    }
    return attributions
  }

  /** How many stretches are kept: what the memory taken depends on. */
  get size(): number {
    let size = 0
    for (const { from } of this.#clients.values()) size += from.length
    return size
  }
}

/** Index of the last number that is not above `value`; 0 if all are. */
function lastBefore(numbers: readonly number[], value: number): number {
  let low = 0
  let high = numbers.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((numbers[middle] ?? 0) <= value) low = middle
    else high = middle - 1
  }
  return low
}
