import { upgradeWebSocket } from "@hono/node-server"
import { parseStream, type SectionId } from "@codraft/publication"
import { type CloseCode, closeCodes } from "@codraft/sync/protocol"
import type { EventHub, Hub } from "@codraft/sync/server"
import { Hono } from "hono"
import { getCookie } from "hono/cookie"
import type { WebSocket } from "ws"
import type { HttpContext, HttpEnv } from "../http/env.ts"
import { SESSION_COOKIE } from "../http/guard.ts"
import { Problem } from "../http/problem.ts"
import type { SocketKind } from "../metrics.ts"
import type { Origins } from "../origins.ts"
import type { Publications } from "../publications/publications.ts"
import type { Session } from "../sessions.ts"
import { attach, refuseSocket, type SocketDeps } from "./attach.ts"
import { SocketLink } from "./socket-link.ts"

export interface SyncDeps extends SocketDeps {
  hub: Hub
  events: EventHub
  publications: Publications
  origins: Origins
  build: string | null
}

/** `/sync/text:<sectionId>` and `/sync/events`. Every refusal accepts the upgrade first. */
export function syncRoutes(deps: SyncDeps): Hono<HttpEnv> {
  return new Hono<HttpEnv>().get(
    "/sync/:stream{.+}",
    upgradeWebSocket(async (context: HttpContext) => {
      const stream = context.req.param("stream") ?? ""
      const kind: SocketKind = stream === "events" ? "events" : "text"
      const session = await callerOf(deps, context)
      const admission = admit(deps, context, stream, session)
      return {
        onOpen(_event, { raw }) {
          const socket = raw as WebSocket
          if ("session" in admission) serve(deps, socket, stream, admission.session)
          else refuseSocket(deps, { socket, kind, stream, personId: session?.personId ?? null, code: admission.code })
        },
      }
    }),
    () => {
      throw new Problem(426, "upgrade-required", "This address speaks WebSocket.")
    },
  )
}

/** Whether a socket may be served, and if not, the close code that says why: the cheapest question first. */
function admit(
  deps: SyncDeps,
  context: HttpContext,
  stream: string,
  session: Session | null,
): { session: Session } | { code: CloseCode } {
  // A page of another site can open sockets with the person's cookie: it gets what somebody unknown gets.
  if (!session || !deps.origins.allows(context.req.header("Origin"))) return { code: closeCodes.notSignedIn }
  const build = context.req.query("build")
  if (build !== undefined && deps.build !== null && build !== deps.build) return { code: closeCodes.buildTooOld }
  if (stream === "events") {
    // A token opens one publication, and this socket would tell of all that the person is in.
    return session.scope === "everything" ? { session } : { code: closeCodes.notSignedIn }
  }
  const parsed = parseStream(stream)
  const isReadable = parsed?.kind === "text" && deps.publications.mayOpen(session, parsed.sectionId)
  return isReadable ? { session } : { code: closeCodes.notFound }
}

async function callerOf(deps: SyncDeps, context: HttpContext): Promise<Session | null> {
  const token = context.req.query("token")
  if (token !== undefined) return deps.sessions.fromToken(token)
  const cookie = getCookie(context, SESSION_COOKIE)
  return cookie === undefined ? null : deps.sessions.fromCookie(cookie)
}

function serve(deps: SyncDeps, socket: WebSocket, stream: string, session: Session): void {
  const parsed = parseStream(stream)
  if (parsed?.kind === "text") serveText(deps, socket, parsed.sectionId, session)
  else serveEvents(deps, socket, session)
}

function serveText(deps: SyncDeps, socket: WebSocket, sectionId: SectionId, session: Session): void {
  attach<Uint8Array>(deps, {
    socket,
    kind: "text",
    stream: `text:${sectionId}`,
    session,
    // Copied, since the library's small messages are views into a chunk of the network that would live as long as they do.
    frameOf: (data, isBinary) => (isBinary ? new Uint8Array(data) : null),
    connect() {
      const { personId, id: sessionId } = session
      const link = new SocketLink<Uint8Array>(socket, "text", deps.metrics)
      return deps.hub.connect(
        sectionId,
        {
          personId,
          sessionId,
          mayRead: () => deps.publications.mayOpen(session, sectionId),
          mayWrite: () => deps.publications.writeRefusal(session, sectionId),
        },
        link,
      )
    },
  })
}

function serveEvents(deps: SyncDeps, socket: WebSocket, session: Session): void {
  attach<string>(deps, {
    socket,
    kind: "events",
    stream: "events",
    session,
    frameOf: (data, isBinary) => (isBinary ? null : data.toString("utf8")),
    connect: () =>
      deps.events.connect(
        { personId: session.personId, sessionId: session.id },
        new SocketLink<string>(socket, "events", deps.metrics),
      ),
  })
}
