import { createRoute, z } from "@hono/zod-openapi"
import { PublicationIdSchema } from "@codraft/publication"
import type { Diagnostics } from "../diagnostics.ts"
import type { Publications } from "../publications/publications.ts"
import { RateLimit } from "../rate-limit.ts"
import type { Sessions } from "../sessions.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, Problem, problemResponses, tooMany } from "./problem.ts"

const HOUR_SECONDS = 3600
const LENGTH_SECONDS_MAX = 7 * 24 * HOUR_SECONDS
const TOKENS_PER_MINUTE = 30

/** Tokens for programs: `?token=` on a socket, or `Authorization: Bearer`. */
export function tokenRoutes(deps: {
  sessions: Sessions
  publications: Publications
  diagnostics: Diagnostics
  now: () => number
}): Routes {
  const limit = new RateLimit({ countPerMinute: TOKENS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "post",
      path: "/api/tokens",
      summary: "A token for one publication, with the rights of the caller",
      request: { body: { required: true, content: { "application/json": { schema: RequestSchema } } } },
      responses: {
        200: { description: "The token, shown once", content: { "application/json": { schema: TokenSchema } } },
        ...problemResponses(400, 401, 403, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      // Else a token could prolong itself for ever.
      if (session.scope !== "everything") throw new Problem(403, "token-not-enough", "A token cannot issue tokens.")
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const { publicationId, expiresInSeconds } = context.req.valid("json")
      if (!deps.publications.view(session, publicationId)) throw notFound()
      const issued = await deps.sessions.issueToken(session.personId, publicationId, expiresInSeconds * 1000)
      deps.diagnostics.tokenIssued({ personId: session.personId, publicationId, expiresAt: issued.expiresAt })
      return context.json(issued, 200)
    },
  )

  return routes
}

const RequestSchema = z.object({
  publicationId: PublicationIdSchema,
  expiresInSeconds: z
    .number()
    .int()
    .min(60)
    .max(LENGTH_SECONDS_MAX)
    .default(8 * HOUR_SECONDS),
})

const TokenSchema = z.object({
  token: z.string(),
  expiresAt: z.number().int().openapi({ description: "Milliseconds since 1970" }),
})
