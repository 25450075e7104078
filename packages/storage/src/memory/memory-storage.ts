import { createHash } from "node:crypto"
import {
  acceptBatch,
  acceptBlob,
  acceptLimits,
  acceptPosition,
  acceptSha256,
  acceptSnapshot,
  acceptStream,
} from "../accept.ts"
import type { Weight } from "../accept.ts"
import { bounds } from "../bounds.ts"
import { ConflictError, DamagedError, QueueFullError, StorageError, StorageFullError } from "../errors.ts"
import type { Append, Blobs, Entry, Log, Position, ReadLimits, Snapshot, Snapshots, Storage } from "../storage.ts"

/**
 * Faults on demand, for tests and simulations. A write is an append, the `put` of a snapshot or of a blob, or a probe.
 */
export interface MemoryFaults {
  /** Writes are accepted and wait, as behind a slow disk. Reads go on, and do not see them. */
  pause(): void
  /** The waiting writes happen, in the order in which they came, and so do later ones. */
  resume(): void
  /** The next write rejects with this error, and nothing of it is kept. */
  failNext(error?: Error): void
  /** The next write happens, but its promise never settles: the process died between the write and hearing of it. */
  cutAfterWrite(): void
  /** While the disk is full, every write rejects with StorageFullError. */
  setFull(isFull: boolean): void
  /** The disk has lost what a blob held. Putting it again does not mend it. */
  damageBlob(sha256: string): void
}

export interface MemoryStorage extends Storage {
  readonly faults: MemoryFaults
  /** How many writes were accepted and have not happened yet. */
  readonly waiting: number
  /**
   * The process dies and the disk stays: writes that wait are gone, what was called and is not answered yet never is, and this
   * storage answers nothing any more. Returns a fresh one, without faults, over what was written.
   */
  crash(): MemoryStorage
}

/** Storage that lives as long as the process and keeps the same promises as the other adapters. It uses no timers. */
export function createMemoryStorage(): MemoryStorage {
  return new MemoryProcess({ streams: new Map(), snapshots: new Map(), blobs: new Map(), damaged: new Set() })
}

/** What survives a crash. Nothing in it is ever changed in place, only added or replaced whole. */
interface Disk {
  readonly streams: Map<string, Entry[]>
  readonly snapshots: Map<string, Snapshot>
  readonly blobs: Map<string, Uint8Array>
  readonly damaged: Set<string>
}

interface Write {
  readonly weight: Weight
  /** The streams that it appends to. */
  readonly streams: readonly string[]
  readonly perform: () => void
  readonly reject: (error: unknown) => void
}

const never = new Promise<never>(() => {})

class MemoryProcess implements MemoryStorage {
  readonly #disk: Disk
  readonly #queue: Write[] = []
  #queuedEntries = 0
  #queuedBytes = 0
  #state: "open" | "closed" | "dead" = "open"
  #isPaused = false
  #isFull = false
  #isCut = false
  #nextError: Error | null = null

  constructor(disk: Disk) {
    this.#disk = disk
  }

  readonly faults: MemoryFaults = {
    pause: () => {
      this.#isPaused = true
    },
    resume: () => {
      this.#isPaused = false
      this.#drain()
    },
    failNext: (error = new StorageError("the write failed")) => {
      this.#nextError = error
    },
    cutAfterWrite: () => {
      this.#isCut = true
    },
    setFull: (isFull) => {
      this.#isFull = isFull
    },
    damageBlob: (sha256) => {
      this.#disk.damaged.add(sha256)
    },
  }

  get waiting(): number {
    return this.#queue.length
  }

  crash(): MemoryStorage {
    this.#state = "dead"
    this.#queue.length = 0
    return new MemoryProcess(this.#disk)
  }

  readonly log: Log = {
    append: async (batch) => {
      const weight = acceptBatch(batch)
      const kept = batch.map((append) => ({
        ...append,
        entries: append.entries.map(({ at, author, data }) => ({ at, author, data: new Uint8Array(data) })),
      }))
      return await this.#write(
        weight,
        batch.map(({ stream }) => stream),
        () => this.#append(kept),
      )
    },
    read: async (stream, after, limits) => {
      acceptStream(stream)
      acceptPosition(after)
      return await this.#answer(() => this.#read(stream, after, limits))
    },
    heads: async (streams) => {
      for (const stream of streams) acceptStream(stream)
      return await this.#answer(() => new Map(streams.map((stream) => [stream, this.#head(stream)])))
    },
    streams: async (prefix) =>
      await this.#answer(() => [...this.#disk.streams.keys()].filter((name) => name.startsWith(prefix)).sort()),
    archive: async (stream, through) => {
      acceptStream(stream)
      acceptPosition(through)
      await this.#answer(() => {})
    },
    close: async () => await this.close(),
  }

