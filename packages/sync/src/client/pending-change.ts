import * as Y from "yjs"
import type { DeviceChange, RescuedText, UnsentUpdate } from "./device-store.ts"

/** Received updates are merged when there are more than this, so that a device that does not answer costs one document at most. */
const receivedMax = 64

/** Changes that wait for the device, composed into one: writing it equals writing each of them in turn. */
export class PendingChange {
  #dropCopy = false
  #received: Uint8Array[] = []
  readonly #unsent = new Map<string, UnsentUpdate>()
  readonly #receipted = new Set<string>()
  readonly #dropped = new Set<string>()
  readonly #rescued = new Map<string, RescuedText>()
  readonly #dismissed = new Set<string>()

  followedBy(change: DeviceChange): this {
    if (change.dropCopy) this.#forgetCopy()
    this.#received.push(...(change.received ?? []))
    for (const entry of change.unsent ?? []) this.#unsent.set(entry.id, entry)
    for (const id of change.receipted ?? []) this.#receipt(id)
    for (const id of change.dropped ?? []) this.#drop(id)
    for (const text of change.rescued ?? []) this.#rescued.set(text.id, text)
    for (const id of change.dismissed ?? []) if (!this.#rescued.delete(id)) this.#dismissed.add(id)
    if (this.#received.length > receivedMax) this.#received = [Y.mergeUpdates(this.#received)]
    return this
  }

  get isEmpty(): boolean {
    return !this.#dropCopy && this.#received.length === 0 && this.#isOnlyReceived
  }

  /** False when someone waits for a part of it; a copy of what others wrote may lag a little. */
  get mayWait(): boolean {
    return !this.#dropCopy && this.#isOnlyReceived
  }

  get #isOnlyReceived(): boolean {
    const waitedFor = [this.#unsent, this.#receipted, this.#dropped, this.#rescued, this.#dismissed]
    return waitedFor.every((part) => part.size === 0)
  }

  toChange(): DeviceChange {
    return {
      dropCopy: this.#dropCopy,
      received: this.#received.length > 1 ? [Y.mergeUpdates(this.#received)] : this.#received,
      unsent: [...this.#unsent.values()],
      receipted: [...this.#receipted],
      dropped: [...this.#dropped],
      rescued: [...this.#rescued.values()],
      dismissed: [...this.#dismissed],
    }
  }

  #forgetCopy(): void {
    this.#dropCopy = true
    this.#received = []
    for (const id of this.#receipted) this.#dropped.add(id)
    this.#receipted.clear()
  }

  #receipt(id: string): void {
    const entry = this.#unsent.get(id)
    if (!entry) this.#receipted.add(id)
    else {
      this.#unsent.delete(id)
      this.#received.push(entry.update)
    }
  }

  #drop(id: string): void {
    this.#receipted.delete(id)
    if (!this.#unsent.delete(id)) this.#dropped.add(id)
  }
}
