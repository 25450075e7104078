import { createRoute, z } from "@hono/zod-openapi"
import { PublicationIdSchema, SectionIdSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import type { SectionReader } from "../sections/section-reader.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

const READS_PER_MINUTE = 240

const ReadingSchema = z.object({
  sections: z.array(
    z.object({
      sectionId: SectionIdSchema,
      tag: z.string().openapi({ description: "The ETag of its text as HTML, without quotes" }),
    }),
  ),
})

/** What there is to read of a publication, and how far each text is: enough to know which to fetch again. */
export function readingRoutes(deps: { reader: SectionReader; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/reading",
      summary: "The sections that the caller may read, in order, and the tag of each text as it is now",
      request: { params: z.object({ publicationId: PublicationIdSchema }) },
      responses: {
        200: { description: "The sections", content: { "application/json": { schema: ReadingSchema } } },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const sections = await deps.reader.tags(session, context.req.valid("param").publicationId)
      if (sections === null) throw notFound()
      return context.json({ sections }, 200)
    },
  )

  return routes
}
