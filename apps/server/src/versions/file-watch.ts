import { workerData } from "node:worker_threads"
import { memoryBytesMax } from "./file-bounds.ts"

/** Ends the process that makes files when the server is gone, or when it takes more memory than it may. */
const lookMs = 200
const server = workerData as number

setInterval(() => {
  if (process.ppid !== server || process.memoryUsage.rss() > memoryBytesMax) process.kill(process.pid, "SIGKILL")
}, lookMs)
