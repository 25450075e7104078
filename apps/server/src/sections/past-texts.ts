import { type SectionId, streams } from "@codraft/publication"
import type { Log, Position, Snapshot } from "@codraft/storage"
import { type TextWorker, textOfSnapshot } from "@codraft/sync/server"

/** A stretch of a log, merged. */
interface Chunk {
  readonly parts: readonly Uint8Array[]
  readonly bytes: number
}

/**
 * The bytes of a text as it was at a position of its log: all that was written up to there. Whole stretches of the log are
 * merged once and kept, within a bound, so that going from moment to moment reads little.
 */
export class PastTexts {
  readonly #log: Log
  readonly #textWork: Pick<TextWorker, "merge">
  /** In order of use, the last used last. */
  readonly #chunks = new Map<string, Promise<Chunk>>()
  readonly #sizes = new Map<string, number>()

  constructor(deps: { log: Log; textWork: Pick<TextWorker, "merge"> }) {
    this.#log = deps.log
    this.#textWork = deps.textWork
  }

  async parts(sectionId: SectionId, position: Position): Promise<Uint8Array[]> {
    const stream = streams.text(sectionId)
    const parts: Uint8Array[] = []
    let from = 0
    for (; from + CHUNK_ENTRIES <= position; from += CHUNK_ENTRIES) {
      parts.push(...(await this.#kept(stream, from)).parts)
    }
    parts.push(...(await this.#merged(stream, from, position)).parts)
    return parts
  }

  /** The same of a moment that is hardly past: from a snapshot on, if that is not of later. */
  async partsFrom(sectionId: SectionId, position: Position, snapshot: Snapshot | null): Promise<Uint8Array[]> {
    const base = snapshot !== null && snapshot.position <= position ? textOfSnapshot(snapshot.data) : null
    if (snapshot === null || base === null) return this.parts(sectionId, position)
    const { parts } = await this.#merged(streams.text(sectionId), snapshot.position, position)
    return [base, ...parts]
  }

  #kept(stream: string, from: Position): Promise<Chunk> {
    const name = `${stream} ${from}`
    const chunk = this.#chunks.get(name) ?? this.#merged(stream, from, from + CHUNK_ENTRIES)
    this.#chunks.delete(name)
    this.#chunks.set(name, chunk)
    chunk.then(
      ({ bytes }) => {
        if (this.#chunks.get(name) === chunk) this.#sizes.set(name, bytes)
        this.#shrink()
      },
      () => this.#forget(name),
    )
    return chunk
  }

  #shrink(): void {
    let bytes = [...this.#sizes.values()].reduce((sum, size) => sum + size, 0)
    for (const name of this.#chunks.keys()) {
      if (bytes <= KEPT_BYTES_MAX) return
      bytes -= this.#sizes.get(name) ?? 0
      this.#forget(name)
    }
  }

  #forget(name: string): void {
    this.#chunks.delete(name)
    this.#sizes.delete(name)
  }

  /** Merged in the thread of the texts, page by page. */
  async #merged(stream: string, after: Position, through: Position): Promise<Chunk> {
    const parts: Uint8Array[] = []
    for (let at = after; at < through; ) {
      const page = await this.#log.read(stream, at, { entries: through - at, bytes: PAGE_BYTES })
      const last = page.at(-1)
      if (!last) break
      parts.push(await this.#textWork.merge(page))
      at = last.position
    }
    return { parts, bytes: parts.reduce((sum, part) => sum + part.byteLength, 0) }
  }
}

const CHUNK_ENTRIES = 1_000
const PAGE_BYTES = 256 * 1024
const KEPT_BYTES_MAX = 32 * 2 ** 20
