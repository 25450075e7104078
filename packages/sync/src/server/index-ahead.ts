import { ContentIndex, type IndexChanges, type Place, type PlacedRun } from "@codraft/document/update"

/** An index together with what is about to be added to it; the index itself is left as it is. */
export class IndexAhead extends ContentIndex {
  readonly #logged: ContentIndex
  readonly #runs = new Map<number, PlacedRun[]>()
  readonly #moreMarks = new Set<string>()

  constructor(logged: ContentIndex) {
    super()
    this.#logged = logged
  }

  override placeOf(client: number, clock: number): Place | null {
    const place = this.#logged.placeOf(client, clock)
    if (place !== null) return place
    const runs = this.#runs.get(client) ?? []
    let low = 0
    let high = runs.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((runs[middle] as PlacedRun).to <= clock) low = middle + 1
      else high = middle
    }
    const run = runs[low]
    return run !== undefined && run.from <= clock ? run.place : null
  }

  override clockOf(client: number): number {
    return this.#runs.get(client)?.at(-1)?.to ?? this.#logged.clockOf(client)
  }

  override knowsMark(attribute: string): boolean {
    return this.#moreMarks.has(attribute) || this.#logged.knowsMark(attribute)
  }

  override advance(changes: IndexChanges): void {
    for (const run of changes.runs) {
      const runs = this.#runs.get(run.client)
      if (runs === undefined) this.#runs.set(run.client, [run])
      else runs.push(run)
    }
    for (const mark of changes.marks) this.#moreMarks.add(mark)
  }
}
