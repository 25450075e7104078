import { createHash } from "node:crypto"
import type { StatementSyncInstance } from "@photostructure/sqlite"
import { DamagedError } from "../errors.ts"
import type { Snapshot } from "../storage.ts"
import type { Commits } from "./commits.ts"
import type { Database } from "./database.ts"
import type { LogTables } from "./log-tables.ts"

export class SnapshotTable {
  readonly #log: LogTables
  readonly #get: StatementSyncInstance
  readonly #put: StatementSyncInstance

  constructor(db: Database, log: LogTables) {
    this.#log = log
    this.#get = db.prepare(
      "SELECT position, snapshot.data FROM snapshot JOIN stream ON stream.id = snapshot.stream WHERE stream.name = ?",
    )
    this.#put = db.prepare(
      `INSERT INTO snapshot (stream, position, data) SELECT id, ?2, ?3 FROM stream WHERE name = ?1
       ON CONFLICT (stream) DO UPDATE SET position = excluded.position, data = excluded.data WHERE excluded.position >= position`,
    )
  }

  get(stream: string): Snapshot | null {
    return this.#get.get(stream) ?? null
  }

  /** Inside a transaction. */
  put(stream: string, { position, data }: Snapshot): void {
    const head = this.#log.head(stream)
    if (position > head) throw new RangeError(`a snapshot at ${position} is ahead of ${stream}, which is at ${head}`)
    this.#put.run(stream, position, data)
  }
}

/** A blob is written a piece at a time, so that commits go on between, and is there once its own row is: that comes last. */
const pieceBytes = 256 * 1024

export class BlobTables {
  readonly #commits: Commits
  readonly #find: StatementSyncInstance
  readonly #add: StatementSyncInstance
  readonly #piece: StatementSyncInstance
  readonly #addPiece: StatementSyncInstance
  readonly #deleteOrphans: StatementSyncInstance
  #putting: Promise<void> = Promise.resolve()

  constructor(db: Database, commits: Commits) {
    this.#commits = commits
    this.#find = db.prepare("SELECT bytes FROM blob WHERE sha256 = ?")
    this.#add = db.prepare("INSERT INTO blob (sha256, bytes) VALUES (?, ?)")
    this.#piece = db.prepare("SELECT data FROM piece WHERE sha256 = ? AND number = ?")
    this.#addPiece = db.prepare("INSERT INTO piece (sha256, number, data) VALUES (?, ?, ?)")
    this.#deleteOrphans = db.prepare("DELETE FROM piece WHERE sha256 NOT IN (SELECT sha256 FROM blob)")
  }

  async get(sha256: string): Promise<Uint8Array<ArrayBuffer> | null> {
    await this.#commits.turn()
    const found: { bytes: number } | undefined = this.#find.get(sha256)
    if (found === undefined) return null
    const bytes = new Uint8Array(found.bytes)
    const hash = createHash("sha256")
    for (let offset = 0; offset < found.bytes; offset += pieceBytes) {
      await this.#commits.turn()
      const piece: { data: Uint8Array } | undefined = this.#piece.get(sha256, offset / pieceBytes)
      if (piece === undefined || piece.data.byteLength > found.bytes - offset) break
      hash.update(piece.data)
      bytes.set(piece.data, offset)
    }
    if (hash.digest("hex") !== sha256)
      throw new DamagedError(`blob ${sha256} is damaged: its bytes no longer have that hash`)
    return bytes
  }

  /** One at a time, so that every piece without a blob is what a put that failed has left. */
  async put(bytes: Uint8Array): Promise<string> {
    const before = this.#putting
    const mine = before.then(async () => await this.#put(bytes))
    this.#putting = mine.then(
      () => {},
      () => {},
    )
    return await mine
  }

  async #put(bytes: Uint8Array): Promise<string> {
    const hash = createHash("sha256")
    const pieces: Uint8Array[] = []
    for (let offset = 0; offset < bytes.byteLength; offset += pieceBytes) {
      await this.#commits.turn()
      const piece = bytes.subarray(offset, offset + pieceBytes)
      hash.update(piece)
      pieces.push(piece)
    }
    const sha256 = hash.digest("hex")
    if (this.#find.get(sha256) !== undefined) return sha256
    await this.#change(0, () => this.#deleteOrphans.run())
    for (const [number, piece] of pieces.entries())
      await this.#change(piece.byteLength, () => this.#addPiece.run(sha256, number, piece))
    await this.#change(0, () => this.#add.run(sha256, bytes.byteLength))
    return sha256
  }

  async #change(bytes: number, apply: () => unknown): Promise<void> {
    await this.#commits.submit({ weight: { entries: 1, bytes }, streams: [], apply })
  }
}
