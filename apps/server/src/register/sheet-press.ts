import { Worker } from "node:worker_threads"
import type { Sheet, SheetFormat } from "./sheet.ts"

export interface RenderJob {
  sheet: Sheet
  format: SheetFormat
}

export type Render = (sheet: Sheet, format: SheetFormat) => Promise<Uint8Array<ArrayBuffer>>

/** So many wait for their file at once; whoever comes then is asked to come again. */
const waitingMax = 8
/** The longest register that is allowed takes a fraction of these. */
const heapMegabytesMax = 1_536
const renderMsMax = 120_000

export class PressBusyError extends Error {
  override name = "PressBusyError"
}

/** Makes files one after the other: each is a thread's work for seconds, and people write meanwhile. */
export class SheetPress {
  readonly #run: Render
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  constructor(run: Render = inWorker) {
    this.#run = run
  }

  /** Rejects with PressBusyError where too many wait. */
  async render(sheet: Sheet, format: SheetFormat): Promise<Uint8Array<ArrayBuffer>> {
    if (this.#waiting >= waitingMax) throw new PressBusyError("Too many files are being made.")
    this.#waiting += 1
    const turn = this.#last.then(() => this.#run(sheet, format))
    this.#last = turn.then(
      () => {},
      () => {},
    )
    try {
      return await turn
    } finally {
      this.#waiting -= 1
    }
  }
}

async function inWorker(sheet: Sheet, format: SheetFormat): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL("./render-worker.js", import.meta.url), {
    name: "codraft-register",
    workerData: { sheet, format } satisfies RenderJob,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytesMax },
  })
  const timer = setTimeout(() => void worker.terminate(), renderMsMax)
  try {
    return await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      worker.once("message", resolve)
      worker.once("error", reject)
      worker.once("exit", () => reject(new Error(`The ${format} file was not finished.`)))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
