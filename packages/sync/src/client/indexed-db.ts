import { type IDBPDatabase, wrap } from "idb"
import { type DeviceChange, DeviceError, type DeviceStore, type KeptSection } from "./device-store.ts"

/** Stepped when the shape of the object stores changes; `upgrade` then brings the old one along. */
const databaseVersion = 1

/** The browser's IndexedDB as a DeviceStore: one database per person, opened at first use. */
export function openDeviceStore({ indexedDB, personId }: { indexedDB: IDBFactory; personId: string }): DeviceStore {
  return new IndexedDbStore(indexedDB, personId)
}

/**
 * `copy`: `{n, stream, update}`, by n; `unsent`: `{stream, id, update, isEdit}` and `rescued`: `{stream, id, text, refusal}`, by both.
 */
class IndexedDbStore implements DeviceStore {
  readonly personId: string
  readonly #indexedDB: IDBFactory
  #database: Promise<IDBPDatabase> | null = null

  constructor(indexedDB: IDBFactory, personId: string) {
    this.#indexedDB = indexedDB
    this.personId = personId
  }

  async open(stream: string): Promise<KeptSection> {
    return attempt(async () => {
      const transaction = (await this.#opened()).transaction(["copy", "unsent", "rescued"], "readonly")
      const [copy, unsent, rescued] = await Promise.all([
        transaction.objectStore("copy").index("stream").getAll(stream),
        transaction.objectStore("unsent").getAll(sectionRange(stream)),
        transaction.objectStore("rescued").getAll(sectionRange(stream)),
      ])
      return {
        copy: copy.map(({ update }) => update),
        unsent: unsent.map(({ id, update, isEdit }) => ({ id, update, isEdit })),
        rescued: rescued.map(({ id, text, refusal }) => ({ id, text, refusal })),
      }
    })
  }

  async write(stream: string, change: DeviceChange): Promise<void> {
    await attempt(async () => {
      // NOTE: "strict" waits for the disk; browsers otherwise resolve when the operating system has the bytes.
      const transaction = (await this.#opened()).transaction(["copy", "unsent", "rescued"], "readwrite", {
        durability: "strict",
      })
      const copy = transaction.objectStore("copy")
      const unsent = transaction.objectStore("unsent")
      const rescued = transaction.objectStore("rescued")
      // Reads first: between the writes nothing may wait, and a transaction that fails here is not awaited below.
      transaction.done.catch(() => {})
      const stale = change.dropCopy ? await copy.index("stream").getAllKeys(stream) : []
      const receipted = await Promise.all((change.receipted ?? []).map((id) => unsent.get([stream, id])))
      const moved = receipted.filter((entry) => entry !== undefined)
      await Promise.all([
        ...stale.map((n) => copy.delete(n)),
        ...[...(change.received ?? []), ...moved.map(({ update }) => update)].map((update) =>
          copy.add({ stream, update }),
        ),
        ...(change.unsent ?? []).map((entry) => unsent.put({ stream, ...entry })),
        ...[...(change.receipted ?? []), ...(change.dropped ?? [])].map((id) => unsent.delete([stream, id])),
        ...(change.rescued ?? []).map((text) => rescued.put({ stream, ...text })),
        ...(change.dismissed ?? []).map((id) => rescued.delete([stream, id])),
        transaction.done,
      ])
    })
  }

  async compact(stream: string, merge: (copy: Uint8Array[]) => Uint8Array): Promise<void> {
    await attempt(async () => {
      const transaction = (await this.#opened()).transaction("copy", "readwrite")
      const index = transaction.store.index("stream")
      const [keys, records] = await Promise.all([index.getAllKeys(stream), index.getAll(stream)])
      if (records.length > 1) {
        void transaction.store.add({ stream, update: merge(records.map(({ update }) => update)) })
        for (const n of keys) void transaction.store.delete(n)
      }
      await transaction.done
    })
  }

  async clearAll(): Promise<void> {
    await attempt(async () => {
      const transaction = (await this.#opened()).transaction(["copy", "unsent", "rescued"], "readwrite", {
        durability: "strict",
      })
      for (const name of ["copy", "unsent", "rescued"]) void transaction.objectStore(name).clear()
      await transaction.done
    })
  }

  close(): void {
    const database = this.#database
    this.#database = null
    // One that never opened has nothing to close.
    database?.then(
      (opened) => opened.close(),
      () => {},
    )
  }

  #opened(): Promise<IDBPDatabase> {
    if (this.#database) return this.#database
    const opening = this.#openDatabase()
    this.#database = opening
    opening.catch(() => {
      if (this.#database === opening) this.#database = null
    })
    return opening
  }

  async #openDatabase(): Promise<IDBPDatabase> {
    const request = this.#indexedDB.open(`codraft:${this.personId}`, databaseVersion)
    request.addEventListener("upgradeneeded", () => upgrade(request.result))
    const database = (await wrap(request)) as IDBPDatabase
    // Another tab upgrades or deletes the database, or the browser took it away: the next use opens it again.
    database.addEventListener("versionchange", () => this.close())
    database.addEventListener("close", () => this.close())
    return database
  }
}

function upgrade(database: IDBDatabase): void {
  const copy = database.createObjectStore("copy", { keyPath: "n", autoIncrement: true })
  copy.createIndex("stream", "stream")
  database.createObjectStore("unsent", { keyPath: ["stream", "id"] })
  database.createObjectStore("rescued", { keyPath: ["stream", "id"] })
}

/** All keys [stream, id]: an array sorts after every string. */
function sectionRange(stream: string): IDBKeyRange {
  return IDBKeyRange.bound([stream], [stream, []])
}

async function attempt<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === "QuotaExceededError"
    throw new DeviceError(isFull ? "the device has no space left" : "the device's storage failed", {
      isFull,
      cause: error,
    })
  }
}
