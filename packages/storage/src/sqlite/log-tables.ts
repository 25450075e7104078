import { promisify } from "node:util"
import { brotliCompress, brotliDecompress, constants } from "node:zlib"
import type { StatementSyncInstance } from "@photostructure/sqlite"
import { ConflictError, StorageError } from "../errors.ts"
import { packEntries, unpackEntries } from "../pack.ts"
import type { Append, Entry, NewEntry, Position } from "../storage.ts"
import type { Commits } from "./commits.ts"
import type { Database } from "./database.ts"

// A stream is chunks (the archive, compressed) up to some position and rows after it. Chunks and rows never overlap and leave no
// gap: one transaction writes the chunk and deletes its rows.

/** A chunk holds at most this much before compression: as much as a reader of one entry has to unpack. */
const chunkBytesMax = 256 * 1024
const chunkEntriesMax = 4_096
/** The first byte of a chunk: brotli over packed entries. */
const chunkFormat = 1
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

const compress = promisify(brotliCompress)
const decompress = promisify(brotliDecompress)

interface Row {
  readonly position: Position
  readonly at: number
  readonly author: string
  readonly data: Uint8Array
}

interface Chunk {
  readonly first: Position
  readonly last: Position
  readonly bytes: number
  readonly data: Uint8Array
}

export class LogTables {
  readonly #commits: Commits
  readonly #findStream: StatementSyncInstance
  readonly #addStream: StatementSyncInstance
  readonly #setHead: StatementSyncInstance
  readonly #addEntry: StatementSyncInstance
  readonly #rowsAfter: StatementSyncInstance
  readonly #deleteRows: StatementSyncInstance
  readonly #chunksAfter: StatementSyncInstance
  readonly #lastChunk: StatementSyncInstance
  readonly #addChunk: StatementSyncInstance
  readonly #deleteChunk: StatementSyncInstance
  readonly #names: StatementSyncInstance
  #archiving: Promise<void> = Promise.resolve()

