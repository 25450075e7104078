import assert from "node:assert/strict"
import { parentPort, workerData } from "node:worker_threads"
import type { PressJob } from "./version-press.ts"
import { makeArtefacts, makeValue } from "./version-work.ts"

assert(parentPort, "this file runs as a worker")
const job = workerData as PressJob
parentPort.postMessage("value" in job ? await makeValue(job.value) : await makeArtefacts(job.artefacts))
