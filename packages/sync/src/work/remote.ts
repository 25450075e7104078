import type { TextWorker } from "../server/ports.ts"

/** As much of a worker's port as is needed; both ends of Node's worker threads have it. */
export interface WorkPort {
  postMessage(message: unknown, transfer: ArrayBuffer[]): void
  on(event: string, listener: (value: never) => void): unknown
}

type Job = keyof TextWorker
interface Request {
  readonly id: number
  readonly job: Job
  readonly args: readonly unknown[]
}
type Answer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } }

/** The work that a thread was asked for has failed, or the thread has died. */
export class TextWorkError extends Error {
  override name = "TextWorkError"
  /** It is what was given that it failed on. */
  readonly isOfText: boolean

  constructor(message: string, { isOfText = false, ...options }: ErrorOptions & { isOfText?: boolean } = {}) {
    super(message, options)
    this.isOfText = isOfText
  }
}

/** In the worker thread: does what the other end of the port asks for, one job after the other. */
export function serveTextWork(port: WorkPort, work: TextWorker): void {
  let last: Promise<void> = Promise.resolve()
  port.on("message", (request: Request) => {
    last = last.then(async () => post(port, await answer(request, work)))
  })
}

async function answer({ id, job, args }: Request, work: TextWorker): Promise<Answer> {
  try {
    const result = await (work[job] as (...args: readonly unknown[]) => Promise<unknown>)(...args)
    return { id, result }
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    return { id, error: { name, message } }
  }
}

/** In the main thread: the same work, done at the other end of the port. */
export function connectTextWork(port: WorkPort): TextWorker {
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>()
  let lastId = 0
  let failure: TextWorkError | null = null

  const fail = (error: TextWorkError) => {
    failure = error
    for (const call of waiting.values()) call.reject(error)
    waiting.clear()
  }
  port.on("message", (answer: Answer) => {
    const call = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ("error" in answer)
      call?.reject(new TextWorkError(`${answer.error.name}: ${answer.error.message}`, { isOfText: true }))
    else call?.resolve(answer.result as never)
  })
  port.on("error", (cause: Error) => fail(new TextWorkError("The text worker has failed.", { cause })))
  port.on("exit", () => fail(new TextWorkError("The text worker has ended.")))

  const call = <J extends Job>(job: J, ...args: Parameters<TextWorker[J]>): ReturnType<TextWorker[J]> =>
    new Promise((resolve, reject) => {
      if (failure !== null) return reject(failure)
      lastId += 1
      waiting.set(lastId, { resolve, reject })
      post(port, { id: lastId, job, args })
    }) as ReturnType<TextWorker[J]>

  return {
    judge: (request) => call("judge", request),
    replay: (ledger, entries) => call("replay", ledger, entries),
    compact: (parts, ledger) => call("compact", parts, ledger),
    diff: (parts, stateVector) => call("diff", parts, stateVector),
    merge: (entries) => call("merge", entries),
    sessions: (entries, earlier) => call("sessions", entries, earlier),
    refill: (parts, clientId) => call("refill", parts, clientId),
    forgetLeftovers: (parts) => call("forgetLeftovers", parts),
    shape: (parts, clientId, headings) => call("shape", parts, clientId, headings),
  }
}

/**
 * NOTE: a view that is sent to a thread takes its whole buffer along, which may be a pool of other people's bytes. What is copied out of
 * one for that reason is then handed over, not copied again.
 */
function standalone(value: unknown, copies: ArrayBuffer[]): unknown {
  if (value instanceof Uint8Array) {
    if (value.byteLength === value.buffer.byteLength) return value
    const copy = value.slice()
    copies.push(copy.buffer)
    return copy
  }
  if (Array.isArray(value)) return value.map((part) => standalone(part, copies))
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, standalone(part, copies)]))
}

function post(port: WorkPort, message: unknown): void {
  const copies: ArrayBuffer[] = []
  port.postMessage(standalone(message, copies), copies)
}
