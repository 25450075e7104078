import { ContentIndex, type IndexChanges, type UpdateSummary } from "@codraft/document/update"
import { type ClockRange, ClockRanges } from "./clock-ranges.ts"
import { IndexAhead } from "./index-ahead.ts"

/** What one update brings. */
export interface Contribution {
  readonly author: string
  /** New structs: each run starts where the client's known clock ends. */
  readonly runs: readonly ClockRange[]
  /** Deletions that were not known. */
  readonly deletes: readonly ClockRange[]
  /** Client ids that the author uses first. */
  readonly bound: readonly number[]
}

/** What one update adds to what was known. Plain data. */
export interface Addition extends Contribution {
  readonly places: IndexChanges
}

/** What can be asked about a text, with or without what is about to be logged. */
export interface Knowledge {
  /** The first clock of the client that is not known. */
  clockOf(client: number): number
  /** The person to whom the client id is bound. */
  ownerOf(client: number): string | undefined
  /** The pieces of these ranges that are not known to be deleted. */
  notDeleted(ranges: readonly ClockRange[]): ClockRange[]
  readonly index: ContentIndex
}

interface LedgerParts {
  readonly clocks: Map<number, number>
  readonly deletes: Iterable<ClockRange>
  readonly owners: Map<number, string>
  readonly index: ContentIndex
}

/** What is known of one text as it is in the log: enough to judge any update by its bytes, without a document. */
export class Ledger implements Knowledge {
  readonly clocks: Map<number, number>
  readonly deletes: ClockRanges
  readonly owners: Map<number, string>
  readonly index: ContentIndex

  constructor(known: Partial<LedgerParts> = {}) {
    this.clocks = known.clocks ?? new Map()
    this.deletes = ClockRanges.of(known.deletes ?? [])
    this.owners = known.owners ?? new Map()
    this.index = known.index ?? new ContentIndex()
  }

  clockOf(client: number): number {
    return this.clocks.get(client) ?? 0
  }

  ownerOf(client: number): string | undefined {
    return this.owners.get(client)
  }

  notDeleted(ranges: readonly ClockRange[]): ClockRange[] {
    return this.deletes.without(ranges)
  }

  add(addition: Addition): void {
    this.note(addition)
    this.index.advance(addition.places)
  }

  /** All but the places, for a caller that has put those into the index itself. */
  note({ author, runs, deletes, bound }: Contribution): void {
    for (const { client, to } of runs) this.clocks.set(client, to)
    this.deletes.addAll(deletes)
    for (const client of bound) this.owners.set(client, author)
  }

  /** A look ahead: what would be known once more is logged. Thrown away, it has changed nothing. */
  ahead(): LedgerAhead {
    return new LedgerAhead(this)
  }
}

export class LedgerAhead implements Knowledge {
  readonly #logged: Ledger
  readonly #more: Ledger

  constructor(logged: Ledger) {
    this.#logged = logged
    this.#more = new Ledger({ index: new IndexAhead(logged.index) })
  }

  get index(): ContentIndex {
    return this.#more.index
  }

  clockOf(client: number): number {
    return this.#more.clocks.get(client) ?? this.#logged.clockOf(client)
  }

  ownerOf(client: number): string | undefined {
    return this.#logged.ownerOf(client) ?? this.#more.ownerOf(client)
  }

  notDeleted(ranges: readonly ClockRange[]): ClockRange[] {
    return this.#more.notDeleted(this.#logged.notDeleted(ranges))
  }

  add(addition: Addition): void {
    this.#more.add(addition)
  }
}

/** What an update holds beyond what is known. */
export interface News {
  readonly runs: readonly ClockRange[]
  readonly deletes: readonly ClockRange[]
  /** A hole in a client's clocks, or a deletion of what was never seen: it builds on something that is not here. */
  readonly hasGap: boolean
}

export function newsIn(update: UpdateSummary, known: Knowledge): News {
  const ends = new Map<number, number>()
  const endOf = (client: number) => ends.get(client) ?? known.clockOf(client)
  const runs: ClockRange[] = []
  let hasGap = false
  for (const { client, from, to } of update.clients) {
    const end = endOf(client)
    if (to <= end) continue
    if (from > end) hasGap = true
    runs.push({ client, from: Math.max(from, end), to })
    ends.set(client, to)
  }
  const deletes = known.notDeleted(update.deletes)
  hasGap ||= deletes.some(({ client, to }) => to > endOf(client))
  return { runs, deletes, hasGap }
}
