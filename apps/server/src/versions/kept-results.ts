type Bytes = Uint8Array<ArrayBuffer>

interface Bounds {
  /** So many bytes of results are kept. */
  readonly bytesMax: number
  /** So many wait for theirs at once; whoever comes then is asked to come again. */
  readonly waitingMax: number
}

export class ResultsBusyError extends Error {
  override name = "ResultsBusyError"
}

/**
 * Results that take a thread's work for seconds and are the same each time: made one after the other, once for all who ask
 * meanwhile, and the last used are kept.
 */
export class KeptResults {
  readonly #bounds: Bounds
  /** In order of use, the last used last. */
  readonly #kept = new Map<string, Bytes>()
  readonly #underWay = new Map<string, Promise<Bytes>>()
  #last: Promise<unknown> = Promise.resolve()
  #bytes = 0

  constructor(bounds: Bounds) {
    this.#bounds = bounds
  }

  /** Rejects with ResultsBusyError where too many wait. */
  async get(key: string, make: () => Promise<Bytes>): Promise<Bytes> {
    const kept = this.#kept.get(key)
    if (kept !== undefined) {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return kept
    }
    return this.#underWay.get(key) ?? this.#made(key, make)
  }

  async #made(key: string, make: () => Promise<Bytes>): Promise<Bytes> {
    if (this.#underWay.size >= this.#bounds.waitingMax) throw new ResultsBusyError("Too many results are being made.")
    const turn = this.#last.then(make)
    this.#last = turn.then(
      () => {},
      () => {},
    )
    this.#underWay.set(key, turn)
    try {
      const result = await turn
      this.#keep(key, result)
      return result
    } finally {
      this.#underWay.delete(key)
    }
  }

  #keep(key: string, result: Bytes): void {
    this.#kept.set(key, result)
    this.#bytes += result.byteLength
    for (const [oldest, { byteLength }] of this.#kept) {
      if (this.#bytes <= this.#bounds.bytesMax) return
      this.#kept.delete(oldest)
      this.#bytes -= byteLength
    }
  }
}
