import * as decoding from "lib0/decoding"
import * as encoding from "lib0/encoding"

/**
 * What an item of the document is, as far as later items need to know: an item that stands behind or before another
 * does not say in its bytes where that is.
 *
 * - `text`: characters and formats inside a text
 * - `gone`: garbage-collected; whatever refers to it is gone as well
 * - `child`: stands among the children of the element `of`; it is the element `is`, a text, or a deleted one
 * - `attribute`: a value of the attribute `key` of the element `of`
 */
export type Place =
  | { readonly kind: "text" }
  | { readonly kind: "gone" }
  | { readonly kind: "child"; readonly of: string; readonly is: string; readonly depth: number }
  | { readonly kind: "attribute"; readonly of: string; readonly key: string }

/** `is` of a child: a text (not the name of an element). */
export const isText = "#text"
/** `is` of a child: known to be deleted, and nothing more. */
export const isDeleted = "#deleted"

/** `of` of a payload, and what it is. */
export const payloadsPlace = "#payloads"
export const payloadPlace = "#payload"

export const textPlace: Place = { kind: "text" }
export const gonePlace: Place = { kind: "gone" }

export interface PlacedRun {
  readonly client: number
  readonly from: number
  readonly to: number
  readonly place: Place
}

/** What one accepted update adds to an index; plain data. */
export interface IndexChanges {
  readonly runs: readonly PlacedRun[]
  /** Attributes of marks that were not known before. */
  readonly marks: readonly string[]
}

interface ClientRuns {
  /** First clock of each run, ascending; a run ends where the next one begins. */
  readonly starts: number[]
  /** Numbers of places, one for each run. */
  readonly places: number[]
  end: number
}

const indexFormat = 1

/**
 * Item ranges -> place, for every item of one document, compact enough to stay in memory with a room and to be stored
 * with its snapshot. It grows by `advance` in time proportional to the update.
 *
 * Invariants: 1. per client the runs cover 0..clock without a hole; 2. neighbouring runs differ in place.
 */
export class ContentIndex {
  readonly #places: Place[] = []
  readonly #placeNumbers = new Map<string, number>()
  readonly #clients = new Map<number, ClientRuns>()
  readonly #marks = new Set<string>()

  /** The place of an item; null if no such item is known. */
  placeOf(client: number, clock: number): Place | null {
    const runs = this.#clients.get(client)
    if (runs === undefined || clock < 0 || clock >= runs.end) return null
    let low = 0
    let high = runs.starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((runs.starts[middle] ?? 0) <= clock) low = middle
      else high = middle - 1
    }
    return this.#places[runs.places[low] ?? 0] ?? null
  }

  /** The next clock that this client may use. */
  clockOf(client: number): number {
    return this.#clients.get(client)?.end ?? 0
  }

  clocks(): Map<number, number> {
    return new Map(Array.from(this.#clients, ([client, runs]) => [client, runs.end]))
  }

  /** Whether a mark with this attribute was ever part of the document. */
  knowsMark(attribute: string): boolean {
    return this.#marks.has(attribute)
  }

  /** Takes over what a validated update adds. Each run must begin where its client's clock is. */
  advance(changes: IndexChanges): void {
    const numbers = new Map<Place, number>()
    for (const { client, from, to, place } of changes.runs) {
      const number = numbers.get(place) ?? this.#numberOf(place)
      numbers.set(place, number)
      this.#add(client, from, to, number)
    }
    for (const mark of changes.marks) this.#marks.add(mark)
  }

  #add(client: number, from: number, to: number, place: number): void {
    let runs = this.#clients.get(client)
    if (runs === undefined) {
      runs = { starts: [], places: [], end: 0 }
      this.#clients.set(client, runs)
    }
    if (runs.end !== from) throw new Error(`The index of client ${client} ends at ${runs.end}, not at ${from}.`)
    if (runs.places.at(-1) !== place) {
      runs.starts.push(from)
      runs.places.push(place)
    }
    runs.end = to
  }

  #numberOf(place: Place): number {
    const key = JSON.stringify(place)
    let number = this.#placeNumbers.get(key)
    if (number === undefined) {
      number = this.#places.push(place) - 1
      this.#placeNumbers.set(key, number)
    }
    return number
  }

  encode(): Uint8Array {
    const encoder = encoding.createEncoder()
    encoding.writeVarUint(encoder, indexFormat)
    encoding.writeVarString(encoder, JSON.stringify(this.#places))
    encoding.writeVarString(encoder, JSON.stringify([...this.#marks]))
    encoding.writeVarUint(encoder, this.#clients.size)
    for (const [client, runs] of this.#clients) {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, runs.starts.length)
      runs.starts.forEach((start, i) => {
        encoding.writeVarUint(encoder, (runs.starts[i + 1] ?? runs.end) - start)
        encoding.writeVarUint(encoder, runs.places[i] ?? 0)
      })
    }
    return encoding.toUint8Array(encoder)
  }

  /** Reads what `encode` wrote; the bytes are our own, so anything else is a fault and throws. */
  static decode(bytes: Uint8Array): ContentIndex {
    const decoder = decoding.createDecoder(bytes)
    const format = decoding.readVarUint(decoder)
    if (format !== indexFormat) throw new Error(`No content index has the format ${format}.`)
    const index = new ContentIndex()
    for (const place of JSON.parse(decoding.readVarString(decoder)) as Place[]) index.#numberOf(place)
    for (const mark of JSON.parse(decoding.readVarString(decoder)) as string[]) index.#marks.add(mark)
    for (let clients = decoding.readVarUint(decoder); clients > 0; clients--) {
      const client = decoding.readVarUint(decoder)
      const runs: ClientRuns = { starts: [], places: [], end: 0 }
      for (let left = decoding.readVarUint(decoder); left > 0; left--) {
        runs.starts.push(runs.end)
        runs.end += decoding.readVarUint(decoder)
        runs.places.push(decoding.readVarUint(decoder))
      }
      index.#clients.set(client, runs)
    }
    return index
  }
}