  readonly snapshots: Snapshots = {
    get: async (stream) => {
      acceptStream(stream)
      return await this.#answer(() => {
        const snapshot = this.#disk.snapshots.get(stream)
        return snapshot === undefined ? null : { ...snapshot, data: new Uint8Array(snapshot.data) }
      })
    },
    put: async (stream, snapshot) => {
      acceptSnapshot(stream, snapshot)
      const kept = { position: snapshot.position, data: new Uint8Array(snapshot.data) }
      await this.#write({ entries: 1, bytes: kept.data.byteLength }, [], () => this.#putSnapshot(stream, kept))
    },
  }

  readonly blobs: Blobs = {
    put: async (bytes) => {
      acceptBlob(bytes)
      const kept = new Uint8Array(bytes)
      return await this.#write({ entries: 1, bytes: kept.byteLength }, [], () => {
        const sha256 = createHash("sha256").update(kept).digest("hex")
        this.#disk.blobs.set(sha256, kept)
        return sha256
      })
    },
    get: async (sha256) => {
      acceptSha256(sha256)
      return await this.#answer(() => {
        if (this.#disk.damaged.has(sha256)) throw new DamagedError(`blob ${sha256} is damaged`)
        const bytes = this.#disk.blobs.get(sha256)
        return bytes === undefined ? null : new Uint8Array(bytes)
      })
    },
  }

  async probe(): Promise<void> {
    await this.#write({ entries: 0, bytes: 0 }, [], () => {})
  }

  async close(): Promise<void> {
    if (this.#state === "dead") return await never
    this.faults.resume()
    this.#state = "closed"
  }

  #write<T>(weight: Weight, streams: readonly string[], perform: () => T): Promise<T> {
    if (this.#state === "dead") return never
    if (this.#state === "closed") return Promise.reject(new StorageError("the storage is closed"))
    if (this.#queuedEntries >= bounds.queueEntriesMax || this.#queuedBytes >= bounds.queueBytesMax)
      return Promise.reject(new QueueFullError("too much is waiting to be written"))
    return new Promise((resolve, reject) => {
      const settle = (outcome: () => void) => void Promise.resolve().then(() => this.#state !== "dead" && outcome())
      this.#queue.push({
        weight,
        streams,
        perform: () => {
          const value = perform()
          if (this.#isCut) this.#isCut = false
          else settle(() => resolve(value))
        },
        reject: (error) => settle(() => reject(error)),
      })
      this.#queuedEntries += weight.entries
      this.#queuedBytes += weight.bytes
      queueMicrotask(() => this.#drain())
    })
  }

  #drain(): void {
    while (!this.#isPaused) {
      const write = this.#take(0)
      if (write === undefined) return
      try {
        this.#failOnDemand()
        write.perform()
      } catch (error) {
        write.reject(error)
        if (error instanceof StorageError) this.#breakAfter(write, error)
      }
    }
  }

  #take(index: number): Write | undefined {
    const [write] = this.#queue.splice(index, 1)
    this.#queuedEntries -= write?.weight.entries ?? 0
    this.#queuedBytes -= write?.weight.bytes ?? 0
    return write
  }

  /** What its caller sent to the same streams before it could hear of the failure must not follow a hole. */
  #breakAfter(failed: Write, error: StorageError): void {
    const broken = new Set(failed.streams)
    for (let index = 0; index < this.#queue.length; ) {
      const streams = this.#queue[index]?.streams ?? []
      if (streams.some((stream) => broken.has(stream))) {
        for (const stream of streams) broken.add(stream)
        this.#take(index)?.reject(error)
      } else index += 1
    }
  }

  #failOnDemand(): void {
    if (this.#isFull) throw new StorageFullError("there is no space left")
    const error = this.#nextError
    this.#nextError = null
    if (error !== null) throw error
  }

  #answer<T>(read: () => T): Promise<T> {
    if (this.#state === "dead") return never
    if (this.#state === "closed") return Promise.reject(new StorageError("the storage is closed"))
    return Promise.resolve(read())
  }

  #append(batch: readonly Append[]): Map<string, Position> {
    const heads = new Map<string, Position>()
    for (const { stream, entries, expected } of batch) {
      const head = heads.get(stream) ?? this.#head(stream)
      if (expected !== undefined && expected !== head) throw new ConflictError(stream, expected, head)
      heads.set(stream, head + entries.length)
    }
    for (const { stream, entries } of batch) {
      if (entries.length === 0) continue
      const before = this.#disk.streams.get(stream) ?? []
      this.#disk.streams.set(stream, before)
      for (const entry of entries) before.push({ position: before.length + 1, ...entry })
    }
    return heads
  }

  #head(stream: string): Position {
    return this.#disk.streams.get(stream)?.length ?? 0
  }

  #read(stream: string, after: Position, limits: ReadLimits | undefined): Entry[] {
    const most = acceptLimits(limits)
    const found: Entry[] = []
    let bytes = 0
    for (const entry of this.#disk.streams.get(stream)?.slice(after, after + most.entries) ?? []) {
      bytes += entry.data.byteLength
      if (found.length > 0 && bytes > most.bytes) break
      found.push({ ...entry, data: new Uint8Array(entry.data) })
    }
    return found
  }

  #putSnapshot(stream: string, snapshot: Snapshot): void {
    const head = this.#head(stream)
    if (snapshot.position > head)
      throw new RangeError(`a snapshot at ${snapshot.position} is ahead of ${stream}, which is at ${head}`)
    const kept = this.#disk.snapshots.get(stream)
    if (kept === undefined || kept.position <= snapshot.position) this.#disk.snapshots.set(stream, snapshot)
  }
}
