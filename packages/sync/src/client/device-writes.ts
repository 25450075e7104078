import * as Y from "yjs"
import { Backoff } from "./backoff.ts"
import type { Clock } from "../clock.ts"
import { afterChange, type DeviceChange, DeviceError, type DeviceStore, type KeptSection } from "./device-store.ts"
import { PendingChange } from "./pending-change.ts"

/** How long the copy of what others wrote may lag behind the screen. */
const receivedDelayMs = 500
/** After this long without an answer the device counts as failing. */
const answerMs = 10_000
/** The copy is folded into one record when it has more than this. */
const copyRecordsMax = 128

export interface DeviceWritesEvents {
  /** These unsent updates are durable on the device now. */
  kept(ids: string[]): void
  /** `failure` changed. */
  failureChanged(): void
}

/**
 * Brings a section's changes to the device, one write at a time and in order.
 *
 * 1. What the device holds is always what the section was at some moment: a write that follows a failed one contains it.
 * 2. A failing device is tried again until it answers, and `failure` says so meanwhile.
 */
export class DeviceWrites {
  readonly #device: DeviceStore
  readonly #stream: string
  readonly #clock: Clock
  readonly #events: DeviceWritesEvents
  readonly #backoff: Backoff
  /** What the device does not have yet, nor is being given. */
  #pending = new PendingChange()
  #writing: { change: DeviceChange; done: Promise<void> } | null = null
  #cancelTimer: (() => void) | null = null
  #copyRecords = 0
  #failure: DeviceError | null = null
  #isStopped = false

  constructor(device: DeviceStore, stream: string, clock: Clock, random: () => number, events: DeviceWritesEvents) {
    this.#device = device
    this.#stream = stream
    this.#clock = clock
    this.#events = events
    this.#backoff = new Backoff(1_000, 30_000, random)
  }

  get failure(): DeviceError | null {
    return this.#failure
  }

  /** The section as the device will have it once all changes so far are written. Rejects with a DeviceError. */
  async open(): Promise<KeptSection> {
    const kept = await this.#opened()
    this.#copyRecords = kept.copy.length
    return afterChange(this.#writing ? afterChange(kept, this.#writing.change) : kept, this.#pending.toChange())
  }

  add(change: DeviceChange): void {
    this.#pending.followedBy(change)
    if (this.#isStopped || this.#writing || this.#pending.isEmpty) return
    if (this.#failure) this.#writeAfter(this.#backoff.nextMs())
    else if (this.#pending.mayWait) this.#writeAfter(receivedDelayMs)
    else this.#write()
  }

  /** Writes what is there; resolves when the device has it, or failed once more. */
  async flush(): Promise<void> {
    await this.#writing?.done
    if (!this.#pending.isEmpty) this.#write()
    await this.#writing?.done
  }

  /** No further tries. */
  stop(): void {
    this.#isStopped = true
    this.#cancelTimer?.()
  }

  async #opened(): Promise<KeptSection> {
    try {
      return await this.#answered(this.#device.open(this.#stream))
    } catch (error) {
      if (error instanceof DeviceError) this.#failed(error)
      throw error
    }
  }

  /** One timer at a time: the first that was set. */
  #writeAfter(delayMs: number): void {
    this.#cancelTimer ??= this.#clock.setTimer(() => this.#write(), delayMs)
  }

  #write(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
    if (this.#writing) return
    const change = this.#pending.toChange()
    this.#pending = new PendingChange()
    this.#writing = { change, done: this.#bringToDevice(change) }
  }

  async #bringToDevice(change: DeviceChange): Promise<void> {
    const failure = await this.#attempt(change)
    this.#writing = null
    if (failure) {
      const newer = this.#pending
      this.#pending = new PendingChange().followedBy(change).followedBy(newer.toChange())
      this.#failed(failure)
    } else {
      this.#backoff.reset()
      this.#events.kept((change.unsent ?? []).map((entry) => entry.id))
    }
    this.add({})
  }

  async #attempt(change: DeviceChange): Promise<DeviceError | null> {
    try {
      await this.#answered(this.#device.write(this.#stream, change))
      this.#copyRecords += (change.received ?? []).length + (change.receipted ?? []).length
      if (this.#copyRecords > copyRecordsMax) {
        await this.#answered(this.#device.compact(this.#stream, mergeCopy))
        this.#copyRecords = 1
      }
      return null
    } catch (error) {
      if (error instanceof DeviceError) return error
      throw error
    }
  }

  /** Waits for the device as long as it takes, but does not hide that it keeps us waiting. */
  async #answered<T>(answer: Promise<T>): Promise<T> {
    const cancel = this.#clock.setTimer(
      () => this.#failed(new DeviceError("the device's storage does not answer", { isFull: false })),
      answerMs,
    )
    try {
      const answered = await answer
      this.#failed(null)
      return answered
    } finally {
      cancel()
    }
  }

  #failed(failure: DeviceError | null): void {
    if (this.#failure === failure) return
    this.#failure = failure
    this.#events.failureChanged()
  }
}

/** Through a document rather than by merging bytes, so that deleted words leave the device. */
function mergeCopy(copy: Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const update of copy) Y.applyUpdate(doc, update)
  })
  const merged = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return merged
}
