import { createRoute, z } from "@hono/zod-openapi"
import { setCookie } from "hono/cookie"
import { OrgIdSchema, PersonIdSchema, RoleSchema } from "@codraft/publication"
import type { DemoPerson } from "../sample.ts"
import type { Diagnostics } from "../diagnostics.ts"
import { RateLimit } from "../rate-limit.ts"
import { SESSION_LENGTH_MS, type Sessions } from "../sessions.ts"
import { newRoutes, remoteAddress, type Routes } from "./env.ts"
import { SESSION_COOKIE } from "./guard.ts"
import { notFound, problemResponses, tooMany } from "./problem.ts"

const SIGN_INS_PER_MINUTE = 600

/** Sign-in as a sample person. Exists in the demo only, which binds nothing but this machine. */
export function demoRoutes(deps: {
  sessions: Sessions
  people: readonly DemoPerson[]
  diagnostics: Diagnostics
  isSecure: boolean
  now: () => number
}): Routes {
  const limit = new RateLimit({ countPerMinute: SIGN_INS_PER_MINUTE, now: deps.now })
  const routes = newRoutes()

  routes.openapi(
    createRoute({
      method: "get",
      path: "/api/demo/people",
      summary: "The sample people to sign in as",
      responses: {
        200: {
          description: "The sample people",
          content: { "application/json": { schema: z.object({ people: z.array(PersonSchema) }) } },
        },
      },
    }),
    (context) => context.json({ people: [...deps.people] }, 200),
  )

  routes.openapi(
    createRoute({
      method: "post",
      path: "/api/demo/sign-in",
      summary: "Sign in as a sample person",
      request: {
        body: {
          required: true,
          content: { "application/json": { schema: z.object({ personId: PersonIdSchema }) } },
        },
      },
      responses: {
        204: { description: "Signed in; sets the session cookie" },
        ...problemResponses(400, 403, 404, 429),
      },
    }),
    async (context) => {
      const wait = limit.take(remoteAddress(context))
      if (wait > 0) throw tooMany(wait)
      const { personId } = context.req.valid("json")
      if (!deps.people.some((person) => person.personId === personId)) throw notFound()
      setCookie(context, SESSION_COOKIE, await deps.sessions.begin(personId), {
        httpOnly: true,
        sameSite: "Lax",
        path: "/",
        secure: deps.isSecure,
        maxAge: SESSION_LENGTH_MS / 1000,
      })
      deps.diagnostics.signedIn({ personId })
      return context.body(null, 204)
    },
  )

  return routes
}

const PersonSchema = z.object({
  personId: PersonIdSchema,
  name: z.string(),
  title: z.string(),
  role: RoleSchema,
  language: z.string(),
  organization: z.object({ id: OrgIdSchema, name: z.string() }),
})
