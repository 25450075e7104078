import assert from "node:assert/strict"
import { writeFile } from "node:fs/promises"
import { once } from "node:events"
import { Worker } from "node:worker_threads"
import type { FilesMessage } from "./file-press.ts"
import { type FilesJob, makeFiles } from "./file-work.ts"

assert(process.send !== undefined, "this file runs as a child of the server")
// Also while this thread is caught in what sets pages.
const watch = new Worker(new URL("./file-watch.js", import.meta.url), { workerData: process.ppid })
watch.unref()
// Where the machine has no memory left, Linux ends this and not the server.
await writeFile("/proc/self/oom_score_adj", "1000").catch(() => {})

const [job] = (await once(process, "message")) as [FilesJob]
for await (const file of makeFiles(job)) await tell({ file })
await tell({ isDone: true })
process.disconnect()

function tell(message: FilesMessage): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, undefined, {}, (error) => (error ? reject(error) : resolve()))
  })
}
