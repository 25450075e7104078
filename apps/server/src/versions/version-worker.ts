import assert from "node:assert/strict"
import { platform, setPriority } from "node:os"
import { parentPort, workerData } from "node:worker_threads"
import { findPlaces } from "@codraft/publish/places"
import { changedSections } from "./changed-sections.ts"
import type { PressJob } from "./version-press.ts"
import { makeManifest, makePackage, makeValue, readPlaces } from "./version-work.ts"

assert(parentPort, "this file runs as a worker")
/** A third of the share of a thread that serves people, where both want the processor; the work still ends on a busy machine. */
const behindTyping = 5
// On Linux this is of the calling thread alone, and of the threads that it starts.
if (platform() === "linux") setPriority(behindTyping)
parentPort.postMessage(await done(workerData as PressJob))

async function done(job: PressJob): Promise<unknown> {
  if ("value" in job) return makeValue(job.value)
  if ("manifest" in job) return makeManifest(job.manifest)
  if ("package" in job) return makePackage(job.package)
  if ("places" in job) return readPlaces(job.places)
  if ("typed" in job) return findPlaces(readPlaces(job.typed.content), job.typed.rows)
  if ("redline" in job) return (await import("./redline-work.ts")).makeRedline(job.redline)
  return "changed" in job
    ? changedSections(job.changed)
    : (await import("./comparison-work.ts")).makeComparison(job.comparison)
}
