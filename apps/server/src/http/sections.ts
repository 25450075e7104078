import { createRoute, z } from "@hono/zod-openapi"
import { SectionIdSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import type { SectionReader } from "../sections/section-reader.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

const READS_PER_MINUTE = 1200

const CONTENT_TYPES = {
  json: "application/json; charset=UTF-8",
  html: "text/html; charset=UTF-8",
  text: "text/plain; charset=UTF-8",
} as const

/** The text as a page of its own shows its images, and nothing in it runs. Without its origin it would be sent none of them. */
const PAGE_POLICY =
  "default-src 'none'; img-src 'self'; style-src-attr 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-same-origin"

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
      // Compressed on the way, it comes back as a weak one.
      const known = context.req.header("If-None-Match")?.match(/^(?:W\/)?"([0-9a-f]+)"$/)?.[1] ?? null
      const text = await deps.reader.read(session, context.req.valid("param").sectionId, format, known)
      if (text === null) throw notFound()
      const headers = {
        ETag: `"${text.tag}"`,
        "Cache-Control": "private, no-cache",
        "Content-Type": CONTENT_TYPES[format],
        ...(format === "html" ? { "Content-Security-Policy": PAGE_POLICY } : {}),
      }
      return text.body === null ? new Response(null, { status: 304, headers }) : new Response(text.body, { headers })
    },
  )

  return routes
}
