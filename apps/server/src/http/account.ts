import { createRoute, z } from "@hono/zod-openapi"
import { deleteCookie } from "hono/cookie"
import { OrgIdSchema, PersonIdSchema, PublicationIdSchema, RoleSchema } from "@codraft/publication"
import { PUBLICATION_ACTIONS } from "../publications/any-command.ts"
import type { Publications } from "../publications/publications.ts"
import type { Sessions } from "../sessions.ts"
import { newRoutes, requireSession, type Routes } from "./env.ts"
import { SESSION_COOKIE } from "./guard.ts"
import { problemResponses } from "./problem.ts"

const MeSchema = z.object({
  person: z.object({ personId: PersonIdSchema, name: z.string(), language: z.string() }),
  memberships: z.array(
    z.object({
      publicationId: PublicationIdSchema,
      orgId: OrgIdSchema,
      organization: z.string(),
      role: RoleSchema,
      title: z.string().optional(),
      abilities: z
        .array(z.enum(PUBLICATION_ACTIONS))
        .openapi({ description: "What the role allows on the publication as a whole" }),
    }),
  ),
})

/** The signed-in person themselves. */
export function accountRoutes(deps: { sessions: Sessions; publications: Publications }): Routes {
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/me",
      summary: "The signed-in person, memberships and abilities",
      request: {
        query: z.object({
          signedOut: z.literal("ok").optional().openapi({ description: "Answer 204 instead of 401 to nobody" }),
        }),
      },
      responses: {
        200: { description: "Who you are", content: { "application/json": { schema: MeSchema } } },
        204: { description: "Nobody is signed in, and that was asked for" },
        ...problemResponses(401),
      },
    }),
    (context) => {
      // Browsers report every 401 as an error, and on the sign-in page it is none.
      const mayBeNobody = context.req.valid("query").signedOut === "ok"
      if (mayBeNobody && context.get("session") === null) return context.body(null, 204)
      return context.json(deps.publications.me(requireSession(context)), 200)
    },
  )

  routes.openapi(
    createRoute({
      method: "post",
      path: "/api/sign-out",
      summary: "Ends the session and its open sockets",
      responses: { 204: { description: "Signed out" } },
    }),
    (context) => {
      const session = context.get("session")
      if (session) deps.sessions.end(session)
      deleteCookie(context, SESSION_COOKIE, { path: "/" })
      return context.body(null, 204)
    },
  )

  return routes
}
