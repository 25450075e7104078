import { Worker } from "node:worker_threads"
import { MalformedUpdateError } from "../update/inspection.ts"
import type { FromWorker, ToWorker } from "./messages.ts"
import { type ContentRequest, type Reader, ReaderError } from "./reader.ts"
import type { Question, Task } from "./tasks.ts"

/** What the reader takes on at a time, how much it may be sent at once, and the memory of its thread. */
export const readerBounds = { outstandingMax: 1000, messageBytesMax: 64 * 2 ** 20, heapMegabytesMax: 768 }
export type ReaderBounds = typeof readerBounds

interface Outstanding {
  readonly parts?: () => Promise<readonly Uint8Array[]>
  readonly resolve: (answer: never) => void
  readonly reject: (error: Error) => void
}

/** The reader in a thread of its own; this side loads neither documents nor Lexical. */
export function openReader(bounds: Partial<ReaderBounds> = {}): Reader {
  const thread = new ReaderThread({ ...readerBounds, ...bounds })
  return {
    content: (request) => thread.ask("content", request),
    json: (request) => thread.ask("json", request),
    html: (request) => thread.ask("html", request),
    text: (request) => thread.ask("text", request),
    counts: (request) => thread.ask("counts", request),
    search: (request) => thread.ask("search", request),
    headings: (request) => thread.ask("headings", request),
    abbreviations: (request) => thread.ask("abbreviations", request),
    targets: (request) => thread.ask("targets", request),
    numberCounts: (request) => thread.ask("numberCounts", request),
    goals: (request) => thread.ask("goals", request),
    referred: (request) => thread.ask("referred", request),
    anchoredThreads: (request) => thread.ask("anchoredThreads", request),
    findWords: (request) => thread.ask("findWords", request),
    findTyped: (request) => thread.ask("findTyped", request),
    markWords: (request) => thread.runOn(request.parts, "markWords", [request]),
    markAll: (request) => thread.runOn(request.parts, "markAll", [request]),
    remarkLost: (request) => thread.runOn(request.parts, "remarkLost", [request]),
    seed: (...args) => thread.run("seed", args),
    refill: (...args) => thread.run("refill", args),
    movePassage: (request) => {
      const { from, to, selection } = request
      const texts = [from.parts, to.parts, selection.kind === "cut" ? selection.parts : []]
      return thread.runOn(texts, "movePassage", [request])
    },
    findCut: (query) => thread.runOn([query.parts, query.entries.map(({ update }) => update)], "findCut", [query]),
    followPassage: (request) => {
      const { from, to, earlier, now } = request
      return thread.runOn([from.parts, to.parts, earlier, now ?? []], "followPassage", [request])
    },
    takeOutLate: (...args) => thread.run("takeOutLate", args),
    inspect: (...args) => thread.run("inspect", args),
    check: (...args) => thread.run("check", args),
    moment: (...args) => thread.run("moment", args),
    compare: (...args) => thread.run("compare", args),
    authorsPosition: (...args) => thread.run("authorsPosition", args),
    foldAuthors: (...args) => thread.run("foldAuthors", args),
    encodedAuthors: (...args) => thread.run("encodedAuthors", args),
    restoreAuthors: (...args) => thread.run("restoreAuthors", args),
    authors: (...args) => thread.run("authors", args),
    authorRuns: (...args) => thread.run("authorRuns", args),
    changes: (...args) => thread.run("changes", args),
    compact: (...args) => thread.run("compact", args),
    diff: (...args) => thread.run("diff", args),
    close: () => thread.close(),
  }
}

/**
 * Invariants: 1. every outstanding question ends once, by answer, failure or the end of its worker; 2. there is at most
 * one worker, from the beginning, since it takes longer to start than to answer; when it has ended, the next question starts
 * another; 3. after `close` there is none.
 */
class ReaderThread {
  #worker: Worker | null = null
  readonly #outstanding = new Map<number, Outstanding>()
  #nextId = 1
  readonly #bounds: ReaderBounds
  #isClosed = false

  constructor(bounds: ReaderBounds) {
    this.#bounds = bounds
    this.#started()
  }

