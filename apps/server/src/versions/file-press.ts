import { type ChildProcess, fork } from "node:child_process"
import { setPriority } from "node:os"
import type { FailureCause } from "@codraft/publication"
import { fileMsMax, memoryBytesMax } from "./file-bounds.ts"
import type { FilesJob } from "./file-work.ts"
import type { MadeFile } from "./made-file.ts"

/** Where the files of one attempt go. */
export interface Attempt {
  /** One file after the other, as they are made. The next may be under way meanwhile. */
  readonly made: (file: MadeFile) => Promise<void>
  /** Nobody waits for them any more. */
  readonly signal: AbortSignal
}

/** What makes files came to an end before all were made. The file that it was at is the one behind the last that was made. */
export class AttemptEndedError extends Error {
  override name = "AttemptEndedError"
  readonly because: Extract<FailureCause, "time" | "memory" | "ended">

  constructor(because: AttemptEndedError["because"], message: string) {
    super(message)
    this.because = because
  }
}

/** From the child: a file, or that there are no more. */
export type FilesMessage = { readonly file: MadeFile } | { readonly isDone: true }

const wordsBytesMax = 4_000
/** A third of the share of what serves people, where both want the processor; the work still ends on a busy machine. */
const behindTyping = 5

interface Bounds {
  readonly msMax: number
  /** The program that is run; for tests another. */
  readonly program: URL
}

const usual: Bounds = { msMax: fileMsMax, program: new URL("./file-process.js", import.meta.url) }

/**
 * Makes files in a process of their own, for what sets pages is no JavaScript: a thread that is caught in it cannot be ended, and
 * what brings it down would bring the server down. Rejects with `AttemptEndedError`, and with what `made` rejects with.
 */
export async function filesInProcess(job: FilesJob, { made, signal }: Attempt, bounds: Bounds = usual): Promise<void> {
  if (signal.aborted) return
  const child = fork(bounds.program, [], {
    serialization: "advanced",
    // None of the server's settings is for it: its secret is among them.
    env: process.env.SystemRoot === undefined ? {} : { SystemRoot: process.env.SystemRoot },
    execArgv: [`--max-old-space-size=${memoryBytesMax / 2 ** 20}`],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  })
  stepBehind(child)
  const kill = () => void child.kill("SIGKILL")
  let isLate = false
  const late = () => {
    isLate = true
    kill()
  }
  let timer = setTimeout(late, bounds.msMax)
  let isDone = false
  let failure: { error: unknown } | null = null
  let taken: Promise<void> = Promise.resolve()
  const words = wordsOf(child)
  signal.addEventListener("abort", kill, { once: true })
  child.on("message", (message: FilesMessage) => {
    clearTimeout(timer)
    if ("isDone" in message) {
      isDone = true
      return
    }
    timer = setTimeout(late, bounds.msMax)
    taken = taken
      .then(() => (failure === null ? made(message.file) : undefined))
      .catch((error: unknown) => {
        failure ??= { error }
        kill()
      })
  })
  child.send(job, (error) => error && kill())
  const end = await endOf(child)
  clearTimeout(timer)
  signal.removeEventListener("abort", kill)
  await taken
  if (failure !== null) throw (failure as { error: unknown }).error
  if (isDone || signal.aborted) return
  const because = isLate ? "time" : ranOutOfMemory(end, words()) ? "memory" : "ended"
  throw new AttemptEndedError(because, `${end.signal ?? `code ${end.code}`} ${words()}`.trim())
}

interface End {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** All that it had said is heard by then. */
async function endOf(child: ChildProcess): Promise<End> {
  const [end] = await Promise.all([
    new Promise<End>((resolve) => {
      child.once("close", (code, signal) => resolve({ code, signal }))
      // It could not be started: then there is no end of it either.
      child.once("error", () => child.pid === undefined && resolve({ code: null, signal: null }))
    }),
    child.connected ? new Promise<void>((resolve) => child.once("disconnect", resolve)) : undefined,
  ])
  return end
}

/** The system, and what watches over it in there, end by this signal what takes too much; V8 says so itself. */
function ranOutOfMemory({ signal }: End, words: string): boolean {
  return signal === "SIGKILL" || (signal === "SIGABRT" && words.includes("heap out of memory"))
}

/** The last that it wrote to its standard error. */
function wordsOf(child: ChildProcess): () => string {
  let last = ""
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    last = `${last}${chunk}`.slice(-wordsBytesMax)
  })
  return () => last
}

function stepBehind({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    setPriority(pid, behindTyping)
  } catch {
    // It is gone already, or this system does not let us: then it works beside the others.
  }
}
