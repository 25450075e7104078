import { roomBounds } from "./bounds.ts"
import { mergeUpdates } from "./merge.ts"

/** What was logged while a connection was not sent it. Kept while it is little enough to be merged between two turns of the event loop. */
export class Missed {
  #updates: Uint8Array[] = []
  #bytes = 0
  #isTooMuch = false

  add(update: Uint8Array): void {
    this.#bytes += update.byteLength
    this.#isTooMuch ||= this.#bytes > roomBounds.inlineBytesMax || this.#updates.length >= roomBounds.batchMessagesMax
    if (this.#isTooMuch) this.#updates = []
    else this.#updates.push(update)
  }

  /** All of it in one update; null if it is nothing. */
  merged(): Uint8Array | "too-much" | null {
    if (this.#isTooMuch) return "too-much"
    return this.#updates.length === 0 ? null : mergeUpdates(this.#updates)
  }
}
