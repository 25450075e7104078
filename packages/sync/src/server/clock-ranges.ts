/** A run of one client's clocks: `from` included, `to` not. */
export interface ClockRange {
  readonly client: number
  readonly from: number
  readonly to: number
}

/** A set of clocks per client, kept as sorted, separate runs. What a text's delete set is, without the text. */
export class ClockRanges {
  readonly #runs = new Map<number, number[]>()

  static of(ranges: Iterable<ClockRange>): ClockRanges {
    const set = new ClockRanges()
    set.addAll([...ranges])
    return set
  }

  add({ client, from, to }: ClockRange): void {
    if (to <= from) return
    let runs = this.#runs.get(client)
    if (runs === undefined) this.#runs.set(client, (runs = []))
    // Runs lie flat as [from, to, from, to, …]. `first` is the first run that ends at or after `from`: touching runs become one.
    const first = firstRun(runs, (runTo) => runTo >= from)
    let after = first
    while (after < runs.length && at(runs, after) <= to) after += 2
    if (after === first) runs.splice(first, 0, from, to)
    else runs.splice(first, after - first, Math.min(from, at(runs, first)), Math.max(to, at(runs, after - 1)))
  }

  /** Many at once in time proportional to what is there and what comes: one by one, each would move all that lies behind it. */
  addAll(ranges: readonly ClockRange[]): void {
    if (ranges.length < manyAtOnce) {
      for (const range of ranges) this.add(range)
      return
    }
    for (const [client, more] of byClient(ranges)) {
      const runs = this.#runs.get(client) ?? []
      const all = [...more]
      for (let i = 0; i < runs.length; i += 2) all.push({ client, from: at(runs, i), to: at(runs, i + 1) })
      this.#runs.set(client, runsOf(all))
    }
  }

  /** The pieces of the ranges that are not in this set. */
  has(client: number, clock: number): boolean {
    return this.without([{ client, from: clock, to: clock + 1 }]).length === 0
  }

  without(ranges: readonly ClockRange[]): ClockRange[] {
    return ranges.flatMap((range) => this.#missing(range))
  }

  *[Symbol.iterator](): Generator<ClockRange> {
    for (const [client, runs] of this.#runs) {
      for (let i = 0; i < runs.length; i += 2) yield { client, from: at(runs, i), to: at(runs, i + 1) }
    }
  }

  #missing(range: ClockRange): ClockRange[] {
    const { client, to } = range
    const runs = this.#runs.get(client)
    if (runs === undefined) return [range]
    const missing: ClockRange[] = []
    let from = range.from
    for (let i = firstRun(runs, (runTo) => runTo > from); i < runs.length && at(runs, i) < to; i += 2) {
      if (at(runs, i) > from) missing.push({ client, from, to: at(runs, i) })
      from = at(runs, i + 1)
    }
    if (from < to) missing.push(from === range.from ? range : { client, from, to })
    return missing
  }
}

const manyAtOnce = 32

function byClient(ranges: readonly ClockRange[]): Map<number, ClockRange[]> {
  const found = new Map<number, ClockRange[]>()
  for (const range of ranges) {
    if (range.to <= range.from) continue
    const own = found.get(range.client)
    if (own === undefined) found.set(range.client, [range])
    else own.push(range)
  }
  return found
}

/** Flat, sorted and separate. */
function runsOf(ranges: ClockRange[]): number[] {
  const runs: number[] = []
  for (const { from, to } of ranges.sort((a, b) => a.from - b.from)) {
    const last = runs.length - 1
    if (last > 0 && at(runs, last) >= from) runs[last] = Math.max(at(runs, last), to)
    else runs.push(from, to)
  }
  return runs
}

/** Where the first run starts whose end fulfils `isAfter`, which holds for every run behind it too. */
function firstRun(runs: readonly number[], isAfter: (to: number) => boolean): number {
  let low = 0
  let high = runs.length / 2
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isAfter(at(runs, middle * 2 + 1))) high = middle
    else low = middle + 1
  }
  return low * 2
}

function at(runs: readonly number[], index: number): number {
  return runs[index] as number
}
