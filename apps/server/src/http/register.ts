import { createRoute, z } from "@hono/zod-openapi"
import { PublicationIdSchema, RegisterFilterSchema } from "@codraft/publication"
import { RateLimit } from "../rate-limit.ts"
import { type PublicationRegister, type RegisterAsked, RegisterTooLongError } from "../register/publication-register.ts"
import { PressBusyError } from "../register/sheet-press.ts"
import { sheetFormats } from "../register/sheet.ts"
import { SheetLanguageSchema } from "../register/words.ts"
import { annotationType } from "../review/web-annotation.ts"
import type { Publications } from "../publications/publications.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, Problem, problemResponses, tooMany } from "./problem.ts"
import { publicationQuestion } from "./publication-question.ts"

const FILES_PER_MINUTE = 30
const QUERY_CHARACTERS_MAX = 200

const types = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8; header=present",
  jsonld: annotationType,
} as const

const flag = z.enum(["true", "false"]).optional()
const QuerySchema = RegisterFilterSchema.omit({ mine: true, unanswered: true }).extend({
  mine: flag.openapi({ description: "Begun by the caller, assigned to them, or with words of theirs" }),
  unanswered: flag,
  q: z.string().trim().max(QUERY_CHARACTERS_MAX).default("").openapi({ description: "Words that are all in it" }),
  format: z.enum([...sheetFormats, "jsonld"]),
  language: SheetLanguageSchema.default("en").openapi({ description: "Of the headings; comments stay as they are" }),
})

interface RegisterRoutesDeps {
  register: PublicationRegister
  publications: Pick<Publications, "commentsAt">
  now: () => number
}

/** The register of comments as files to be handed round, and what says that it has changed. */
export function registerRoutes({ register, publications, now }: RegisterRoutesDeps): Routes {
  const limit = new RateLimit({ countPerMinute: FILES_PER_MINUTE, now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}/review/file",
      summary: "The register of comments as a file",
      request: { params: z.object({ publicationId: PublicationIdSchema }), query: QuerySchema },
      responses: {
        200: {
          description: "Of the comments that the caller reads, those that the filter names",
          content: {
            [types.docx]: { schema: z.string().openapi({ format: "binary" }) },
            [types.xlsx]: { schema: z.string().openapi({ format: "binary" }) },
            "text/csv": { schema: z.string() },
            "application/ld+json": { schema: z.looseObject({}) },
          },
        },
        ...problemResponses(400, 401, 404, 413, 429, 503),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const { publicationId } = context.req.valid("param")
      const { q, format, language, mine, unanswered, ...rest } = context.req.valid("query")
      const asked: RegisterAsked = {
        query: q,
        filter: { ...rest, mine: mine === "true", unanswered: unanswered === "true" },
      }
      const file = await refusing(() =>
        format === "jsonld"
          ? register.annotations(session, publicationId, asked)
          : register.file(session, publicationId, asked, { format, language }),
      )
      if (file === null) throw notFound()
      return new Response(file.bytes, {
        headers: {
          "Content-Type": types[format],
          "Content-Disposition": disposition(`${file.name}.${format}`),
          "Cache-Control": "private, no-store",
        },
      })
    },
  )

  routes.route(
    "/",
    publicationQuestion({
      name: "review/position",
      summary: "What changes whenever something is said or done in comments that the caller reads",
      description: "A number to be compared with the one before",
      schema: z.object({ position: z.number().int() }),
      ask: async (session, id) => {
        const position = publications.commentsAt(session, id)
        return position === null ? null : { position }
      },
      now,
    }),
  )

  return routes
}

async function refusing<T>(make: () => Promise<T>): Promise<T> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof RegisterTooLongError) throw new Problem(413, "register-too-long", error.message)
    if (!(error instanceof PressBusyError)) throw error
    throw new Problem(503, "busy", "Others are waiting for their files. Try again in a moment.", 10)
  }
}

/** RFC 6266: the name as it is, and one for programs that know no more than ASCII. */
function disposition(name: string): string {
  const clean = name.replace(/[\p{Cc}\\/:*?"<>|]+/gu, " ").replace(/\s+/g, " ")
  const ascii = clean
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^\x20-\x7E]/g, "_")
  const encoded = encodeURIComponent(clean).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}
