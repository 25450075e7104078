import { parentPort, type TransferListItem, workerData } from "node:worker_threads"
import { StorageError } from "../errors.ts"
import { packEntries, unpackEntries } from "../pack.ts"
import type { Append } from "../storage.ts"
import { Batches } from "./batches.ts"
import { Commits } from "./commits.ts"
import { openDatabase, type OpenDatabase, pragma } from "./database.ts"
import { asStorageError, sendError } from "./failures.ts"
import { BlobTables, SnapshotTable } from "./kept-tables.ts"
import { LogTables } from "./log-tables.ts"
import type { Operation, Operations, PackedBatch, Reply, Report, Request, WorkerOptions } from "./messages.ts"

// The thread that holds the database. SQLite works synchronously, here and nowhere else.

/** Large enough that a disk with next to no space left says so. */
const probeBytesMin = 64 * 1024
/** What SQLite takes for "as large as it gets". */
const pagesMax = 4_294_967_294

if (parentPort === null) throw new StorageError("the storage worker runs as a worker")
const port = parentPort
const options = workerData as WorkerOptions

type Performers = { [K in Operation]: (ask: Operations[K]["ask"]) => Promise<Operations[K]["answer"]> }

function performers({ db, file, close }: OpenDatabase, commits: Commits): Performers {
  const log = new LogTables(db, commits)
  const snapshots = new SnapshotTable(db, log)
  const blobs = new BlobTables(db, commits)
  const putProbe = db.prepare("INSERT OR REPLACE INTO probe (id, data) VALUES (1, ?)")
  const deleteProbe = db.prepare("DELETE FROM probe")
  const read = async <T>(from: () => T): Promise<T> => {
    await commits.turn()
    return from()
  }
  const setBytesMax = (bytesMax: number | null): void => {
    const pages = bytesMax === null ? pagesMax : Math.max(1, Math.floor(bytesMax / pragma(db, "page_size")))
    db.exec(`PRAGMA max_page_count = ${pages}`)
  }
  setBytesMax(options.bytesMax)
  return {
    append: async (ask) => {
      const { batch, bytes, entries } = unpackBatch(ask)
      const streams = batch.map(({ stream }) => stream)
      return await commits.submit({ weight: { entries, bytes }, streams, apply: () => log.append(batch) })
    },
    read: async ({ stream, after, entries, bytes }) => {
      await commits.turn()
      return packEntries(await log.read(stream, after, entries, bytes))
    },
    heads: async (streams) => await read(() => streams.map((stream) => [stream, log.head(stream)])),
    streams: async (prefix) => await read(() => log.streams(prefix)),
    archive: async ({ stream, through }) => await log.archive(stream, through),
    getSnapshot: async (stream) => await read(() => snapshots.get(stream)),
    putSnapshot: async ({ stream, snapshot }) => {
      const weight = { entries: 1, bytes: snapshot.data.byteLength }
      await commits.submit({ weight, streams: [], apply: () => snapshots.put(stream, snapshot) })
    },
    getBlob: async (sha256) => await blobs.get(sha256),
    putBlob: async (bytes) => await blobs.put(bytes),
    probe: async () => {
      const bytes = Math.max(probeBytesMin, commits.failedBytesMax)
      const weight = { entries: 0, bytes }
      await commits.submit({ weight, streams: [], apply: () => putProbe.run(new Uint8Array(bytes)) })
      commits.failedBytesMax = 0
      // Given back, so that what the probe found room for is there for others.
      await commits.submit({ weight, streams: [], apply: () => deleteProbe.run() })
    },
    setBytesMax: async (bytesMax) => await read(() => setBytesMax(bytesMax)),
    close: async () => {
      await commits.turn()
      close()
      // Ends the thread once the reply is out: what is prepared keeps the files open until then.
      setImmediate(() => port.close())
    },
  }

  function unpackBatch({ appends, packed }: PackedBatch): { batch: Append[]; entries: number; bytes: number } {
    const all = unpackEntries(packed)
    let taken = 0
    const batch = appends.map(({ stream, entries, expected }) => {
      taken += entries
      return { stream, entries: all.slice(taken - entries, taken), ...(expected === undefined ? {} : { expected }) }
    })
    if (taken !== all.length) throw new StorageError(`${file} was sent ${all.length} entries and told of ${taken}`)
    return { batch, entries: all.length, bytes: packed.byteLength }
  }
}

function report(report: Report, transfer: TransferListItem[] = []): void {
  port.postMessage(report, transfer)
}

function serve(database: OpenDatabase): void {
  const commits = new Commits(database.db, database.file)
  const perform = performers(database, commits)
  const replies = new Batches<Reply>((all, transfer) => report({ replies: all }, transfer))
  const answer = async <K extends Operation>(id: number, operation: K, ask: Operations[K]["ask"]): Promise<void> => {
    try {
      const answer = await perform[operation](ask)
      replies.send({ id, answer }, answer instanceof Uint8Array ? answer : undefined)
    } catch (error) {
      replies.send({ id, error: sendError(asStorageError(error, database.file)) })
    }
  }
  port.on("message", (requests: readonly Request[]) => {
    for (const request of requests)
      if (request.operation === "heard") commits.heard(request.streams)
      else void answer(request.id, request.operation, request.ask)
  })
}

try {
  const database = openDatabase(options.file)
  report({ opened: true })
  serve(database)
} catch (error) {
  report({ refused: sendError(asStorageError(error, options.file)) })
}
