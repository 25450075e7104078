import type { Append, Log } from "@codraft/storage"
import * as Y from "yjs"
import { isContained } from "../client/contained.ts"
import { decodeTextEntry } from "../protocol/index.ts"

/** What is durable, known at the very moment at which it becomes so. */
export class WatchedLog {
  readonly #docs = new Map<string, Y.Doc>()
  #appends = 0

  /** Grows with everything that becomes durable. */
  get appends(): number {
    return this.#appends
  }

  /** The text of a stream as a fresh load of the log would give it. */
  doc(stream: string): Y.Doc {
    let doc = this.#docs.get(stream)
    if (!doc) this.#docs.set(stream, (doc = new Y.Doc()))
    return doc
  }

  has(stream: string, update: Uint8Array): boolean {
    return isContained(this.doc(stream), update)
  }

  /** `log`, seen on the way: `after` is called when a batch has become durable, before whoever appended it hears. */
  watch(log: Log, on: { before(): Promise<void>; after(): void }): Log {
    return {
      append: async (batch) => {
        await on.before()
        const heads = await log.append(batch)
        this.#note(batch)
        on.after()
        return heads
      },
      read: (stream, after, limits) => log.read(stream, after, limits),
      heads: (streams) => log.heads(streams),
      streams: (prefix) => log.streams(prefix),
      archive: (stream, through) => log.archive(stream, through),
      close: () => log.close(),
    }
  }

  #note(batch: readonly Append[]): void {
    this.#appends += 1
    for (const { stream, entries } of batch) {
      if (!stream.startsWith("text:")) continue
      for (const { data } of entries) Y.applyUpdate(this.doc(stream), decodeTextEntry(data).update)
    }
  }
}

/** A document from nothing but what storage has, at once, as a client gets it. */
export async function loadFromLog(log: Log, stream: string): Promise<Y.Doc> {
  const updates: Uint8Array[] = []
  for (let position = 0; ; ) {
    const entries = await log.read(stream, position)
    if (entries.length === 0) break
    updates.push(...entries.map(({ data }) => decodeTextEntry(data).update))
    position = entries.at(-1)?.position ?? position
  }
  const doc = new Y.Doc()
  if (updates.length > 0) Y.applyUpdate(doc, Y.mergeUpdates(updates))
  return doc
}
