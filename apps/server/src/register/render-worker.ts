import assert from "node:assert/strict"
import { parentPort, workerData } from "node:worker_threads"
import { renderSheet } from "./render.ts"
import type { RenderJob } from "./sheet-press.ts"

// One file, away from the thread that serves people; what it took in memory goes with the thread.
assert(parentPort, "this file runs as a worker")
const { sheet, format } = workerData as RenderJob
const bytes = await renderSheet(sheet, format)
parentPort.postMessage(bytes, [bytes.buffer])
