import { createRoute, z } from "@hono/zod-openapi"
import { InstantSchema, PublicationIdSchema, SectionIdSchema, ThreadIdSchema, ThreadSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import { type PageAsked, PageGoneError, type PublicationReview, type ReviewPage } from "../review/publication-review.ts"
import { annotationPage, annotationType } from "../review/web-annotation.ts"
import type { Publications } from "../publications/publications.ts"
import { newRoutes, requireSession, type HttpContext, type Routes } from "./env.ts"
import { notFound, Problem, problemResponses, tooMany } from "./problem.ts"
import { publicationQuestion } from "./publication-question.ts"
import { answerIfChanged } from "./unchanged.ts"

const READS_PER_MINUTE = 240
const PAGE_MAX = 2_000

const PageQuerySchema = z.object({
  after: ThreadIdSchema.optional().openapi({ description: "The last comment of the page before" }),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX),
})

const PersonShownSchema = z.object({ name: z.string(), organization: z.string() })
const PageSchema = z.object({
  threads: z.array(
    z.object({
      thread: ThreadSchema,
      place: z
        .object({
          block: z.string().nullable(),
          kind: z.string(),
          number: z.string().nullable().openapi({ description: "As it stands before the paragraph" }),
          heading: z.string().nullable().openapi({ description: "The heading above" }),
        })
        .nullable(),
      quote: z.string().nullable().openapi({ description: "The words as they read now" }),
      isRemoved: z.boolean().openapi({ description: "It was on words that are in the text no more" }),
    }),
  ),
  people: z.record(z.string(), PersonShownSchema),
  total: z.number().int(),
  next: ThreadIdSchema.nullable().openapi({ description: "To be sent as `after` for the page behind this one" }),
})

const CountsSchema = z.record(
  z.string(),
  z.object({
    open: z.number().int(),
    answered: z.number().int(),
    total: z.number().int(),
    new: z.number().int().nullable().openapi({ description: "By others since the caller was there; null before that" }),
  }),
)

const WaitingSchema = z.object({
  waiting: z.array(
    z.object({
      kind: z.enum(["end", "answer", "mention", "assignment", "reply"]),
      publicationId: PublicationIdSchema,
      publication: z.string(),
      sectionId: SectionIdSchema.nullable(),
      section: z.string().nullable(),
      at: InstantSchema,
      threadId: ThreadIdSchema.optional(),
      words: z.string().nullable(),
      author: PersonShownSchema.nullable(),
      due: z.string().nullable().optional(),
    }),
  ),
  total: z.number().int().openapi({ description: "Also of those beyond the first 200" }),
})

interface ReviewRoutesDeps {
  review: PublicationReview
  publications: Pick<Publications, "readable">
  /** The origin under which people open this server. */
  origin: string
  now: () => number
}

/** Comments as the caller may read them, folded. */
export function reviewRoutes({ review, publications, origin, now }: ReviewRoutesDeps): Routes {
  const limit = new RateLimit({ countPerMinute: READS_PER_MINUTE, now })
  const routes = newRoutes()
  const caller = (context: HttpContext) => {
    const session = requireSession(context)
    const wait = limit.take(session.personId)
    if (wait > 0) throw tooMany(wait)
    return session
  }

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/sections/{sectionId}/review",
      summary: "The comments on a section, in the order of its text",
      request: {
        params: z.object({ sectionId: SectionIdSchema }),
        query: PageQuerySchema.extend({ format: z.enum(["json", "web-annotation"]).default("json") }),
      },
      responses: {
        200: {
          description: "Of the streams that the caller may join",
          content: { "application/json": { schema: PageSchema }, "application/ld+json": { schema: z.looseObject({}) } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = caller(context)
      const { sectionId } = context.req.valid("param")
      const query = context.req.valid("query")
      const page = await paged(query, (asked) => review.section(session, sectionId, asked))
      const found = publications.readable(session, sectionId)
      if (page === null || found === null) throw notFound()
      if (query.format === "json") return answerIfChanged(context, page)
      const answer = annotationPage(page, { origin, publicationId: found.publication.id, sectionId })
      return answerIfChanged(context, answer, annotationType)
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/review",
      summary: "All comments of a publication: the general ones, then section by section in the order of the text",
      request: { params: z.object({ publicationId: PublicationIdSchema }), query: PageQuerySchema },
      responses: {
        200: {
          description: "Of the streams that the caller may join",
          content: { "application/json": { schema: PageSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = caller(context)
      const { publicationId } = context.req.valid("param")
      const page = await paged(context.req.valid("query"), (asked) => review.register(session, publicationId, asked))
      if (page === null) throw notFound()
      return answerIfChanged(context, page)
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/versions/{number}/review",
      summary: "The comments on one version, section by section",
      request: {
        params: z.object({ publicationId: PublicationIdSchema, number: z.coerce.number().int().min(1).max(100_000) }),
        query: PageQuerySchema,
      },
      responses: {
        200: {
          description: "Of the streams that the caller may join",
          content: { "application/json": { schema: PageSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(400, 401, 404, 429),
      },
    }),
    async (context) => {
      const session = caller(context)
      const { publicationId, number } = context.req.valid("param")
      const asked = context.req.valid("query")
      const page = await paged(asked, (of) => review.version(session, publicationId, number, of))
      if (page === null) throw notFound()
      return answerIfChanged(context, page)
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/waiting",
      summary: "What waits for the caller, over all publications",
      responses: {
        200: {
          description: "What ends, soonest first; then what comments ask, newest first",
          content: { "application/json": { schema: WaitingSchema } },
        },
        304: { description: "Unchanged since the ETag of If-None-Match" },
        ...problemResponses(401, 429),
      },
    }),
    async (context) => answerIfChanged(context, await review.waiting(caller(context))),
  )

  routes.route(
    "/",
    publicationQuestion({
      name: "review/counts",
      summary: "How many comments each section has",
      description: "By section, of those that the caller reads; under the publication's id, the general ones",
      schema: CountsSchema,
      ask: (session, id) => review.counts(session, id),
      now,
    }),
  )

  return routes
}

async function paged(
  { after = null, limit }: { after?: PageAsked["after"] | undefined; limit: number },
  read: (asked: PageAsked) => Promise<ReviewPage | null>,
): Promise<ReviewPage | null> {
  try {
    return await read({ after, limit })
  } catch (error) {
    if (!(error instanceof PageGoneError)) throw error
    throw new Problem(400, "page-gone", "The comment that this page begins behind is not there any more. Begin again.")
  }
}
