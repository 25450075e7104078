import type { Append, Entry, Log, Position, Snapshot, Snapshots } from "@codraft/storage"
import { encodeClocks } from "@codraft/document/update"
import { roomBounds } from "./bounds.ts"
import type { Draft } from "./draft.ts"
import { Ledger } from "./ledger.ts"
import { mergeUpdates } from "./merge.ts"
import type { TextState, TextWorker } from "./ports.ts"
import { replay } from "./replay.ts"
import { TextBytes } from "./text-bytes.ts"
import { decodeLedger, decodeTextSnapshot, encodeLedger } from "./text-snapshot.ts"

export interface SectionTextDeps {
  readonly log: Log
  readonly snapshots: Snapshots
  readonly worker: TextWorker
  /** The text is loaded from the log alone. */
  snapshotUnreadable(error: unknown): void
}

/** Entries of the log, one after the other. */
interface Page {
  readonly entries: readonly Entry[]
  readonly through: Position
}

function isLittle({ entries }: Page): boolean {
  const bytes = entries.reduce((sum, { data }) => sum + data.byteLength, 0)
  return bytes <= roomBounds.inlineBytesMax && entries.length <= roomBounds.inlineEntriesMax
}

/** Longer ones are their askers' own. */
const sharedStateVectorBytesMax = 4 * 1024

/**
 * One text as the log has it: its bytes and its ledger, both at the same position.
 * 1. It changes only by what is in the log: read from there, or appended exactly behind what is here.
 * 2. Nothing here makes a document; what needs one, or takes long, is done by the worker.
 */
export class SectionText {
  readonly stream: string
  readonly #deps: SectionTextDeps
  #bytes = new TextBytes(0, null)
  #ledger = new Ledger()
  #stateVector: Uint8Array | null = null
  /** Differences from the present text that are being made, by the state vector that was asked with. */
  readonly #diffs = new Map<string, Promise<Uint8Array>>()
  #compaction: Promise<void> | null = null

  constructor(stream: string, deps: SectionTextDeps) {
    this.stream = stream
    this.#deps = deps
  }

  get position(): Position {
    return this.#bytes.position
  }

  get ledger(): Ledger {
    return this.#ledger
  }

  get state(): TextState {
    return this.#bytes.state
  }

  get bytes(): number {
    return this.#bytes.bytes
  }

  /** It takes nothing more but deletions. */
  get isFull(): boolean {
    return this.bytes >= roomBounds.textBytesMax || this.#ledger.owners.size >= roomBounds.textClientsMax
  }

  get tail(): { entries: number; bytes: number } {
    return { entries: this.#bytes.tailEntries, bytes: this.#bytes.tailBytes }
  }

  get isCompacting(): boolean {
    return this.#compaction !== null
  }

  /** Reads what is stored: the snapshot, then the log behind it. Without a snapshot that can be read, all of the log. */
  async load(): Promise<void> {
    const snapshot = await this.#deps.snapshots.get(this.stream)
    if (snapshot !== null) this.#begin(snapshot)
    // From the first page that is not little the ledger stays with the worker until all is read.
    let away: Uint8Array | null = null
    for (;;) {
      const page = await this.#readPage()
      if (page === null) break
      if (away === null && isLittle(page)) this.#follow(page)
      else {
        away = (await this.#followAway(page, away ?? encodeLedger(this.#ledger))).ledger
      }
    }
    if (away !== null) this.#ledger = decodeLedger(away)
  }

  #begin({ position, data }: Snapshot): void {
    try {
      const { update, ledger } = decodeTextSnapshot(data)
      this.#bytes = new TextBytes(position, update)
      this.#ledger = ledger
    } catch (error) {
      // Damaged, or of a format that is not known here: it holds nothing that the log does not.
      this.#deps.snapshotUnreadable(error)
    }
  }

  /** Reads a page of what others have appended since, as one update; null: there was nothing. */
  async follow(): Promise<Uint8Array | null> {
    const page = await this.#readPage()
    if (page === null) return null
    if (isLittle(page)) return this.#follow(page)
    const { update, ledger } = await this.#followAway(page, encodeLedger(this.#ledger))
    this.#ledger = decodeLedger(ledger)
    return update
  }

  async #readPage(): Promise<Page | null> {
    const limits = { entries: roomBounds.pageEntriesMax, bytes: roomBounds.pageBytesMax }
    const entries = await this.#deps.log.read(this.stream, this.position, limits)
    const last = entries.at(-1)
    return last === undefined ? null : { entries, through: last.position }
  }

