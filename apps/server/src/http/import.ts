import { createRoute, z } from "@hono/zod-openapi"
import {
  CommentKindSchema,
  OrgIdSchema,
  OutcomeSchema,
  PublicationIdSchema,
  SectionIdSchema,
  ThreadVersionSchema,
  VersionNumberSchema,
} from "@codraft/publication"
import { AskedRowSchema, importBounds } from "@codraft/publication/import"
import { RateLimit } from "../rate-limit.ts"
import type { ImportPreview } from "../review/import-preview.ts"
import { refusedResponse } from "./commands.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

/** A table of the longest kind comes in fifty requests. */
const PREVIEWS_PER_MINUTE = 120

const WordsSchema = z.object({
  quote: z.object({ exact: z.string(), prefix: z.string(), suffix: z.string() }),
  start: z.unknown().openapi({ description: "A relative position of Yjs" }),
  end: z.unknown(),
  number: z.string().nullable().openapi({ description: "Of the paragraph" }),
  heading: z.string().nullable().openapi({ description: "The heading above" }),
  version: ThreadVersionSchema.optional().openapi({ description: "Where it is in the version that was asked for" }),
})

const PreviewSchema = z.object({
  rows: z.array(
    z.object({
      sectionId: SectionIdSchema.nullable().openapi({ description: "null: on the publication as a whole" }),
      isSectionUnknown: z.boolean(),
      words: z.discriminatedUnion("kind", [
        z.object({ kind: z.literal("whole") }),
        z.object({ kind: z.literal("found"), by: z.enum(["exact", "alike", "paragraph"]), words: WordsSchema }),
        z.object({ kind: z.literal("often"), hits: z.number().int(), places: z.array(WordsSchema) }),
        z.object({ kind: z.literal("none") }),
        z.object({ kind: z.literal("too-long") }),
      ]),
      targets: z.array(z.union([z.string(), z.object({ code: z.string(), edition: z.string() })])),
      targetsUnknown: z.array(z.string()),
      kind: CommentKindSchema.nullable(),
      outcome: OutcomeSchema.nullable(),
      organization: OrgIdSchema.nullable().openapi({ description: "As the table names it" }),
      known: z.string().nullable().openapi({ description: "The comment of the register that this is" }),
    }),
  ),
})

interface ImportRoutesDeps {
  preview: ImportPreview
  now: () => number
}

/** What importing a table of comments would come to, row by row; `importComments` does it. */
export function importRoutes({ preview, now }: ImportRoutesDeps): Routes {
  const limit = new RateLimit({ countPerMinute: PREVIEWS_PER_MINUTE, now })
  const routes = newRoutes()
  routes.openapi(
    createRoute({
      method: "post",
      path: "/api/publications/{publicationId}/review/import-preview",
      summary: "What importing rows of a table of comments would come to; nothing is written",
      request: {
        params: z.object({ publicationId: PublicationIdSchema }),
        body: {
          required: true,
          content: {
            "application/json": {
              schema: z.object({
                organization: OrgIdSchema.nullable().openapi({ description: "Whose table it is; null: each row says" }),
                version: VersionNumberSchema.optional().openapi({
                  description: "The version that the table comments on; absent: the draft",
                }),
                rows: z.array(AskedRowSchema).min(1).max(importBounds.rowsPerRequestMax),
              }),
            },
          },
        },
      },
      responses: {
        200: {
          description: "In the order of the rows, of what the caller may read",
          content: { "application/json": { schema: PreviewSchema } },
        },
        409: refusedResponse,
        ...problemResponses(400, 401, 403, 404, 413, 429, 503),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const answer = await preview.of(session, context.req.valid("param").publicationId, context.req.valid("json"))
      if (answer === null) throw notFound()
      return "refusal" in answer ? context.json(answer, 409) : context.json(answer, 200)
    },
  )
  return routes
}
