import { createRoute, z } from "@hono/zod-openapi"
import { newRoutes, type Routes } from "./env.ts"

/** Which build of the browser application is served: pages of another one are told to reload. */
export function buildRoutes(deps: { build: string | null }): Routes {
  const routes = newRoutes()
  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/build",
      summary: "The build of the browser application that is served",
      responses: {
        200: {
          description: "The build; null when none is served",
          content: { "application/json": { schema: z.object({ build: z.string().nullable() }) } },
        },
      },
    }),
    (context) => context.json({ build: deps.build }, 200),
  )
  return routes
}
