import { createRoute, z } from "@hono/zod-openapi"
import {
  CommandSchema,
  PassageCommandSchema,
  RecordedSchema,
  RefusalSchema,
  ReviewCommandSchema,
  SeenCommandSchema,
} from "@codraft/publication"
import type { PublicationService } from "../publications.ts"
import { RateLimit } from "../rate-limit.ts"
import { isSeenCommand, type SeenComments } from "../review/seen-comments.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

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
])

const DoneSchema = z.object({
  position: z.number().int().openapi({ description: "Position of the last event in its stream" }),
  events: z.array(RecordedSchema).openapi({ description: "What happened, as far as the caller may see it" }),
})

/** The one door for everything that changes a fact. */
export function commandRoutes(deps: {
  publications: Pick<PublicationService, "execute">
  seen: SeenComments
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
      const outcome = isSeenCommand(command)
        ? await deps.seen.execute(command, session)
        : await deps.publications.execute(command, session)
      if (outcome.kind === "unknown") throw notFound()
      if (outcome.kind === "refused") return context.json({ refusal: outcome.refusal }, 409)
      return context.json({ position: outcome.position, events: outcome.events }, 200)
    },
  )

  return routes
}
