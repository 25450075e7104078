import { Worker } from "node:worker_threads"
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
import { QueueFullError, StorageError } from "../errors.ts"
import { packEntries, unpackEntries } from "../pack.ts"
import type { Blobs, Log, Snapshots, Storage } from "../storage.ts"
import { backupSqlite } from "./backup.ts"
import { Batches } from "./batches.ts"
import { receiveError } from "./failures.ts"
import type { Operation, Operations, Reply, Report, Request, WorkerOptions } from "./messages.ts"

export interface SqliteOptions {
  readonly file: string
  /** How large the file may grow; beyond it, writes reject with StorageFullError. Unbounded unless given. */
  readonly bytesMax?: number
}

export interface SqliteStorage extends Storage {
  /** Changes the bound on the file's size while it is in use; null takes it away. What is there already stays. */
  setBytesMax(bytesMax: number | null): Promise<void>
  /** Writes a consistent copy to a new file, while everything goes on. */
  backup(to: string): Promise<void>
}

/**
 * Storage in one SQLite file, held by a worker thread: the caller's thread never waits for the disk.
 * Rejects with LockedError when another process has the file, with FormatError when it cannot be ours to write.
 */
export async function openSqliteStorage({ file, bytesMax }: SqliteOptions): Promise<SqliteStorage> {
  const workerData: WorkerOptions = { file, bytesMax: bytesMax ?? null }
  const worker = new Worker(new URL("./worker.js", import.meta.url), { workerData, name: "codraft-storage" })
  await new Promise<void>((resolve, reject) => {
    worker.once("error", reject)
    worker.once("message", (report: Report) => {
      worker.off("error", reject)
      if ("refused" in report) reject(receiveError(report.refused))
      else resolve()
    })
  })
  return new WorkerStorage(worker, file)
}

interface Call {
  readonly weight: Weight
  readonly resolve: (answer: unknown) => void
  readonly reject: (error: Error) => void
}

const nothing: Weight = { entries: 0, bytes: 0 }

class WorkerStorage implements SqliteStorage {
  readonly #requests: Batches<Request>
  readonly #file: string
  readonly #exited: Promise<void>
  readonly #calls = new Map<number, Call>()
  #lastId = 0
  #queuedEntries = 0
  #queuedBytes = 0
  /** Why nothing more is accepted. */
  #ended: StorageError | null = null
  #closing: Promise<void> | null = null
  #whenIdle: (() => void) | null = null

