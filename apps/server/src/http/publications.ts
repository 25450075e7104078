import { createRoute, z } from "@hono/zod-openapi"
import { PublicationIdSchema, PublicationStateSchema } from "@codraft/publication"
import type { Publications } from "../publications/publications.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { notFound, problemResponses } from "./problem.ts"

const ListSchema = z.object({
  publications: z.array(
    PublicationStateSchema.pick({
      id: true,
      title: true,
      titleI18n: true,
      subtitle: true,
      status: true,
      series: true,
      seriesNumber: true,
    }),
  ),
})

const OneSchema = z.object({
  publication: PublicationStateSchema,
  positions: z.record(z.string(), z.number().int()).openapi({
    description: "How far each of these streams is folded in: join them after this position",
    example: { "section:s01": 1 },
  }),
  build: z.string().nullable().openapi({ description: "The build of the browser application that is served" }),
})

/** What a person may see of the publications, folded. */
export function publicationRoutes(deps: { publications: Publications; build: string | null }): Routes {
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications",
      summary: "The publications of the caller",
      responses: {
        200: { description: "The publications", content: { "application/json": { schema: ListSchema } } },
        ...problemResponses(401),
      },
    }),
    (context) => {
      const publications = deps.publications.list(requireSession(context))
      return context.json(ListSchema.parse({ publications }), 200)
    },
  )

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/publications/{publicationId}",
      summary: "One publication: outline, people, calendar",
      request: { params: z.object({ publicationId: PublicationIdSchema }) },
      responses: {
        200: {
          description: "Folded from the streams that the caller may join",
          content: { "application/json": { schema: OneSchema } },
        },
        ...problemResponses(401, 404),
      },
    }),
    (context) => {
      const view = deps.publications.view(requireSession(context), context.req.valid("param").publicationId)
      if (!view) throw notFound()
      // Of single threads there may be thousands: each is told of beside the comments on its section.
      const publication = { ...view.publication, privateThreads: {} }
      return context.json({ ...view, publication, build: deps.build }, 200)
    },
  )

  return routes
}
