import { Worker } from "node:worker_threads"
import { openReader, type Reader } from "@codraft/document/reader"
import type { TextWorker } from "@codraft/sync/server"
import { connectTextWork } from "@codraft/sync/work"
import { SheetPress } from "./register/sheet-press.ts"
import { pressInWorkers, type VersionPress } from "./versions/version-press.ts"
import { workPort } from "./work-port.ts"

/** The threads that hold documents, so that the event loop never does. */
export interface Threads {
  /** Answers questions about content. */
  reader: Reader
  /** Works for the text rooms. */
  textWork: TextWorker
  /** Makes files of the register of comments. */
  press: SheetPress
  /** Makes versions and their files. */
  versionPress: VersionPress
  close(): Promise<void>
}

export function openThreads(): Threads {
  const reader = openReader()
  const textThread = new TextThread(newWorker)
  return {
    reader,
    textWork: textThread.work,
    press: new SheetPress(),
    versionPress: pressInWorkers,
    async close() {
      await reader.close()
      await textThread.close()
    },
  }
}

/**
 * One text worker, running from the first. If it dies, those who waited for it get an error, which closes their rooms
 * with a code that says to come back, and the next who asks gets a new one.
 */
export class TextThread {
  readonly #start: () => Worker
  #running: { worker: Worker; work: TextWorker } | null = null

  constructor(start: () => Worker) {
    this.#start = start
    this.#work()
  }

  readonly work: TextWorker = {
    judge: (...args) => this.#work().judge(...args),
    replay: (...args) => this.#work().replay(...args),
    compact: (...args) => this.#work().compact(...args),
    diff: (...args) => this.#work().diff(...args),
    merge: (...args) => this.#work().merge(...args),
    sessions: (...args) => this.#work().sessions(...args),
    refill: (...args) => this.#work().refill(...args),
    forgetLeftovers: (...args) => this.#work().forgetLeftovers(...args),
    shape: (...args) => this.#work().shape(...args),
  }

  async close(): Promise<void> {
    await this.#running?.worker.terminate()
  }

  #work(): TextWorker {
    if (this.#running) return this.#running.work
    const worker = this.#start()
    this.#running = { worker, work: connectTextWork(workPort(worker)) }
    worker.once("exit", () => {
      this.#running = null
    })
    return this.#running.work
  }
}

/** Enough for the largest text several times over; beyond it, this thread ends and not the server. */
const TEXT_HEAP_MEGABYTES_MAX = 1024

function newWorker(): Worker {
  return new Worker(new URL("./text-worker.js", import.meta.url), {
    name: "codraft-text",
    resourceLimits: { maxOldGenerationSizeMb: TEXT_HEAP_MEGABYTES_MAX },
  })
}
