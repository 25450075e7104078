/** Allows `count` acts at once and then that many per minute, per key. Remembers a bounded number of keys. */
export class RateLimit {
  readonly #count: number
  readonly #now: () => number
  readonly #buckets = new Map<string, { tokens: number; at: number }>()

  constructor(options: { countPerMinute: number; now: () => number }) {
    this.#count = options.countPerMinute
    this.#now = options.now
  }

  /** Takes one; answers 0 when it was free, else the seconds to wait. */
  take(key: string): number {
    const now = this.#now()
    const kept = this.#buckets.get(key) ?? { tokens: this.#count, at: now }
    const tokens = Math.min(this.#count, kept.tokens + (Math.max(0, now - kept.at) * this.#count) / MINUTE_MS)
    const isFree = tokens >= 1
    this.#buckets.delete(key)
    this.#buckets.set(key, { tokens: isFree ? tokens - 1 : tokens, at: now })
    if (this.#buckets.size > KEYS_MAX) this.#dropOldest()
    return isFree ? 0 : Math.ceil(((1 - tokens) * MINUTE_MS) / this.#count / 1000)
  }

  /** The map keeps the order of use: its first key is the one unused for longest. */
  #dropOldest(): void {
    const oldest = this.#buckets.keys().next().value
    if (oldest !== undefined) this.#buckets.delete(oldest)
  }
}

const MINUTE_MS = 60_000
const KEYS_MAX = 10_000
