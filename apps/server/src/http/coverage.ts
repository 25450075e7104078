import { createRoute, z } from "@hono/zod-openapi"
import { gap, isTargetCode, OrgIdSchema, PublicationIdSchema, SectionIdSchema } from "@codraft/publication"
import { type Cell, linkKinds, type TargetLink } from "@codraft/publication/coverage"
import { coverageCsv } from "../coverage/coverage-csv.ts"
import type { PublicationCoverage } from "../coverage/publication-coverage.ts"
import { RateLimit } from "../rate-limit.ts"
import { newRoutes, requireSession, type HttpContext, type Routes } from "./env.ts"
import { notFound, Problem, problemResponses, tooMany } from "./problem.ts"
import { answerIfChanged } from "./unchanged.ts"

const READS_PER_MINUTE = 120
const WORDS_MAX = 200

const count = z.number().int().positive()
const MarksSchema = z
  .partialRecord(z.enum(linkKinds), count)
  .openapi({ description: "What is not there has no number" })
const SummarySchema = z.object({
  of: z.number().int(),
  drafted: z.number().int(),
  named: z.number().int().openapi({ description: "Those that a chip in a text names" }),
  missing: z.array(z.string()).openapi({ description: "The codes of those without text" }),
})
const CoverageSchema = z.object({
  targets: z.array(
    z.object({
      code: z.string().openapi({ description: "Of one of the 169 targets, or `gap`" }),
      relation: z.enum(["direct", "related"]).nullable(),
      isDrafted: z.boolean(),
      sections: z
        .record(z.string(), MarksSchema)
        .openapi({ description: "Under the publication's id what is on the publication as a whole" }),
      organizations: z.record(z.string(), MarksSchema),
    }),
  ),
  summary: z.object({ direct: SummarySchema, related: SummarySchema, all: SummarySchema, gaps: z.number().int() }),
  written: z.array(SectionIdSchema),
})

const PlacesSchema = z.object({
  places: z.array(
    z.object({
      kind: z.enum(linkKinds),
      sectionId: SectionIdSchema.nullable(),
      organization: OrgIdSchema,
      count,
      block: z.string().nullable().openapi({ description: "The paragraph of a chip" }),
      threadId: z.string().nullable(),
      words: z
        .string()
        .nullable()
        .openapi({ description: "How the paragraph begins, or what the comment is on or says" }),
    }),
  ),
  total: z.number().int().openapi({ description: "Also of those beyond the first 500" }),
})

const languages = z.enum(["en", "fr", "es"])

/** Which targets a publication covers, as far as the caller may read it. */
export function coverageRoutes({ coverage, now }: { coverage: PublicationCoverage; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now })
  const routes = newRoutes()
  const caller = (context: HttpContext) => {
    const session = requireSession(context)
    const wait = limit.take(session.personId)
    if (wait > 0) throw tooMany(wait)
    return session
  }
  const params = z.object({ publicationId: PublicationIdSchema })

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/coverage",
      summary: "What bears on each target: outline, chips in the texts, comments; by section and by organization",
      request: {
        params,
        query: z.object({
          format: z.enum(["json", "csv"]).default("json"),
          by: z.enum(["section", "organization", "theme"]).default("section").openapi({ description: "Of a CSV" }),
          language: languages.default("en").openapi({ description: "Of a CSV" }),
        }),
      },
      responses: {
        200: {
          description: "Of what the caller may read; the ETag changes with it",
          content: { "application/json": { schema: CoverageSchema }, "text/csv": { schema: z.string() } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = caller(context)
      const { publicationId } = context.req.valid("param")
      const { format, by, language } = context.req.valid("query")
      const found = await coverage.of(session, publicationId)
      if (found === null) throw notFound()
      if (format === "json") return answerIfChanged(context, found.map)
      return new Response(coverageCsv({ ...found, view: by, language }), {
        headers: {
          "Cache-Control": "private, no-cache",
          "Content-Type": "text/csv; charset=UTF-8; header=present",
          "Content-Disposition": `attachment; filename="coverage-${by}.csv"`,
        },
      })
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/coverage/places",
      summary: "The places that one cell of the coverage counts",
      request: {
        params,
        query: z.object({
          target: z.string().max(10).openapi({ description: "A code, or `gap`" }),
          section: SectionIdSchema.or(PublicationIdSchema).optional(),
          organization: OrgIdSchema.optional(),
        }),
      },
      responses: {
        200: {
          description: "Section by section, comments behind; either by section or by organization",
          content: { "application/json": { schema: PlacesSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = caller(context)
      const cell = cellOf(context.req.valid("query"))
      const found = await coverage.places(session, context.req.valid("param").publicationId, cell)
      if (found === null) throw notFound()
      return answerIfChanged(context, { places: found.places.map(placeOf), total: found.total })
    },
  )
  return routes
}

function cellOf({
  target,
  section,
  organization,
}: {
  target: string
  section?: string | undefined
  organization?: string | undefined
}): Cell {
  if (target !== gap && !isTargetCode(target)) throw new Problem(400, "no-such-target", "There is no such target.")
  if (section !== undefined && organization === undefined) return { target, section }
  if (organization !== undefined && section === undefined) return { target, organization }
  throw new Problem(400, "no-cell", "Name either a section or an organization.")
}

function placeOf({ kind, sectionId, organization, count, named, thread }: TargetLink) {
  const said = thread?.anchor?.quote.exact ?? thread?.comments[0]?.body ?? named?.words ?? null
  return {
    kind,
    sectionId,
    organization,
    count,
    block: named?.block ?? null,
    threadId: thread?.id ?? null,
    words: said?.slice(0, WORDS_MAX) ?? null,
  }
}