  ask<T>(question: Question, request: ContentRequest): Promise<T> {
    const { key, position, language, dir, numbering, page, search, references, anchors, typed } = request
    return this.#post<T>(
      (id) => ({
        type: "ask",
        id,
        question,
        at: { key, position },
        section: { language, dir, numbering, page, search, references, anchors, typed },
      }),
      () => request.parts(),
    )
  }

  run<T>(task: Task, args: readonly unknown[]): Promise<T> {
    if (bytesIn(args) > this.#bounds.messageBytesMax) return Promise.reject(tooLarge())
    return this.#post<T>((id) => ({ type: "do", id, task, args }))
  }

  /** For what is asked with texts within: `texts` are all of these. */
  runOn<T>(texts: readonly unknown[], task: Task, args: readonly unknown[]): Promise<T> {
    return bytesIn(texts) > this.#bounds.messageBytesMax ? Promise.reject(tooLarge()) : this.run(task, args)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    const worker = this.#worker
    this.#end(worker, new ReaderError("The reader was closed."))
    await worker?.terminate()
  }

  #post<T>(message: (id: number) => ToWorker, parts?: () => Promise<readonly Uint8Array[]>): Promise<T> {
    if (this.#isClosed) return Promise.reject(new ReaderError("The reader is closed."))
    if (this.#outstanding.size >= this.#bounds.outstandingMax) {
      return Promise.reject(new ReaderError("The reader has too much to do."))
    }
    const id = this.#nextId++
    return new Promise<T>((resolve, reject) => {
      this.#outstanding.set(id, { resolve, reject, ...(parts ? { parts } : {}) })
      this.#started().postMessage(message(id))
    })
  }

  #started(): Worker {
    if (this.#worker !== null) return this.#worker
    const worker = new Worker(new URL("./worker.js", import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: this.#bounds.heapMegabytesMax },
    })
    worker.on("message", (message: FromWorker) => this.#receive(worker, message))
    worker.on("error", (cause) => this.#end(worker, new ReaderError("The reader failed.", { cause })))
    worker.on("exit", () => this.#end(worker, new ReaderError("The reader ended.")))
    this.#worker = worker
    return worker
  }

  #receive(worker: Worker, message: FromWorker): void {
    const outstanding = this.#outstanding.get(message.id)
    if (worker !== this.#worker || outstanding === undefined) return
    if (message.type === "wanted") {
      void this.#sendParts(worker, message.id, outstanding)
      return
    }
    this.#outstanding.delete(message.id)
    if (message.type === "answer") outstanding.resolve(message.answer as never)
    else if (message.isMalformed) outstanding.reject(new MalformedUpdateError(message.message))
    else outstanding.reject(new ReaderError(`The reader could not answer: ${message.message}`, { isOfText: true }))
  }

  async #sendParts(worker: Worker, id: number, { parts, reject }: Outstanding): Promise<void> {
    try {
      const bytes = (await parts?.()) ?? []
      if (bytesIn(bytes) > this.#bounds.messageBytesMax) throw tooLarge()
      if (worker === this.#worker) worker.postMessage({ type: "parts", id, parts: bytes } satisfies ToWorker)
    } catch (error) {
      this.#outstanding.delete(id)
      if (worker === this.#worker) worker.postMessage({ type: "parts", id, parts: null } satisfies ToWorker)
      reject(error instanceof Error ? error : new ReaderError("The text could not be had."))
    }
  }

  #end(worker: Worker | null, error: ReaderError): void {
    if (worker !== this.#worker) return
    this.#worker = null
    const outstanding = [...this.#outstanding.values()]
    this.#outstanding.clear()
    for (const { reject } of outstanding) reject(error)
  }
}

function bytesIn(args: readonly unknown[]): number {
  return args.reduce<number>((sum, arg) => {
    if (arg instanceof Uint8Array) return sum + arg.byteLength
    return Array.isArray(arg) ? sum + bytesIn(arg) : sum
  }, 0)
}

function tooLarge(): ReaderError {
  return new ReaderError("That is too much text to read at once.")
}
