import assert from "node:assert/strict"
import { parentPort, workerData } from "node:worker_threads"
import { makeArtefacts, type PressJob } from "./make-artefacts.ts"

assert(parentPort, "this file runs as a worker")
const made = await makeArtefacts(workerData as PressJob)
parentPort.postMessage(made)
