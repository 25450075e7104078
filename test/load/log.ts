import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openSqliteStorage } from "@codraft/storage/sqlite"
import { percentile, print } from "./figures.ts"

const appenderCounts = [1, 10, 100]
const roundMs = 3_000
const streamCount = 20
/** As large as a keystroke's update. */
const entryBytes = 100

/** Rows per second through the log, each one durable (fsync) before its appender writes the next. One appender is one commit per row. */
export async function benchLog(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), "codraft-log-"))
  const storage = await openSqliteStorage({ file: join(directory, "codraft.db") })
  console.log(
    `The log: SQLite in a worker, WAL, synchronous=FULL, ${entryBytes} B a row, ${streamCount} streams, ${roundMs} ms a round, in ${directory}`,
  )
  try {
    let oneByOne = Number.NaN
    for (const appenders of appenderCounts) {
      const waits: number[] = []
      const started = performance.now()
      const writes = Array.from({ length: appenders }, async (_, appender) => {
        const stream = `text:bench-${appender % streamCount}`
        while (performance.now() - started < roundMs) {
          const asked = performance.now()
          const data = new Uint8Array(entryBytes).fill(appender)
          await storage.log.append([{ stream, entries: [{ at: Date.now(), author: "bench", data }] }])
          waits.push(performance.now() - asked)
        }
      })
      await Promise.all(writes)
      const rowsPerSecond = (waits.length / (performance.now() - started)) * 1_000
      if (appenders === 1) oneByOne = rowsPerSecond
      print(`Log with fsync, ${appenders} at a time (rows/s, ms)`, {
        "rows/s": Math.round(rowsPerSecond),
        "times one by one": rowsPerSecond / oneByOne,
        p50: percentile(waits, 0.5),
        p99: percentile(waits, 0.99),
      })
    }
  } finally {
    await storage.close()
    await rm(directory, { recursive: true })
  }
}
