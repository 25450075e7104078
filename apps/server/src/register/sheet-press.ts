import { Worker } from "node:worker_threads"
import type { Sheet, SheetFormat } from "./sheet.ts"

export interface RenderJob {
  sheet: Sheet
  format: SheetFormat
}

const outOfMemory = "ERR_WORKER_OUT_OF_MEMORY"

export type Render = (sheet: Sheet, format: SheetFormat) => Promise<Uint8Array<ArrayBuffer>>

/** So many wait for their file at once; whoever comes then is asked to come again. */
const waitingMax = 8
/** As many rows as are allowed take half of it, with comments of the usual length. */
const heapMegabytesMax = 512
const renderMsMax = 120_000

export class PressBusyError extends Error {
  override name = "PressBusyError"
}

/** More words than a file is made of. */
export class SheetTooLargeError extends Error {
  override name = "SheetTooLargeError"
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
  return renderedInWorker(sheet, format, heapMegabytesMax)
}

/** Rejects with SheetTooLargeError where the file would take more memory than that, which ends with its thread. */
export async function renderedInWorker(
  sheet: Sheet,
  format: SheetFormat,
  heapMegabytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL("./render-worker.js", import.meta.url), {
    name: "codraft-register",
    workerData: { sheet, format } satisfies RenderJob,
    resourceLimits: { maxOldGenerationSizeMb: heapMegabytes },
  })
  const timer = setTimeout(() => void worker.terminate(), renderMsMax)
  try {
    return await new Promise<Uint8Array<ArrayBuffer>>((resolve, reject) => {
      worker.once("message", resolve)
      worker.once("error", (error: Error & { code?: string }) =>
        reject(error.code === outOfMemory ? new SheetTooLargeError(error.message, { cause: error }) : error),
      )
      worker.once("exit", () => reject(new Error(`The ${format} file was not finished.`)))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
