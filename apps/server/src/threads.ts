import { Worker } from "node:worker_threads"
import { openReader, type Reader } from "@codraft/document/reader"
import type { TextWorker } from "@codraft/sync/server"
import { connectTextWork } from "@codraft/sync/work"
import { workPort } from "./work-port.ts"

/** The threads that hold documents, so that the event loop never does. */
export interface Threads {
  /** Answers questions about content. */
  reader: Reader
  /** Works for the text rooms. */
  textWork: TextWorker
  close(): Promise<void>
}

export function openThreads(): Threads {
  const reader = openReader()
  const textThread = new TextThread()
  return {
    reader,
    textWork: textThread.work,
    async close() {
      await reader.close()
      await textThread.close()
    },
  }
}

/**
 * Keeps one text worker running. If it dies, those who waited for it get an error, which closes their rooms with a code
 * that says to come back, and a new one takes over.
 */
class TextThread {
  #worker: Worker
  #connection: TextWorker
  #isClosing = false

  constructor() {
    this.#worker = newWorker()
    this.#connection = this.#connect()
  }

  readonly work: TextWorker = {
    judge: (...args) => this.#connection.judge(...args),
    replay: (...args) => this.#connection.replay(...args),
    compact: (...args) => this.#connection.compact(...args),
    diff: (...args) => this.#connection.diff(...args),
    refill: (...args) => this.#connection.refill(...args),
  }

  async close(): Promise<void> {
    this.#isClosing = true
    await this.#worker.terminate()
  }

  #connect(): TextWorker {
    const connection = connectTextWork(workPort(this.#worker))
    this.#worker.once("exit", () => {
      if (this.#isClosing) return
      this.#worker = newWorker()
      this.#connection = this.#connect()
    })
    return connection
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
