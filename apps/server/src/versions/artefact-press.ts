import { Worker } from "node:worker_threads"
import type { Made, MakeArtefacts, PressJob } from "./make-artefacts.ts"

/** The longest publication that is allowed takes a fraction of these. */
const heapMegabytesMax = 2_048
const makeMsMax = 300_000

/** Makes the files of a version in a thread of its own: what it took in memory goes with the thread. */
export const makeInWorker: MakeArtefacts = async (job) => {
  const worker = new Worker(new URL("./artefact-worker.js", import.meta.url), {
    name: "codraft-version",
    workerData: job satisfies PressJob,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax },
  })
  const timer = setTimeout(() => void worker.terminate(), makeMsMax)
  try {
    return await new Promise<Made[]>((resolve, reject) => {
      worker.once("message", resolve)
      worker.once("error", reject)
      worker.once("exit", () => reject(new Error("The files of a version were not finished.")))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
