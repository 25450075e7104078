import type { TransferListItem } from "node:worker_threads"

/** A message between threads costs more than what is in it: everything that is sent in one go travels as one. */
export class Batches<T> {
  readonly #post: (items: readonly T[], transfer: TransferListItem[]) => void
  #items: T[] = []
  #transfer: TransferListItem[] = []

  constructor(post: (items: readonly T[], transfer: TransferListItem[]) => void) {
    this.#post = post
  }

  /** `bytes` is given away when that is cheaper than a copy: the sender must not use it any more. */
  send(item: T, bytes?: Uint8Array): void {
    // NOTE: not a microtask. All promises that settle together are to have had their say first.
    if (this.#items.length === 0) process.nextTick(() => this.#flush())
    this.#items.push(item)
    if (bytes !== undefined && bytes.byteLength >= worthMoving && bytes.buffer instanceof ArrayBuffer)
      this.#transfer.push(bytes.buffer)
  }

  #flush(): void {
    const items = this.#items
    const transfer = this.#transfer
    this.#items = []
    this.#transfer = []
    this.#post(items, transfer)
  }
}

const worthMoving = 16 * 1024
