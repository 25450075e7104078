import { z } from "@hono/zod-openapi"
import type { ContentfulStatusCode } from "hono/utils/http-status"

/** An answer other than what was asked for. Thrown by handlers, turned into a response in one place. */
export class Problem extends Error {
  override readonly name = "Problem"
  readonly status: ContentfulStatusCode
  readonly code: string
  readonly retryAfterSeconds: number | null
  constructor(status: ContentfulStatusCode, code: string, message: string, retryAfterSeconds: number | null = null) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The same for what does not exist and for what this person may not know of. */
export function notFound(): Problem {
  return new Problem(404, "not-found", "There is nothing here that you may see.")
}

export function tooMany(retryAfterSeconds: number): Problem {
  return new Problem(429, "too-many-requests", "That was too many requests in a short time.", retryAfterSeconds)
}

export const ProblemBodySchema = z.object({
  error: z.object({
    code: z.string().openapi({ example: "not-found" }),
    message: z.string(),
    reference: z.string().optional().openapi({ description: "Names the line in the server's log" }),
  }),
})

export type ProblemBody = z.infer<typeof ProblemBodySchema>

/** The failing answers of a route, for its description. */
export function problemResponses(...statuses: (keyof typeof PROBLEM_TEXTS)[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: PROBLEM_TEXTS[status], content: { "application/json": { schema: ProblemBodySchema } } },
    ]),
  )
}

const PROBLEM_TEXTS = {
  400: "The request is not of the described form",
  401: "Not signed in",
  403: "The request came from a page of another site",
  404: "No such thing, or none that the caller may know of",
  413: "The body is too large",
  429: "Too many requests; see Retry-After",
  503: "The server cannot do this right now; see Retry-After",
}