  constructor(db: Database, commits: Commits) {
    this.#commits = commits
    this.#findStream = db.prepare("SELECT id, head FROM stream WHERE name = ?")
    this.#addStream = db.prepare("INSERT INTO stream (name, head) VALUES (?, 0)")
    this.#setHead = db.prepare("UPDATE stream SET head = ? WHERE id = ?")
    this.#addEntry = db.prepare("INSERT INTO entry (stream, position, at, author, data) VALUES (?, ?, ?, ?, ?)")
    this.#rowsAfter = db.prepare(
      "SELECT position, at, author, data FROM entry WHERE stream = ? AND position > ? AND position <= ? ORDER BY position LIMIT ?",
    )
    this.#deleteRows = db.prepare("DELETE FROM entry WHERE stream = ? AND position BETWEEN ? AND ?")
    this.#chunksAfter = db.prepare(
      "SELECT first, last, bytes, data FROM chunk WHERE stream = ? AND last > ? ORDER BY last",
    )
    this.#lastChunk = db.prepare(
      "SELECT first, last, bytes, data FROM chunk WHERE stream = ? ORDER BY last DESC LIMIT 1",
    )
    this.#addChunk = db.prepare("INSERT INTO chunk (stream, first, last, bytes, data) VALUES (?, ?, ?, ?, ?)")
    this.#deleteChunk = db.prepare("DELETE FROM chunk WHERE stream = ? AND last = ?")
    this.#names = db.prepare(
      "SELECT name FROM stream WHERE name >= ?1 AND substr(name, 1, length(?1)) = ?1 ORDER BY name",
    )
  }

  /** Inside a transaction. Checks every expectation before the first write. */
  append(batch: readonly Append[]): [stream: string, head: Position][] {
    const heads = new Map<string, Position>()
    for (const { stream, entries, expected } of batch) {
      const head = heads.get(stream) ?? this.head(stream)
      if (expected !== undefined && expected !== head) throw new ConflictError(stream, expected, head)
      heads.set(stream, head + entries.length)
    }
    for (const { stream, entries } of batch) if (entries.length > 0) this.#appendTo(stream, entries)
    return [...heads]
  }

  head(stream: string): Position {
    return this.#find(stream)?.head ?? 0
  }

  streams(prefix: string): string[] {
    return this.#names.all(prefix).map(({ name }) => String(name))
  }

  /** At least one entry if there is one; then as many as fit both limits. */
  async read(stream: string, after: Position, entriesMax: number, bytesMax: number): Promise<NewEntry[]> {
    const id = this.#find(stream)?.id
    if (id === undefined) return []
    // What is stored is taken in one go, so that an archive that moves entries meanwhile cannot hide any.
    const { chunks, rows } = this.#take(id, after, entriesMax, bytesMax)
    const archived = await Promise.all(chunks.map(async (chunk) => await unpackChunk(chunk)))
    return within([...archived.flat().filter(({ position }) => position > after), ...rows], entriesMax, bytesMax)
  }

  /** One archive at a time; each chunk is a commit of its own, and others go between. */
  async archive(stream: string, through: Position): Promise<void> {
    const before = this.#archiving
    const mine = before.then(async () => {
      while (await this.#archiveChunk(stream, through));
    })
    this.#archiving = mine.catch(() => {})
    await mine
  }

  #find(stream: string): { id: number; head: Position } | undefined {
    return this.#findStream.get(stream)
  }

  #appendTo(stream: string, entries: readonly NewEntry[]): void {
    const found = this.#find(stream)
    const id = found?.id ?? this.#addStream.run(stream).lastInsertRowid
    let position = found?.head ?? 0
    for (const { at, author, data } of entries) this.#addEntry.run(id, ++position, at, author, data)
    this.#setHead.run(position, id)
  }

  #take(id: number, after: Position, entriesMax: number, bytesMax: number): { chunks: Chunk[]; rows: Row[] } {
    const chunks: Chunk[] = []
    let entries = 0
    let bytes = 0
    for (const chunk of this.#chunksAfter.iterate(id, after) as Iterable<Chunk>) {
      chunks.push(chunk)
      entries += chunk.last - Math.max(chunk.first - 1, after)
      bytes += chunk.bytes
      if (entries >= entriesMax || bytes >= bytesMax) return { chunks, rows: [] }
    }
    const from = Math.max(after, chunks.at(-1)?.last ?? 0)
    return { chunks, rows: this.#rows(id, from, Number.MAX_SAFE_INTEGER, entriesMax - entries, bytesMax - bytes) }
  }

  #rows(id: number, after: Position, through: Position, entriesMax: number, bytesMax: number): Row[] {
    const rows: Row[] = []
    let bytes = 0
    for (const row of this.#rowsAfter.iterate(id, after, through, entriesMax) as Iterable<Row>) {
      bytes += row.data.byteLength
      if (rows.length > 0 && bytes > bytesMax) break
      rows.push(row)
    }
    return rows
  }

  /** Moves the next rows into a chunk, together with the last chunk when that one is small. False when nothing is left to move. */
  async #archiveChunk(stream: string, through: Position): Promise<boolean> {
    await this.#commits.turn()
    const id = this.#find(stream)?.id
    if (id === undefined) return false
    const last: Chunk | undefined = this.#lastChunk.get(id)
    const rows = this.#rows(id, last?.last ?? 0, through, chunkEntriesMax, chunkBytesMax)
    const [firstRow, lastRow] = [rows[0], rows.at(-1)]
    if (firstRow === undefined || lastRow === undefined) return false
    const small = last !== undefined && isSmall(last) ? last : undefined
    const entries = [...(small === undefined ? [] : await unpackChunk(small)), ...rows]
    const packed = packEntries(entries)
    const compressed = await compress(packed, quality)
    const data = new Uint8Array(compressed.byteLength + 1)
    data[0] = chunkFormat
    data.set(compressed, 1)
    await this.#commits.submit({
      weight: { entries: rows.length, bytes: data.byteLength },
      streams: [],
      apply: () => {
        const { changes } = this.#deleteRows.run(id, firstRow.position, lastRow.position)
        if (changes !== rows.length) throw new StorageError(`${changes} rows were moved instead of ${rows.length}`)
        if (small !== undefined) this.#deleteChunk.run(id, small.last)
        this.#addChunk.run(id, small?.first ?? firstRow.position, lastRow.position, packed.byteLength, data)
      },
    })
    return true
  }
}

/** Small enough to take in as many entries again without being more than one and a half chunks. */
function isSmall(chunk: Chunk): boolean {
  return chunk.bytes < chunkBytesMax / 2 && chunk.last - chunk.first < chunkEntriesMax / 2
}

async function unpackChunk({ first, last, data }: Chunk): Promise<Entry[]> {
  if (data[0] !== chunkFormat)
    throw new StorageError(`the archive has a chunk of format ${data[0]}, which this program does not know`)
  const entries = unpackEntries(await decompress(data.subarray(1)))
  if (entries.length !== last - first + 1)
    throw new StorageError(`a chunk of the archive holds ${entries.length} entries, not ${first} to ${last}`)
  return entries.map(({ at, author, data }, index) => ({ position: first + index, at, author, data }))
}

function within(entries: readonly Entry[], entriesMax: number, bytesMax: number): Entry[] {
  let bytes = 0
  const past = entries.findIndex(({ data }, index) => {
    bytes += data.byteLength
    return index >= entriesMax || (index > 0 && bytes > bytesMax)
  })
  return past === -1 ? [...entries] : entries.slice(0, past)
}
