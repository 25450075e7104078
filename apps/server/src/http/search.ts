import { createRoute, z } from "@hono/zod-openapi"
import { LanguageSchema, PublicationIdSchema, SectionIdSchema } from "@codraft/publication"
import { type PublicationSearch, searchBounds } from "../publications/publication-search.ts"
import { RateLimit } from "../rate-limit.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

/** While somebody types, a search follows each pause. */
const SEARCHES_PER_MINUTE = 240
const QUERY_CHARACTERS_MAX = 200

const flag = z.enum(["true", "false"]).default("false")
const QuerySchema = z.object({
  q: z
    .string()
    .trim()
    .min(1)
    .max(QUERY_CHARACTERS_MAX)
    .openapi({ description: "Words, or a phrase", example: "labour migration" }),
  match: z
    .enum(["words", "phrase"])
    .default("words")
    .openapi({ description: "All the words in one line, in any order; or the phrase as it is written" }),
  language: LanguageSchema.optional().openapi({
    description: "Only passages and titles in this language",
    example: "ar",
  }),
  case: flag.openapi({
    description: "Whether capitals matter. Accents, quotes, hyphens and Arabic letter forms never do",
  }),
  whole: flag.openapi({ description: "Only whole words" }),
})

const spans = z
  .array(z.object({ start: z.number().int(), end: z.number().int() }))
  .openapi({ description: "Where it is, in UTF-16 offsets" })
const HitSchema = z.object({
  line: z.number().int().openapi({ description: "The position of the line in the text" }),
  kind: z.enum(["paragraph", "heading", "quote", "item", "cell", "caption", "note", "unknown"]),
  blockId: z.string().optional(),
  language: z.string(),
  excerpt: z.object({ text: z.string(), spans }),
  matches: z.number().int().openapi({ description: "How often it is in the line" }),
})
const HitsSchema = z.object({
  lines: z.number().int().openapi({ description: "Lines in all the texts that the caller may read" }),
  sections: z
    .array(
      z.object({
        sectionId: SectionIdSchema,
        title: z.object({ text: z.string(), language: z.string(), spans }).nullable().openapi({
          description: "The title if it is in there, in whichever language that is",
        }),
        lines: z.number().int(),
        hits: z.array(HitSchema).max(searchBounds.sectionHitsMax),
        more: z.boolean().openapi({ description: "Whether there are more lines than are shown" }),
      }),
    )
    .openapi({ description: "In the order of the outline" }),
})

/** Search through everything in a publication that the caller may read. */
export function searchRoutes(deps: { search: PublicationSearch; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: SEARCHES_PER_MINUTE, now: deps.now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/search",
      summary: "Search titles and texts of the sections that the caller may read",
      request: { params: z.object({ publicationId: PublicationIdSchema }), query: QuerySchema },
      responses: {
        200: { description: "What was found", content: { "application/json": { schema: HitsSchema } } },
        ...problemResponses(400, 401, 404, 429, 503),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const { q, match, language, ...flags } = context.req.valid("query")
      const asked = { query: q, match, language, matchCase: flags.case === "true", wholeWords: flags.whole === "true" }
      const { publicationId } = context.req.valid("param")
      const found = await deps.search.search(session, publicationId, asked, context.req.raw.signal)
      if (found === null) throw notFound()
      const sections = found.sections.map((section) => ({ ...section, more: section.lines > section.hits.length }))
      const body = HitsSchema.parse({ lines: found.lines, sections })
      return context.json(body, 200, { "Cache-Control": "private, no-store" })
    },
  )

  return routes
}
