import { randomBytes } from "node:crypto"
import { destination, type Logger, pino, stdTimeFunctions } from "pino"

/** The process's own record: ids and codes only, never drafted text, tokens or query strings. One method per kind of line. */
export class Diagnostics {
  readonly #lines: Logger

  constructor(lines: Logger) {
    this.#lines = lines
  }

  started(line: { url: string; build: string | null }): void {
    this.#lines.info(line, "started")
  }

  stopping(line: { reason: string }): void {
    this.#lines.info(line, "stopping")
  }

  stopped(): void {
    this.#lines.info("stopped")
  }

  signedIn(line: { personId: string }): void {
    this.#lines.info(line, "signed in")
  }

  tokenIssued(line: { personId: string; publicationId: string; expiresAt: number }): void {
    this.#lines.info(line, "token issued")
  }

  commandDone(line: { type: string; publicationId: string; personId: string; events: number }): void {
    this.#lines.info(line, "command done")
  }

  commandRefused(line: { type: string; publicationId: string; personId: string; code: string }): void {
    this.#lines.info(line, "command refused")
  }

  socketClosed(line: { stream: string; personId: string | null; code: number }): void {
    this.#lines.info(line, "socket closed by the server")
  }

  /** A version is whole: all of its files are made and it is signed, but for those that could not be made. */
  versionSealed(line: { publicationId: string; number: number; files: number; failed: number; ms: number }): void {
    this.#lines.info(line, "version sealed")
  }

  /** What could not be made, and why; a person is told on the page of the version. */
  fileFailed(line: { publicationId: string; number: number; name: string; because: string }): void {
    this.#lines.warn(line, "a file of a version could not be made")
  }

  /** What made a file came to an end; the others are made without it. */
  attemptEnded(line: { publicationId: string; number: number; name: string; because: string }, error: unknown): void {
    this.#lines.error({ ...line, ...described(error) }, "what makes the files of a version came to an end")
  }

  /** What the operator has to know of the key that signs versions. */
  signingKey(
    line: { state: "missing or broken"; problem: string } | { state: "back" | "was open to other users"; kid: string },
  ): void {
    if (line.state === "missing or broken") this.#lines.error(line, "signing key")
    else this.#lines.warn(line, "signing key")
  }

  notReady(line: { problems: readonly string[] }): void {
    this.#lines.warn(line, "not ready")
  }

  /** A room got over this by itself; those who were in it were told to come back. */
  roomFailed(line: { sectionId: string; what: string }, error: unknown): void {
    this.#lines.error({ ...line, ...described(error) }, "room failed")
  }

  /** Records a failure or a bug and gives the reference under which a person may ask about it. */
  failed(where: string, error: unknown): string {
    const reference = randomBytes(5).toString("hex")
    this.#lines.error({ where, reference, ...described(error) }, "failed")
    return reference
  }

  /** The process can no longer be trusted and is about to end. */
  broken(where: string, error: unknown): void {
    this.#lines.fatal({ where, ...described(error) }, "broken")
  }
}

/** Writes JSON lines to standard error without making the event loop wait for a slow reader. */
export function openDiagnostics(): { diagnostics: Diagnostics; flush: () => void } {
  const standardError = destination({ dest: 2, sync: false })
  const lines = pino({ base: null, timestamp: stdTimeFunctions.isoTime }, standardError)
  return { diagnostics: new Diagnostics(lines), flush: () => flushQuietly(standardError) }
}

export function silentDiagnostics(): Diagnostics {
  return new Diagnostics(pino({ level: "silent" }))
}

function flushQuietly(stream: { flushSync(): void }): void {
  try {
    stream.flushSync()
  } catch {
    // The stream was never opened or is gone: nothing is left to write to.
  }
}

interface Described {
  error: string
  message?: string
  stack?: string
  cause?: Described
}

/** Parsers quote what they were given, so their messages may hold a person's words and are left out. */
const QUOTING_ERRORS = new Set(["SyntaxError", "ZodError", "$ZodError"])

function described(error: unknown): Described {
  if (!(error instanceof Error)) return { error: typeof error }
  const frames = (error.stack ?? "").split("\n").filter((line) => line.startsWith("    at "))
  return {
    error: error.name,
    ...(QUOTING_ERRORS.has(error.name) ? {} : { message: error.message }),
    stack: frames.slice(0, 12).join("\n"),
    ...(error.cause === undefined ? {} : { cause: described(error.cause) }),
  }
}
