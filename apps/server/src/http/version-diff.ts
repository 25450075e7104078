import { promisify } from "node:util"
import { gunzip } from "node:zlib"
import { createRoute, z } from "@hono/zod-openapi"
import { PublicationIdSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import type { Session } from "../sessions.ts"
import { ResultsBusyError } from "../versions/kept-results.ts"
import { NoRedlineError, type VersionComparisons } from "../versions/version-comparisons.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, Problem, problemResponses, tooMany } from "./problem.ts"

/** Each may read every text of the publication. */
const COMPARISONS_PER_MINUTE = 60

const ComparedSchema = z
  .union([z.literal("draft"), z.coerce.number().int().min(1).max(100_000)])
  .openapi({ type: "string", description: "The number of a version, or `draft`" })
const params = z.object({ publicationId: PublicationIdSchema, a: ComparedSchema, b: ComparedSchema })

const CountsSchema = z.object({
  added: z.number().int(),
  removed: z.number().int(),
  changed: z.number().int(),
  moved: z.number().int(),
})
const SideSchema = z.looseObject({
  version: z.looseObject({ number: z.number().int() }).nullable().openapi({ description: "Null: the draft" }),
})
const NumbersSchema = z.record(z.string(), z.record(z.string(), z.string()))
const ShownComparisonSchema = z.object({
  comparison: z.object({
    before: SideSchema,
    after: SideSchema,
    sections: z
      .array(z.looseObject({ kind: z.enum(["added", "removed", "left", "kept"]) }))
      .openapi({ description: "In the order of `after`; what went stands where it stood" }),
    counts: CountsSchema.openapi({ description: "Paragraphs of all sections" }),
  }),
  numbers: z
    .object({ before: NumbersSchema, after: NumbersSchema })
    .openapi({ description: "The numbers that blocks have on the page, by section and block" }),
})

/** What became of one version in another, or in the draft. */
export function versionDiffRoutes(deps: { comparisons: VersionComparisons; now: () => number }): Routes {
  const limit = new RateLimit({ countPerMinute: COMPARISONS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()
  const find = async (session: Session, { publicationId, a, b }: z.infer<typeof params>) => {
    const wait = limit.take(session.personId)
    if (wait > 0) throw tooMany(wait)
    const found = await deps.comparisons.find(session, publicationId, a, b)
    if (found === null) throw notFound()
    return found
  }

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/versions/{a}/diff/{b}",
      summary: "What changed from one version to another, or to the draft as who may freeze it would freeze it now",
      request: { params },
      responses: {
        200: {
          description: "Both in one, section by section and passage by passage; the ETag changes with either",
          content: { "application/json": { schema: ShownComparisonSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429, 503),
      },
    }),
    async (context) => {
      const found = await find(requireSession(context), context.req.valid("param"))
      const headers = {
        ETag: `"${found.etag}"`,
        "Cache-Control": "private, no-cache",
        "Content-Type": "application/json; charset=UTF-8",
        Vary: "Accept-Encoding",
      }
      if (context.req.header("If-None-Match")?.replace(/^W\//, "") === headers.ETag)
        return new Response(null, { status: 304, headers })
      const packed = await found.packed().catch(busy)
      if (/\bgzip\b/.test(context.req.header("Accept-Encoding") ?? ""))
        return new Response(packed, { headers: { ...headers, "Content-Encoding": "gzip" } })
      return new Response(new Uint8Array(await promisify(gunzip)(packed)), { headers })
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/versions/{a}/diff/{b}/redline.docx",
      summary: "The same as a Word file: b, with what differs from a as Word's tracked changes",
      request: { params },
      responses: {
        200: {
          description: "Whoever accepts all has b, whoever rejects all has a; the ETag changes with either",
          content: { [wordType]: { schema: z.string().openapi({ format: "binary" }) } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429, 503),
        422: { description: "There can be no such file; the message says why" },
      },
    }),
    async (context) => {
      const { a, b } = context.req.valid("param")
      const found = await find(requireSession(context), context.req.valid("param"))
      const headers = {
        ETag: `"${found.etag}"`,
        "Cache-Control": "private, no-cache",
        "Content-Type": wordType,
        "Content-Disposition": `attachment; filename="redline-${a}-to-${b}.docx"`,
      }
      if (context.req.header("If-None-Match")?.replace(/^W\//, "") === headers.ETag)
        return new Response(null, { status: 304, headers })
      return new Response(await found.redline().catch(noRedline), { headers })
    },
  )

  return routes
}

const wordType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

function noRedline(error: unknown): never {
  if (error instanceof NoRedlineError) throw new Problem(422, "no-redline", error.message)
  return busy(error)
}

function busy(error: unknown): never {
  if (!(error instanceof ResultsBusyError)) throw error
  throw new Problem(503, "busy", "Others are waiting for their comparisons. Try again in a moment.", 10)
}
