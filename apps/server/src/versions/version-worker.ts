import assert from "node:assert/strict"
import { parentPort, workerData } from "node:worker_threads"
import { changedSections } from "./changed-sections.ts"
import type { PressJob } from "./version-press.ts"
import { makeArtefacts, makeValue } from "./version-work.ts"

assert(parentPort, "this file runs as a worker")
parentPort.postMessage(await done(workerData as PressJob))

function done(job: PressJob): unknown {
  if ("value" in job) return makeValue(job.value)
  return "artefacts" in job ? makeArtefacts(job.artefacts) : changedSections(job.changed)
}
