import assert from "node:assert/strict"
import type { Socket } from "node:net"
import { createAdaptorServer, type ServerType } from "@hono/node-server"
import { WebSocketServer } from "ws"
import type { Config } from "./config.ts"
import type { Routes } from "./http/env.ts"

/** A TCP port of this process, with HTTP and WebSockets on it. */
export interface Listener {
  port: number
  /** Until this is called, everything is answered with "starting". */
  serve(app: Routes): void
  close(): Promise<void>
}

export async function openListener(at: Pick<Config, "host" | "port"> & { idleMs?: number }): Promise<Listener> {
  let app: Routes | null = null
  const http = createAdaptorServer({
    fetch: (request, env) => app?.fetch(request, env) ?? new Response("The server is starting.", { status: 503 }),
    websocket: { server: newSocketServer() },
  })
  if ("maxConnections" in http) http.maxConnections = CONNECTIONS_MAX
  http.setTimeout(at.idleMs ?? IDLE_CONNECTION_MS)
  // Nobody answers an upgrade to something that is not a WebSocket, and Node then no longer watches the connection.
  http.on("connection", (socket: Socket) => socket.on("timeout", () => socket.destroy()))
  const port = await listen(http, at)
  return {
    port,
    serve(served) {
      app = served
    },
    close: () => close(http),
  }
}

const IDLE_CONNECTION_MS = 120_000
/** More than the sockets that are let in: strangers, who are refused after the upgrade, hold a connection until then. */
const CONNECTIONS_MAX = 15_000
const STOP_WAIT_MS = 2_000
/** Above the largest message, so that one that is only somewhat too large gets our own close code. */
const FRAME_BYTES_MAX = 9 * 1024 * 1024
/** A keystroke only grows when compressed. */
const DEFLATE_BYTES_MIN = 1024

/** The adapter describes the server it wants a little narrower than the library describes itself. */
type SocketServer = NonNullable<Parameters<typeof createAdaptorServer>[0]["websocket"]>["server"]

function newSocketServer(): SocketServer {
  const server = new WebSocketServer({
    noServer: true,
    // One frame in each turn of the event loop: a single read from the network may hold a thousand small ones.
    allowSynchronousEvents: false,
    maxPayload: FRAME_BYTES_MAX,
    perMessageDeflate: {
      threshold: DEFLATE_BYTES_MIN,
      serverNoContextTakeover: true,
      clientNoContextTakeover: true,
      zlibDeflateOptions: { level: 1 },
    },
  })
  return server as unknown as SocketServer
}

function listen(http: ServerType, { host, port }: Pick<Config, "host" | "port">): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", reject)
    http.listen(port, host, () => {
      http.off("error", reject)
      const address = http.address()
      assert(address && typeof address === "object", "a TCP server has an address")
      resolve(address.port)
    })
  })
}

/** Lets running answers finish, but not for ever. */
function close(http: ServerType): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => "closeAllConnections" in http && http.closeAllConnections(), STOP_WAIT_MS)
    http.close(() => {
      clearTimeout(timer)
      resolve()
    })
  })
}
