import * as Y from "yjs"
import type { UnsentUpdate } from "./device-store.ts"

export interface OutboxEntry extends UnsentUpdate {
  /** Whether the device has it. */
  isKept: boolean
  /** The number of the message of this connection that first carried it; null while none has. */
  sentAs: number | null
}

/** Entries below this are folded together when there are many: a day offline is some dozen records, not one per keystroke. */
const foldedBytesMax = 64 * 1024
const entriesMax = 256

/**
 * Own updates that the server has not receipted, oldest first.
 *
 * 1. An update is here before it is sent, and leaves only by a receipt that covers it or by `takeAll`.
 * 2. Numbers are of one connection: when it is lost, nothing counts as sent.
 */
export class Outbox {
  #entries: OutboxEntry[] = []
  readonly #newId: () => string

  /** `newId` must never give an id twice on one device. */
  constructor(newId: () => string) {
    this.#newId = newId
  }

  get entries(): readonly OutboxEntry[] {
    return this.#entries
  }

  get hasEdits(): boolean {
    return this.#entries.some((entry) => entry.isEdit)
  }

  /** Whether the device has every edit. */
  get isKept(): boolean {
    return this.#entries.every((entry) => entry.isKept || !entry.isEdit)
  }

  get isInFlight(): boolean {
    return this.#entries.some((entry) => entry.sentAs !== null)
  }

  add(update: Uint8Array, isEdit: boolean): OutboxEntry {
    const entry = { id: this.#newId(), update, isEdit, isKept: false, sentAs: null }
    this.#entries.push(entry)
    return entry
  }

  has(id: string): boolean {
    return this.#entries.some((entry) => entry.id === id)
  }

  /** Takes in what the device has from before, or from another tab. */
  adopt(kept: readonly UnsentUpdate[]): void {
    this.#entries.unshift(...kept.filter(({ id }) => !this.has(id)).map(keptEntry))
  }

  /** Takes back what `takeAll` gave. */
  restore(entries: readonly OutboxEntry[]): void {
    this.#entries.unshift(...entries)
  }

  /** Message `number` of this connection carries everything that no earlier one did. */
  sent(number: number): void {
    for (const entry of this.#entries) entry.sentAs ??= number
  }

  /** The first `count` messages of this connection are durable: what they carried leaves the outbox. */
  receipted(count: number): OutboxEntry[] {
    const isCovered = (entry: OutboxEntry) => entry.sentAs !== null && entry.sentAs <= count
    const covered = this.#entries.filter(isCovered)
    this.#entries = this.#entries.filter((entry) => !isCovered(entry))
    return covered
  }

  connectionLost(): void {
    for (const entry of this.#entries) entry.sentAs = null
  }

  kept(ids: readonly string[]): void {
    const keptIds = new Set(ids)
    for (const entry of this.#entries) if (keptIds.has(entry.id)) entry.isKept = true
  }

  takeAll(): OutboxEntry[] {
    const entries = this.#entries
    this.#entries = []
    return entries
  }

  /** Makes one entry of the many small ones, if there are many. Answers null, or what came in the place of what. */
  fold(): { folded: OutboxEntry; replaced: string[] } | null {
    if (this.#entries.length <= entriesMax || this.isInFlight) return null
    const isSmall = (entry: OutboxEntry) => entry.update.byteLength < foldedBytesMax
    const small = this.#entries.filter(isSmall)
    if (small.length < entriesMax / 2) return null
    const folded = {
      id: this.#newId(),
      update: Y.mergeUpdates(small.map((entry) => entry.update)),
      isEdit: small.some((entry) => entry.isEdit),
      isKept: false,
      sentAs: null,
    }
    this.#entries = [...this.#entries.filter((entry) => !isSmall(entry)), folded]
    return { folded, replaced: small.map((entry) => entry.id) }
  }
}

/** An unsent update that the device has. */
export function keptEntry(kept: UnsentUpdate): OutboxEntry {
  return { ...kept, isKept: true, sentAs: null }
}
