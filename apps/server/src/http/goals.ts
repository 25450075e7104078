import { createHash } from "node:crypto"
import { createRoute, z } from "@hono/zod-openapi"
import { SectionIdSchema } from "@codraft/publication"
import type { PublicationGoals } from "../publications/publication-goals.ts"
import { RateLimit } from "../rate-limit.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

const READS_PER_MINUTE = 600

const GoalSchema = z.object({
  block: z.string(),
  kind: z.enum(["heading", "paragraph", "subparagraph", "table", "figure"]),
  number: z
    .object({ kind: z.string(), at: z.array(z.number().int().min(0)) })
    .optional()
    .openapi({ description: "Absent where nothing counts it; the counts from the outermost on" }),
  title: z.string().openapi({ description: "The heading, the caption, or how the paragraph begins" }),
})

/** What in a section a cross-reference may lead to. */
export function goalRoutes(deps: { goals: PublicationGoals; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/sections/{sectionId}/goals",
      summary: "What in a section a cross-reference may lead to, with its number now",
      request: { params: z.object({ sectionId: SectionIdSchema }) },
      responses: {
        200: {
          description: "Headings, paragraphs, items, tables and figures in reading order; the ETag changes with it",
          content: { "application/json": { schema: z.object({ goals: z.array(GoalSchema) }) } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const goals = await deps.goals.in(session, context.req.valid("param").sectionId)
      if (goals === null) throw notFound()
      const body = JSON.stringify({ goals })
      const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`
      const headers = {
        ETag: etag,
        "Cache-Control": "private, no-cache",
        "Content-Type": "application/json; charset=UTF-8",
      }
      // Compressed on the way, it comes back as a weak one.
      return context.req.header("If-None-Match")?.replace(/^W\//, "") === etag
        ? new Response(null, { status: 304, headers })
        : new Response(body, { headers })
    },
  )

  return routes
}
