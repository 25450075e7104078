import { createRoute, z } from "@hono/zod-openapi"
import { PublicationIdSchema } from "@codraft/publication"
import type { PublicationNumbers } from "../publication-numbers.ts"
import { RateLimit } from "../rate-limit.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"
import { answerIfChanged } from "./unchanged.ts"

const READS_PER_MINUTE = 120

const count = z.number().int().min(0)
const StartsSchema = z.object({
  headings: z.tuple([count, count, count, count]).openapi({ description: "By level, below the last one above" }),
  paragraphs: count,
  tables: count,
  figures: count,
})
const NumbersSchema = z.object({
  starts: z.record(z.string(), StartsSchema).openapi({ description: "How many came before each section" }),
})

/** Where the numbers of each section begin: the same for everybody who may read it. */
export function numberRoutes(deps: { numbers: PublicationNumbers; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/numbers",
      summary: "How many headings, paragraphs, tables and figures are numbered before each section",
      request: { params: z.object({ publicationId: PublicationIdSchema }) },
      responses: {
        200: {
          description: "For the sections that the caller may read; the ETag changes with it",
          content: { "application/json": { schema: NumbersSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const starts = await deps.numbers.of(session, context.req.valid("param").publicationId)
      if (starts === null) throw notFound()
      return answerIfChanged(context, { starts })
    },
  )

  return routes
}
