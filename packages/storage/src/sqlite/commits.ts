import { bounds } from "../bounds.ts"
import { ConflictError, StorageError, StorageFullError } from "../errors.ts"
import type { Weight } from "../accept.ts"
import type { Database } from "./database.ts"
import { asStorageError } from "./failures.ts"

/** Something to write, as one of a group that is committed together. */
export interface Change<T> {
  readonly weight: Weight
  /** The streams that it appends to. */
  readonly streams: readonly string[]
  /** Runs inside the group's transaction. Throws ConflictError or RangeError before it changes anything, or not at all. */
  apply(): T
}

/** One transaction never holds more than this, so that the first of a crowd does not wait for the last. */
const groupEntriesMax = 5_000
const groupBytesMax = bounds.queueBytesMax / 4

interface Waiting {
  readonly change: Change<unknown>
  readonly resolve: (value: unknown) => void
  readonly reject: (error: unknown) => void
}

type Outcome = { readonly value: unknown } | { readonly error: unknown }

/**
 * Group commit. Whatever arrives while one commit runs goes into the next.
 *
 * 1. A change settles only after the transaction that holds it is durable, or is known not to be.
 * 2. A change that conflicts fails alone.
 * 3. When a group does not fit on the disk, each of its changes is tried alone, so that only those fail that do not fit.
 * 4. After an append failed, later ones to its streams fail as well until their caller has heard of it (`heard`): what one
 *    caller sends to a stream, one after the other, never gets a hole.
 */
export class Commits {
  readonly #db: Database
  readonly #file: string
  readonly #queue: Waiting[] = []
  readonly #turns: (() => void)[] = []
  readonly #broken = new Map<string, { times: number; error: unknown }>()
  #isScheduled = false
  /** The largest change that failed since this was last set back: what a probe has to find room for. */
  failedBytesMax = 0

  constructor(db: Database, file: string) {
    this.#db = db
    this.#file = file
  }

  submit<T>(change: Change<T>): Promise<T> {
    this.#schedule()
    return new Promise((resolve, reject) => {
      this.#queue.push({ change, resolve: (value) => resolve(value as T), reject })
    })
  }

  /** Resolves when the waiting commits have had their turn: long work asks for one between its steps. */
  turn(): Promise<void> {
    this.#schedule()
    return new Promise((resolve) => {
      this.#turns.push(resolve)
    })
  }

  heard(streams: readonly string[]): void {
    for (const stream of streams) {
      const broken = this.#broken.get(stream)
      if (broken === undefined) continue
      broken.times -= 1
      if (broken.times === 0) this.#broken.delete(stream)
    }
  }

  // The messages that have arrived are all taken in before the next "immediate": they make the group.
  #schedule(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    setImmediate(() => {
      this.#isScheduled = false
      this.#commitGroup()
      this.#turns.shift()?.()
      if (this.#queue.length > 0 || this.#turns.length > 0) this.#schedule()
    })
  }

  #commitGroup(): void {
    const group = this.#takeGroup()
    if (group.length === 0) return
    const outcomes = this.#transact(group)
    if (Array.isArray(outcomes)) this.#settle(group, outcomes)
    else if (group.length > 1 && outcomes.error instanceof StorageFullError)
      for (const one of group) {
        const alone = this.#transact([one])
        this.#settle([one], Array.isArray(alone) ? alone : [alone])
      }
    else this.#settle(group, Array<Outcome>(group.length).fill(outcomes))
  }

  #takeGroup(): Waiting[] {
    let entries = 0
    let bytes = 0
    let size = 0
    for (const { change } of this.#queue) {
      entries += change.weight.entries
      bytes += change.weight.bytes
      if (size > 0 && (entries > groupEntriesMax || bytes > groupBytesMax)) break
      size += 1
    }
    return this.#queue.splice(0, size)
  }

  /** What became of each, or the one error for which nothing of it was kept. */
  #transact(group: readonly Waiting[]): Outcome[] | { readonly error: unknown } {
    try {
      this.#db.exec("BEGIN IMMEDIATE")
      const outcomes = group.map(({ change }) => this.#apply(change))
      this.#db.exec("COMMIT")
      return outcomes
    } catch (error) {
      this.#rollBack()
      const known = asStorageError(error, this.#file)
      return {
        error:
          known instanceof StorageError
            ? known
            : new StorageError(`a write has failed: ${String(known)}`, { cause: known }),
      }
    }
  }

  #rollBack(): void {
    // SQLite has ended the transaction itself after some failures.
    if (!this.#db.isTransaction) return
    try {
      this.#db.exec("ROLLBACK")
    } catch {
      // The disk fails this, too. The transaction stays open, so the next group fails at BEGIN and comes here again.
    }
  }

  #apply(change: Change<unknown>): Outcome {
    const broken = change.streams.map((stream) => this.#broken.get(stream)).find((each) => each !== undefined)
    if (broken !== undefined) return { error: broken.error }
    try {
      return { value: change.apply() }
    } catch (error) {
      if (error instanceof ConflictError || error instanceof RangeError) return { error }
      throw error
    }
  }

  #settle(group: readonly Waiting[], outcomes: readonly Outcome[]): void {
    for (const [index, { change, resolve, reject }] of group.entries()) {
      const outcome = outcomes[index]
      if (outcome === undefined) reject(new StorageError("a change was left without an outcome"))
      else if ("value" in outcome) resolve(outcome.value)
      else {
        if (outcome.error instanceof StorageError) this.#failed(change, outcome.error)
        reject(outcome.error)
      }
    }
  }

  #failed(change: Change<unknown>, error: StorageError): void {
    this.failedBytesMax = Math.max(this.failedBytesMax, change.weight.bytes)
    for (const stream of change.streams) {
      const broken = this.#broken.get(stream)
      this.#broken.set(stream, { times: (broken?.times ?? 0) + 1, error })
    }
  }
}
