import assert from "node:assert/strict"
import { parentPort, workerData } from "node:worker_threads"
import { changedSections } from "./changed-sections.ts"
import type { PressJob } from "./version-press.ts"
import { makeArtefacts, makeValue, readPlaces } from "./version-work.ts"

assert(parentPort, "this file runs as a worker")
parentPort.postMessage(await done(workerData as PressJob))

async function done(job: PressJob): Promise<unknown> {
  if ("value" in job) return makeValue(job.value)
  if ("artefacts" in job) return makeArtefacts(job.artefacts)
  if ("places" in job) return readPlaces(job.places)
  if ("redline" in job) return (await import("./redline-work.ts")).makeRedline(job.redline)
  return "changed" in job
    ? changedSections(job.changed)
    : (await import("./comparison-work.ts")).makeComparison(job.comparison)
}
