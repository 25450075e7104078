import { createHash } from "node:crypto"
import { createRoute, z } from "@hono/zod-openapi"
import { SectionIdSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import type { SectionReader } from "../section-reader.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

const READS_PER_MINUTE = 1200

const CONTENT_TYPES = {
  json: "application/json; charset=UTF-8",
  html: "text/html; charset=UTF-8",
  text: "text/plain; charset=UTF-8",
} as const

/** The words of a section as they are now. */
export function sectionRoutes(deps: { reader: SectionReader; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()
  const params = z.object({ sectionId: SectionIdSchema })

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/sections/{sectionId}/text",
      summary: "The canonical content of a section now",
      request: { params, query: z.object({ format: z.enum(["json", "html", "text"]).default("json") }) },
      responses: {
        200: {
          description: "The content; the ETag changes with it",
          content: {
            "application/json": { schema: z.looseObject({ format: z.literal("codraft.section") }) },
            "text/html": { schema: z.string() },
            "text/plain": { schema: z.string() },
          },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const { format } = context.req.valid("query")
      const body = await deps.reader.read(session, context.req.valid("param").sectionId, format)
      if (body === null) throw notFound()
      const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`
      const headers = { ETag: etag, "Cache-Control": "private, no-cache", "Content-Type": CONTENT_TYPES[format] }
      // Compressed on the way, it comes back as a weak one.
      return context.req.header("If-None-Match")?.replace(/^W\//, "") === etag
        ? new Response(null, { status: 304, headers })
        : new Response(body, { headers })
    },
  )

  return routes
}
