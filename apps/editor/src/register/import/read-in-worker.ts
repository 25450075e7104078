import { importBounds } from "@codraft/publication/import"
import type { FileRead } from "./read-file.ts"

/** Nobody waits longer for a table; the longest that is allowed takes some seconds. */
const readMsMax = 60_000

/** Reads a file in a thread of its own, which ends with it. */
export async function readInWorker(file: File): Promise<FileRead> {
  if (file.size > importBounds.fileBytesMax) return { problem: "too-large" }
  let bytes: ArrayBuffer
  try {
    bytes = await file.arrayBuffer()
  } catch {
    // Gone, or held by another program, since it was chosen.
    return { problem: "broken" }
  }
  const worker = new Worker(new URL("./file-worker.ts", import.meta.url), { type: "module" })
  try {
    return await new Promise<FileRead>((resolve) => {
      const timer = setTimeout(() => resolve({ problem: "too-large" }), readMsMax)
      worker.addEventListener("message", ({ data }: MessageEvent<FileRead>) => {
        clearTimeout(timer)
        resolve(data)
      })
      worker.addEventListener("error", () => {
        clearTimeout(timer)
        resolve({ problem: "broken" })
      })
      worker.postMessage({ name: file.name, bytes }, [bytes])
    })
  } finally {
    worker.terminate()
  }
}