  #follow({ entries, through }: Page): Uint8Array {
    const update = mergeUpdates(entries.map((entry) => replay(this.#ledger, entry)))
    this.#bytes.append(update, through)
    this.#moved()
    return update
  }

  /** The same in the worker, but for the ledger: that comes back as bytes, for the caller to take or to send on with the next page. */
  async #followAway(
    { entries, through }: Page,
    known: Uint8Array,
  ): Promise<{ update: Uint8Array; ledger: Uint8Array }> {
    const page = entries.map(({ author, data }) => ({ author, data }))
    const replayed = await this.#deps.worker.replay(known, page)
    this.#bytes.append(replayed.update, through)
    this.#moved()
    return replayed
  }

  /** What to give to the log so that the draft follows exactly what is here. */
  appendOf(draft: Draft): Append[] {
    return [{ stream: this.stream, entries: draft.entries, expected: this.position }, ...draft.facts]
  }

  /** The log has taken the draft. */
  advance(draft: Draft): void {
    this.#ledger = draft.settle(this.#ledger)
    for (const { update } of draft.updates) this.#bytes.append(update, this.position + 1)
    this.#moved()
  }

  stateVector(): Uint8Array {
    this.#stateVector ??= encodeClocks(this.#ledger.clocks)
    return this.#stateVector
  }

  /**
   * What is here beyond a state vector. Everything, if that is empty. Those who ask for the same at the same time, as everybody does who
   * comes back after a restart, share one answer.
   */
  diff(stateVector: Uint8Array): Uint8Array | Promise<Uint8Array> {
    if (this.#bytes.bytes <= roomBounds.inlineBytesMax) return this.#bytes.diff(stateVector)
    const key = stateVector.byteLength <= sharedStateVectorBytesMax ? String.fromCharCode(...stateVector) : null
    const shared = key === null ? undefined : this.#diffs.get(key)
    if (shared !== undefined) return shared
    const made = this.#deps.worker.diff(this.#bytes.parts, stateVector)
    if (key === null) return made
    this.#diffs.set(key, made)
    const forget = () => {
      if (this.#diffs.get(key) === made) this.#diffs.delete(key)
    }
    made.then(forget, forget)
    return made
  }

  /** Stores a snapshot of what is here now, and lets the log compress what is behind it. One that is under way has begun too early to count. */
  compact(): Promise<void> {
    const mine = (this.#compaction ?? Promise.resolve()).catch(() => undefined).then(() => this.#compact())
    this.#compaction = mine
    const rest = () => {
      if (this.#compaction === mine) this.#compaction = null
    }
    mine.then(rest, rest)
    return mine
  }

  #moved(): void {
    this.#stateVector = null
    this.#diffs.clear()
  }

  async #compact(): Promise<void> {
    const { log, snapshots, worker } = this.#deps
    const { position, parts } = this.#bytes.seal()
    if (position === 0) return this.#bytes.unseal()
    // The ledger goes on while the worker compacts: what belongs to this position is written down now.
    const known = encodeLedger(this.#ledger)
    try {
      const { update, snapshot } = await worker.compact(parts, known)
      await snapshots.put(this.stream, { position, data: snapshot })
      this.#bytes.rebase(update)
      await log.archive(this.stream, position)
    } catch (error) {
      this.#bytes.unseal()
      throw error
    }
  }
}
