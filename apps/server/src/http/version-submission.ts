import { createRoute, z } from "@hono/zod-openapi"
import { PublicationIdSchema, SectionIdSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import type { PublicationVersions } from "../versions/publication-versions.ts"
import { refusedResponse } from "./commands.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

/** Each reads every text that has changed since. */
const ASKED_PER_MINUTE = 30

const ClosingSchema = z.object({
  sections: z.array(SectionIdSchema).openapi({ description: "The sections of the version that would close" }),
  changed: z
    .array(SectionIdSchema)
    .openapi({ description: "Those whose text is another one by now: to be confirmed with `submitVersion`" }),
})

/** What an editor looks at before a version is marked as submitted. */
export function submissionRoutes({
  versions,
  now,
}: {
  versions: Pick<PublicationVersions, "closing">
  now: () => number
}): Routes {
  const limit = new RateLimit({ countPerMinute: ASKED_PER_MINUTE, now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/versions/{number}/submission",
      summary: "What marking the version as submitted would close; nothing closes by asking",
      request: {
        params: z.object({ publicationId: PublicationIdSchema, number: z.coerce.number().int().min(1).max(100_000) }),
      },
      responses: {
        200: { description: "The sections", content: { "application/json": { schema: ClosingSchema } } },
        409: refusedResponse,
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const { publicationId, number } = context.req.valid("param")
      const closing = await versions.closing(session, publicationId, number)
      if (closing === null) throw notFound()
      if ("refusal" in closing) return context.json({ refusal: closing.refusal }, 409)
      return context.json(closing, 200)
    },
  )

  return routes
}
