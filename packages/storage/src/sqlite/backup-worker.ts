import { parentPort, workerData } from "node:worker_threads"
import { copyDatabase } from "./backup.ts"
import { sendError } from "./failures.ts"

const { file, to } = workerData as { file: string; to: string }

try {
  copyDatabase(file, to)
  parentPort?.postMessage(null)
} catch (error) {
  parentPort?.postMessage(sendError(error))
}