  constructor(worker: Worker, file: string) {
    this.#requests = new Batches((requests, transfer) => worker.postMessage(requests, transfer))
    this.#file = file
    worker.on("message", (report: Report) => {
      if ("replies" in report) for (const reply of report.replies) this.#settle(reply)
    })
    worker.on("error", (error) => this.#end(new StorageError("the storage worker has died", { cause: error })))
    this.#exited = new Promise((resolve) => {
      worker.on("exit", () => {
        this.#end(new StorageError("the storage worker has ended"))
        resolve()
      })
    })
  }

  readonly log: Log = {
    append: async (batch) => {
      const weight = acceptBatch(batch)
      const packed = packEntries(batch.flatMap(({ entries }) => entries))
      const appends = batch.map(({ stream, entries, expected }) => ({ stream, entries: entries.length, expected }))
      try {
        return new Map(await this.#write("append", { appends, packed }, weight, packed))
      } catch (error) {
        if (error instanceof StorageError && !(error instanceof QueueFullError))
          this.#heard(batch.map(({ stream }) => stream))
        throw error
      }
    },
    read: async (stream, after, limits) => {
      acceptStream(stream)
      acceptPosition(after)
      const packed = await this.#ask("read", { stream, after, ...acceptLimits(limits) })
      return unpackEntries(packed).map(({ at, author, data }, index) => ({
        position: after + 1 + index,
        at,
        author,
        data,
      }))
    },
    heads: async (streams) => {
      for (const stream of streams) acceptStream(stream)
      return new Map(await this.#ask("heads", streams))
    },
    streams: async (prefix) => await this.#ask("streams", prefix),
    archive: async (stream, through) => {
      acceptStream(stream)
      acceptPosition(through)
      await this.#ask("archive", { stream, through })
    },
    close: async () => await this.close(),
  }

  readonly snapshots: Snapshots = {
    get: async (stream) => {
      acceptStream(stream)
      return await this.#ask("getSnapshot", stream)
    },
    put: async (stream, { position, data }) => {
      acceptSnapshot(stream, { position, data })
      const copy = new Uint8Array(data)
      const weight = { entries: 1, bytes: copy.byteLength }
      await this.#write("putSnapshot", { stream, snapshot: { position, data: copy } }, weight, copy)
    },
  }

  readonly blobs: Blobs = {
    put: async (bytes) => {
      acceptBlob(bytes)
      const copy = new Uint8Array(bytes)
      return await this.#write("putBlob", copy, { entries: 1, bytes: copy.byteLength }, copy)
    },
    get: async (sha256) => {
      acceptSha256(sha256)
      return await this.#ask("getBlob", sha256)
    },
  }

  async probe(): Promise<void> {
    await this.#write("probe", null, nothing, undefined)
  }

  async setBytesMax(bytesMax: number | null): Promise<void> {
    await this.#ask("setBytesMax", bytesMax)
  }

  async backup(to: string): Promise<void> {
    await backupSqlite({ file: this.#file, to })
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    if (this.#ended !== null) return
    this.#ended = new StorageError("the storage is closed")
    if (this.#calls.size > 0)
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve
      })
    await new Promise<unknown>((resolve, reject) => this.#post("close", null, nothing, { resolve, reject }, undefined))
    await this.#exited
  }

  #write<K extends Operation>(
    operation: K,
    ask: Operations[K]["ask"],
    weight: Weight,
    bytes: Uint8Array | undefined,
  ): Promise<Operations[K]["answer"]> {
    if (this.#queuedEntries >= bounds.queueEntriesMax || this.#queuedBytes >= bounds.queueBytesMax)
      return Promise.reject(new QueueFullError("too much is waiting to be written"))
    return this.#ask(operation, ask, weight, bytes)
  }

  #ask<K extends Operation>(
    operation: K,
    ask: Operations[K]["ask"],
    weight: Weight = nothing,
    bytes?: Uint8Array,
  ): Promise<Operations[K]["answer"]> {
    if (this.#ended !== null) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      const settle = { resolve: (answer: unknown) => resolve(answer as Operations[K]["answer"]), reject }
      this.#post(operation, ask, weight, settle, bytes)
    })
  }

  #post<K extends Operation>(
    operation: K,
    ask: Operations[K]["ask"],
    weight: Weight,
    settle: Pick<Call, "resolve" | "reject">,
    bytes: Uint8Array | undefined,
  ): void {
    this.#lastId += 1
    this.#calls.set(this.#lastId, { weight, ...settle })
    this.#queuedEntries += weight.entries
    this.#queuedBytes += weight.bytes
    this.#requests.send({ id: this.#lastId, operation, ask } as Request, bytes)
  }

  #heard(streams: readonly string[]): void {
    this.#requests.send({ operation: "heard", streams })
  }

  #settle(reply: Reply): void {
    const call = this.#calls.get(reply.id)
    if (call === undefined) return
    this.#calls.delete(reply.id)
    this.#queuedEntries -= call.weight.entries
    this.#queuedBytes -= call.weight.bytes
    if ("error" in reply) call.reject(receiveError(reply.error))
    else call.resolve(reply.answer)
    if (this.#calls.size === 0) this.#whenIdle?.()
  }

  /** The worker is gone: nobody waits for it. What was not answered may or may not be written. */
  #end(error: StorageError): void {
    this.#ended ??= error
    for (const call of this.#calls.values()) call.reject(error)
    this.#calls.clear()
    this.#whenIdle?.()
  }
}
