import { createHash } from "node:crypto"
import { createRoute, z } from "@hono/zod-openapi"
import { OrgIdSchema, PersonIdSchema, SectionIdSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import type { SectionAuthors } from "../sections/section-authors.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

/** An open text asks again while it changes. */
const READS_PER_MINUTE = 120

const moment = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).openapi({
  description: "A moment of the history of the section; the present unless told",
})

const RunSchema = z
  .tuple([z.number().int(), z.number().int().nullable(), z.number().int()])
  .openapi({ description: "Index in authors; when, or null where that is not to be known; UTF-16 length" })

export const AuthorshipSchema = z.object({
  position: z.number().int().openapi({ description: "The entry of the section's log up to which this holds" }),
  since: z.number().int().nullable().openapi({ description: "When the audience let the caller in, if it was widened" }),
  authors: z.array(
    z.object({
      personId: PersonIdSchema.nullable().openapi({ description: "null where only the organisation may be known" }),
      name: z.string(),
      orgId: OrgIdSchema.nullable().openapi({ description: "null for text that came with the section" }),
      organization: z.string(),
      isMine: z.boolean(),
    }),
  ),
  lines: z.array(z.object({ id: z.string().optional(), text: z.string(), runs: z.array(RunSchema) })),
})

/** Who wrote each passage of a section. */
export function authorshipRoutes(deps: { authors: SectionAuthors; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/sections/{sectionId}/authorship",
      summary: "Who wrote each passage of a section: for every line of its content the runs of its authors",
      request: { params: z.object({ sectionId: SectionIdSchema }), query: z.object({ at: moment.optional() }) },
      responses: {
        200: {
          description: "The lines in the order of the text; the ETag changes with them",
          content: { "application/json": { schema: AuthorshipSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const body = await deps.authors.of(
        session,
        context.req.valid("param").sectionId,
        context.req.valid("query").at ?? null,
      )
      if (body === null) throw notFound()
      const etag = `"${createHash("sha256").update(body).digest("hex").slice(0, 32)}"`
      const headers = {
        ETag: etag,
        "Cache-Control": "private, no-cache",
        "Content-Type": "application/json; charset=UTF-8",
      }
      return context.req.header("If-None-Match")?.replace(/^W\//, "") === etag
        ? new Response(null, { status: 304, headers })
        : new Response(body, { headers })
    },
  )

  return routes
}
