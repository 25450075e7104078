import type { Storage } from "../storage.ts"

export interface SqliteOptions {
  readonly file: string
  readonly bytesMax?: number
}

export interface SqliteStorage extends Storage {
  setBytesMax(bytesMax: number | null): Promise<void>
  backup(to: string): Promise<void>
}

export async function openSqliteStorage(_options: SqliteOptions): Promise<SqliteStorage> {
  throw new Error("being written")
}
