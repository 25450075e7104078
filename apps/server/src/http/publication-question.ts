import { createRoute, z } from "@hono/zod-openapi"
import { type PublicationId, PublicationIdSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import type { Session } from "../sessions.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"
import { answerIfChanged } from "./unchanged.ts"

const READS_PER_MINUTE = 120

interface PublicationQuestion {
  /** The last part of the address. */
  readonly name: string
  readonly summary: string
  readonly description: string
  readonly schema: z.ZodType
  /** null for a publication that is not the caller's. */
  readonly ask: (session: Session, id: PublicationId) => Promise<object | null>
  readonly now: () => number
}

/** A question about a whole publication, answered for what the caller may read, and not sent twice while the answer is the same. */
export function publicationQuestion({ name, summary, description, schema, ask, now }: PublicationQuestion): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now })
  const routes = newRoutes()
  routes.openapi(
    createRoute({
      method: "get",
      path: `/api/publications/{publicationId}/${name}`,
      summary,
      request: { params: z.object({ publicationId: PublicationIdSchema }) },
      responses: {
        200: { description, content: { "application/json": { schema } } },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const answer = await ask(session, context.req.valid("param").publicationId)
      if (answer === null) throw notFound()
      return answerIfChanged(context, answer)
    },
  )
  return routes
}
