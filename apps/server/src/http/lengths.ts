import { createRoute, z } from "@hono/zod-openapi"
import { PublicationIdSchema } from "@codraft/publication"
import type { PublicationLengths } from "../publication-lengths.ts"
import { RateLimit } from "../rate-limit.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"
import { answerIfChanged } from "./unchanged.ts"

const READS_PER_MINUTE = 120

const count = z.number().int().min(0)
const LengthSchema = z.object({
  words: count,
  parts: z
    .object({
      written: count,
      of: count,
      requiredMissing: count.openapi({ description: "Required parts under whose headings nothing stands" }),
      headingsAmiss: count.openapi({ description: "Locked headings that are gone or read otherwise" }),
    })
    .optional()
    .openapi({ description: "Of a section that was made from a template" }),
})
const LengthsSchema = z.object({ lengths: z.record(z.string(), LengthSchema) })

/** How long the texts are and what of their templates is written, for the contents. */
export function lengthRoutes(deps: { lengths: PublicationLengths; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/lengths",
      summary: "How many words each section holds, and how many parts of its template are written",
      request: { params: z.object({ publicationId: PublicationIdSchema }) },
      responses: {
        200: {
          description: "For the sections that the caller may read; the ETag changes with it",
          content: { "application/json": { schema: LengthsSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const lengths = await deps.lengths.of(session, context.req.valid("param").publicationId)
      if (lengths === null) throw notFound()
      return answerIfChanged(context, { lengths })
    },
  )

  return routes
}
