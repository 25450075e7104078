import { createRoute, z } from "@hono/zod-openapi"
import { PublicationIdSchema, SectionIdSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import type { SectionChanges } from "../sections/section-changes.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"
import { answerIfChanged } from "./unchanged.ts"

const READS_PER_MINUTE = 240

const position = z.number().int().min(0)
const NewsSchema = z.object({
  from: position.nullable().openapi({ description: "How far the caller has seen it; null: not yet at all" }),
  to: position,
  changed: z.number().int().nullable().openapi({ description: "null while it is being counted; ask again" }),
})
const PublicationChangesSchema = z.object({ sections: z.record(z.string(), NewsSchema) })

const span = z.object({ from: z.number().int(), to: z.number().int() })
const LineSchema = z.object({
  kind: z.enum(["added", "changed", "removed", "moved"]),
  id: z.string().nullable(),
  text: z.string(),
  added: z.array(span).openapi({ description: "What is new, in UTF-16 offsets of the text" }),
  removed: z.array(z.object({ at: z.number().int(), text: z.string() })),
  behind: z.string().nullable().openapi({ description: "Of a line that is gone: the block before it" }),
})
const SectionChangesSchema = z.object({
  from: position.nullable(),
  to: position,
  count: z.number().int(),
  lines: z.array(LineSchema),
})

/** What others changed since the caller was last there. */
export function changesRoutes(deps: { changes: SectionChanges; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()
  const take = (personId: string) => {
    const wait = limit.take(personId)
    if (wait > 0) throw tooMany(wait)
  }

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/changes",
      summary: "How many paragraphs others changed in each section since the caller was last there",
      request: { params: z.object({ publicationId: PublicationIdSchema }) },
      responses: {
        200: {
          description: "For the sections that the caller may read; the ETag changes with it",
          content: { "application/json": { schema: PublicationChangesSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      take(session.personId)
      const sections = await deps.changes.ofPublication(session, context.req.valid("param").publicationId)
      if (sections === null) throw notFound()
      return answerIfChanged(context, { sections })
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/sections/{sectionId}/changes",
      summary: "What others changed in a section since the caller was last there",
      request: { params: z.object({ sectionId: SectionIdSchema }) },
      responses: {
        200: {
          description: "The paragraphs that changed, in the order of the text",
          content: { "application/json": { schema: SectionChangesSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      take(session.personId)
      const changes = await deps.changes.ofSection(session, context.req.valid("param").sectionId)
      if (changes === null) throw notFound()
      return answerIfChanged(context, changes)
    },
  )

  routes.openapi(
    createRoute({
      method: "post",
      path: "/api/sections/{sectionId}/read",
      summary: "The caller has seen the text of a section, as it is now or as it was at a position",
      request: {
        params: z.object({ sectionId: SectionIdSchema }),
        body: { content: { "application/json": { schema: z.object({ position: position.optional() }) } } },
      },
      responses: {
        200: {
          description: "How far they are known to have seen it; never less than before",
          content: { "application/json": { schema: z.object({ position }) } },
        },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      take(session.personId)
      const { sectionId } = context.req.valid("param")
      const seen = await deps.changes.markRead(session, sectionId, context.req.valid("json").position)
      if (seen === null) throw notFound()
      return context.json({ position: seen }, 200)
    },
  )

  return routes
}
