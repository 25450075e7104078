import { createRoute, z } from "@hono/zod-openapi"
import {
  CommandSchema,
  FreezeCommandSchema,
  PassageCommandSchema,
  RecordedSchema,
  RefusalSchema,
  ReviewCommandSchema,
  SeenCommandSchema,
  SubmitCommandSchema,
  ShareCommandSchema,
} from "@codraft/publication"
import { ImportCommandSchema, ImportOutcomeSchema } from "@codraft/publication/import"
import type { PublicationCommands } from "../publications/publication-commands.ts"
import { RateLimit } from "../rate-limit.ts"
import type { ImportComments } from "../review/import-comments.ts"
import { isSeenCommand, type SeenComments } from "../review/seen-comments.ts"
import type { SharedVersions } from "../versions/shared-versions.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, Problem, problemResponses, tooMany } from "./problem.ts"

const COMMANDS_PER_MINUTE = 240

/** Any JSON, said without the endless recursion that the description's generator cannot follow. */
const DescribedRefusalSchema = RefusalSchema.extend({ details: z.record(z.string(), z.unknown()).optional() })

/** The answer of a route that may be refused. */
export const refusedResponse = {
  description: "Refused, with the reason in plain words",
  content: { "application/json": { schema: z.object({ refusal: DescribedRefusalSchema }) } },
}

const SentCommandSchema = z.discriminatedUnion("type", [
  ...CommandSchema.options,
  ...PassageCommandSchema.options,
  ...ReviewCommandSchema.options,
  ...SeenCommandSchema.options,
  FreezeCommandSchema,
  SubmitCommandSchema,
  ShareCommandSchema,
  ImportCommandSchema,
])

const DoneSchema = z.object({
  position: z.number().int().openapi({ description: "Position of the last event in its stream" }),
  events: z.array(RecordedSchema).openapi({ description: "What happened, as far as the caller may see it" }),
  token: z
    .string()
    .optional()
    .openapi({ description: "What `shareVersion` has made: the link is `/v/` and this. It is told this once" }),
  rows: z
    .array(ImportOutcomeSchema.extend({ refusal: DescribedRefusalSchema.optional() }))
    .optional()
    .openapi({ description: "What came of each row of `importComments`" }),
})

/** The one door for everything that changes a fact. */
export function commandRoutes(deps: {
  commands: Pick<PublicationCommands, "execute">
  seen: SeenComments
  imports: ImportComments
  shared: Pick<SharedVersions, "share">
  now: () => number
}): Routes {
  const limit = new RateLimit({ countPerMinute: COMMANDS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "post",
      path: "/api/commands",
      summary: "Ask for a change",
      request: { body: { required: true, content: { "application/json": { schema: SentCommandSchema } } } },
      responses: {
        200: { description: "Done and durable", content: { "application/json": { schema: DoneSchema } } },
        409: refusedResponse,
        ...problemResponses(400, 401, 403, 404, 413, 429, 503),
      },
    }),
    async (context) => {
      const session = requireSession(context)
      const wait = limit.take(session.personId)
      if (wait > 0) throw tooMany(wait)
      const command = context.req.valid("json")
      if (command.type === "importComments") {
        const imported = await deps.imports.execute(command, session)
        if (imported.kind === "busy") throw new Problem(503, "busy", "Your import before this one is under way.", 2)
        if (imported.kind === "unknown") throw notFound()
        if (imported.kind === "refused") return context.json({ refusal: imported.refusal }, 409)
        const { position, events, rows } = imported
        return context.json({ position, events, rows }, 200)
      }
      if (command.type === "shareVersion") {
        const shared = await deps.shared.share(command, session)
        if (shared.kind === "unknown") throw notFound()
        if (shared.kind === "refused") return context.json({ refusal: shared.refusal }, 409)
        const { position, events, token } = shared
        return context.json({ position, events, token }, 200)
      }
      const outcome = isSeenCommand(command)
        ? await deps.seen.execute(command, session)
        : await deps.commands.execute(command, session)
      if (outcome.kind === "unknown") throw notFound()
      if (outcome.kind === "refused") return context.json({ refusal: outcome.refusal }, 409)
      return context.json({ position: outcome.position, events: outcome.events }, 200)
    },
  )

  return routes
}
