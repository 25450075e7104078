import { createHash } from "node:crypto"
import { createRoute, z } from "@hono/zod-openapi"
import { PersonIdSchema, SectionIdSchema } from "@codraft/publication"
import type { Session } from "../sessions.ts"
import { RateLimit } from "../rate-limit.ts"
import type { SectionHistory } from "../sections/section-history.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

/** Looking back reads a log and builds texts: dearer than reading the present one. */
const READS_PER_MINUTE = 240

const position = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)
const moment = z.number().int()

const HistorySchema = z.object({
  sessions: z.array(
    z.object({
      personId: PersonIdSchema.nullable().openapi({ description: "null where only the organisation may be known" }),
      name: z.string(),
      organization: z.string(),
      startedAt: z.number().int(),
      endedAt: z.number().int(),
      before: moment.openapi({ description: "The moment right before it" }),
      after: moment.openapi({ description: "The moment right after it; others may have written in between" }),
      changes: z.number().int(),
      characters: z.number().int().openapi({ description: "Characters written, deleted or not" }),
    }),
  ),
  earliest: moment.openapi({ description: "The first moment that the caller may see" }),
  latest: moment.openapi({ description: "The present" }),
})

/** Who wrote when in a section, what its text was at a moment, and what changed between two. */
export function historyRoutes(deps: { history: SectionHistory; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()
  const params = z.object({ sectionId: SectionIdSchema })

  const allowed = (session: Session): Session => {
    const wait = limit.take(session.personId)
    if (wait > 0) throw tooMany(wait)
    return session
  }

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/sections/{sectionId}/history",
      summary: "Sessions of work on a section, newest first, and the moments between which its text can be seen",
      request: { params },
      responses: {
        200: { description: "The sessions", content: { "application/json": { schema: HistorySchema } } },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = allowed(requireSession(context))
      const history = await deps.history.of(session, context.req.valid("param").sectionId)
      if (history === null) throw notFound()
      return context.json(history, 200)
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/sections/{sectionId}/history/compare",
      summary: "What changed from one moment to another",
      request: { params, query: z.object({ from: position, to: position }) },
      responses: {
        200: {
          description: "The comparison: both texts in one, passage by passage",
          content: {
            "application/json": {
              schema: z.looseObject({
                counts: z.object({
                  added: z.number().int(),
                  removed: z.number().int(),
                  changed: z.number().int(),
                  moved: z.number().int(),
                }),
                passages: z.array(z.looseObject({ kind: z.enum(["same", "added", "removed", "left", "changed"]) })),
              }),
            },
          },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = allowed(requireSession(context))
      const { from, to } = context.req.valid("query")
      const body = await deps.history.compare(session, context.req.valid("param").sectionId, from, to)
      return answered(body, "application/json; charset=UTF-8", context.req.header("If-None-Match"))
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/sections/{sectionId}/history/{position}",
      summary: "The canonical content of a section at a moment",
      request: {
        params: params.extend({ position }),
        query: z.object({ format: z.enum(["json", "html"]).default("json") }),
      },
      responses: {
        200: {
          description: "The content; the ETag changes with it",
          content: {
            "application/json": { schema: z.looseObject({ format: z.literal("codraft.section") }) },
            "text/html": { schema: z.string() },
          },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = allowed(requireSession(context))
      const { sectionId, position } = context.req.valid("param")
      const { format } = context.req.valid("query")
      const body = await deps.history.contentAt(session, sectionId, position, format)
      const type = format === "json" ? "application/json; charset=UTF-8" : "text/html; charset=UTF-8"
      return answered(body, type, context.req.header("If-None-Match"))
    },
  )

  return routes
}

function answered(body: string | null, type: string, known: string | undefined): Response {
  if (body === null) throw notFound()
  const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`
  const headers = { ETag: etag, "Cache-Control": "private, no-cache", "Content-Type": type }
  // Compressed on the way, it comes back as a weak one.
  return known?.replace(/^W\//, "") === etag
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers })
}
