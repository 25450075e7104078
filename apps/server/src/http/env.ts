import type { HttpBindings } from "@hono/node-server"
import { OpenAPIHono } from "@hono/zod-openapi"
import type { Context } from "hono"
import { Problem } from "./problem.ts"
import type { Session } from "../sessions.ts"

/** What every handler finds in its context. */
export interface HttpEnv {
  /** Absent when the application is called in process. */
  Bindings: Partial<HttpBindings>
  Variables: { session: Session | null }
}

export type Routes = OpenAPIHono<HttpEnv>
export type HttpContext = Context<HttpEnv>

/** Routes whose input is checked against their schemas: what does not fit is a 400 that says where. */
export function newRoutes(): Routes {
  return new OpenAPIHono<HttpEnv>({
    defaultHook(result) {
      if (result.success) return
      const [issue] = result.error.issues
      const place = issue && issue.path.length > 0 ? ` (${issue.path.join(".")})` : ""
      // Rules beyond the form say in words what they ask for.
      const why = issue?.code === "custom" ? ` ${issue.message}` : ""
      throw new Problem(400, "malformed-request", `The request is not of the described form${place}.${why}`)
    },
  })
}

/** The session of the caller; answers 401 for somebody unknown. */
export function requireSession(context: HttpContext): Session {
  const session = context.get("session")
  if (!session) throw new Problem(401, "not-signed-in", "Sign in first.")
  return session
}

/** The address of the other end, to count what strangers do. */
export function remoteAddress(context: HttpContext): string {
  return context.env?.incoming?.socket.remoteAddress ?? "in process"
}
