import type { MiddlewareHandler } from "hono"
import { bodyLimit } from "hono/body-limit"
import { getCookie } from "hono/cookie"
import type { Origins } from "../origins.ts"
import type { Sessions } from "../sessions.ts"
import type { HttpEnv } from "./env.ts"
import { Problem } from "./problem.ts"

export const SESSION_COOKIE = "codraft_session"

const BODY_BYTES_MAX = 256 * 1024

/** Images are larger than anything else; their route bounds them itself. */
const IMAGES_PATH = /^\/api\/sections\/[^/]+\/images$/

/** Bodies beyond the bound are not read. */
export function limitBodies(): MiddlewareHandler<HttpEnv> {
  const limit = bodyLimit({
    maxSize: BODY_BYTES_MAX,
    onError() {
      throw new Problem(413, "too-large", `The body is larger than ${BODY_BYTES_MAX / 1024} kB.`)
    },
  })
  return async (context, next) => (IMAGES_PATH.test(context.req.path) ? next() : limit(context, next))
}

/** A page of another site cannot act for a person whose browser is signed in here. */
export function refuseForeignPages(origins: Origins): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    if (context.req.method !== "GET" && context.req.method !== "HEAD") {
      const origin = context.req.header("Origin")
      // The dev server of the editor is another origin that is let in by name, hence the order.
      const isNamed = origin !== undefined && origins.allows(origin)
      const site = context.req.header("Sec-Fetch-Site") ?? "none"
      const isForeign = origin === undefined ? site !== "none" && site !== "same-origin" : !isNamed
      if (isForeign) throw new Problem(403, "foreign-origin", "This request came from a page of another site.")
    }
    await next()
  }
}

/** Finds out who asks: by the session cookie, or by a token in the Authorization header. */
export function knowCaller(sessions: Sessions): MiddlewareHandler<HttpEnv> {
  return async (context, next) => {
    const bearer = context.req.header("Authorization")?.match(/^Bearer (\S+)$/)?.[1]
    const cookie = getCookie(context, SESSION_COOKIE)
    if (bearer) context.set("session", await sessions.fromToken(bearer))
    else context.set("session", cookie ? await sessions.fromCookie(cookie) : null)
    await next()
  }
}
