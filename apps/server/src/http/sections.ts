import { createHash } from "node:crypto"
import { createRoute, z } from "@hono/zod-openapi"
import { PersonIdSchema, SectionIdSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import type { SectionHistory } from "../section-history.ts"
import type { SectionReader } from "../section-reader.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

const READS_PER_MINUTE = 1200

const CONTENT_TYPES = {
  json: "application/json; charset=UTF-8",
  html: "text/html; charset=UTF-8",
  text: "text/plain; charset=UTF-8",
} as const

const HistorySchema = z.object({
  sessions: z.array(
    z.object({
      personId: PersonIdSchema.nullable().openapi({ description: "null where only the organisation may be known" }),
      name: z.string(),
      organization: z.string(),
      startedAt: z.number().int(),
      endedAt: z.number().int(),
      changes: z.number().int(),
      characters: z.number().int().openapi({ description: "Characters written, deleted or not" }),
    }),
  ),
})

/** The words of a section as they are now, and who wrote when. */
export function sectionRoutes(deps: { reader: SectionReader; history: SectionHistory; now: () => number }): Routes {
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

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/sections/{sectionId}/history",
      summary: "Sessions of work on a section, newest first",
      request: { params },
      responses: {
        200: { description: "The sessions", content: { "application/json": { schema: HistorySchema } } },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const sessions = await deps.history.of(session, context.req.valid("param").sectionId)
      if (sessions === null) throw notFound()
      return context.json({ sessions }, 200)
    },
  )

  return routes
}
