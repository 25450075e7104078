import { createRoute, z } from "@hono/zod-openapi"
import { PublicationIdSchema } from "@codraft/publication"
import type { PublicationAbbreviations } from "../publication-abbreviations.ts"
import { RateLimit } from "../rate-limit.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"
import { answerIfChanged } from "./unchanged.ts"

const READS_PER_MINUTE = 120

const line = z.string()
const AbbreviationSchema = z.object({
  short: line,
  language: line,
  first: line.openapi({ description: "The id of the section in which it first stands" }),
  forms: z
    .array(z.object({ full: line, sectionId: line.openapi({ description: "The first section that gives this form" }) }))
    .openapi({ description: "Its full forms; more than one where texts disagree, none where no text explains it" }),
})
const AbbreviationsSchema = z.object({ abbreviations: z.array(AbbreviationSchema) })

/** One list of abbreviations for all texts that the caller may read. */
export function abbreviationRoutes(deps: { abbreviations: PublicationAbbreviations; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/abbreviations",
      summary: "The abbreviations of all texts, each once for a language",
      request: { params: z.object({ publicationId: PublicationIdSchema }) },
      responses: {
        200: {
          description: "Of the sections that the caller may read, in reading order; the ETag changes with it",
          content: { "application/json": { schema: AbbreviationsSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(401, 404, 429),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const abbreviations = await deps.abbreviations.of(session, context.req.valid("param").publicationId)
      if (abbreviations === null) throw notFound()
      return answerIfChanged(context, { abbreviations })
    },
  )

  return routes
}
