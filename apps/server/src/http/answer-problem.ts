import { ReaderError } from "@codraft/document/reader"
import { DamagedError, StorageError, StorageFullError } from "@codraft/storage"
import { StoppingError } from "@codraft/sync/server"
import { TextWorkError } from "@codraft/sync/work"
import type { ErrorHandler } from "hono"
import { HTTPException } from "hono/http-exception"
import type { Diagnostics } from "../diagnostics.ts"
import type { Metrics } from "../metrics.ts"
import type { HttpEnv } from "./env.ts"
import { Problem, type ProblemBody } from "./problem.ts"

/** The one funnel from whatever was thrown to a response. Details of a failure stay in the log, under its reference. */
export function answerProblem(deps: { diagnostics: Diagnostics; metrics: Metrics }): ErrorHandler<HttpEnv> {
  return (error, context) => {
    const { problem, isUnexpected } = problemOf(error)
    const reference = isUnexpected ? deps.diagnostics.failed(context.req.routePath, error) : undefined
    deps.metrics.refused("http", problem.code)
    if (problem.retryAfterSeconds !== null) context.header("Retry-After", String(problem.retryAfterSeconds))
    // The rest of the body is not read: nothing else can be asked over this connection.
    if (problem.status === 413) context.header("Connection", "close")
    const { code, message } = problem
    const body: ProblemBody = { error: { code, message, ...(reference === undefined ? {} : { reference }) } }
    return context.json(body, problem.status)
  }
}

function problemOf(error: unknown): { problem: Problem; isUnexpected: boolean } {
  if (error instanceof Problem) return { problem: error, isUnexpected: false }
  // The framework throws these for bodies that cannot be parsed.
  if (error instanceof HTTPException && error.status < 500) {
    const isTooLarge = error.status === 413
    const problem = isTooLarge
      ? new Problem(413, "too-large", "The body is too large.")
      : new Problem(400, "malformed-request", "The request could not be read.")
    return { problem, isUnexpected: false }
  }
  if (error instanceof StorageFullError) {
    const message = "Not saved: the disk of the server is full. Nothing was changed."
    return { problem: new Problem(503, "storage-full", message, RETRY_SECONDS), isUnexpected: true }
  }
  if (error instanceof DamagedError) {
    const message = "What the server keeps of this is damaged and cannot be read. Whoever runs it can restore a backup."
    return { problem: new Problem(500, "damaged", message), isUnexpected: true }
  }
  if (error instanceof StorageError) {
    const message = "Not saved: the server cannot reach its storage. Nothing was changed."
    return { problem: new Problem(503, "storage-unavailable", message, RETRY_SECONDS), isUnexpected: true }
  }
  if (error instanceof StoppingError) {
    return { problem: new Problem(503, "stopping", "The server is stopping.", RETRY_SECONDS), isUnexpected: false }
  }
  if (error instanceof ReaderError || error instanceof TextWorkError) {
    const message = "The server cannot open this text right now."
    return { problem: new Problem(503, "text-unavailable", message, RETRY_SECONDS), isUnexpected: true }
  }
  return { problem: new Problem(500, "failed", "Something went wrong on the server."), isUnexpected: true }
}

const RETRY_SECONDS = 5
