import { parseStream } from "@codraft/publication"
import { closeCodes } from "@codraft/sync/protocol"
import type { Clock } from "@codraft/sync/server"
import type { WebSocket } from "ws"
import type { Diagnostics } from "../diagnostics.ts"
import type { Metrics, SocketKind } from "../metrics.ts"
import type { Session, Sessions } from "../sessions.ts"
import type { OpenSockets } from "./open-sockets.ts"

/** What a room or the event hub does with one connection. */
export interface Connection<Frame> {
  receive(frame: Frame): void
  closed(): void
}

export interface Attachment<Frame extends Uint8Array | string> {
  socket: WebSocket
  kind: SocketKind
  stream: string
  session: Session
  /** The frame as this kind of socket takes it; null when it is of the wrong kind. */
  frameOf(data: Buffer, isBinary: boolean): Frame | null
  connect(): Connection<Frame>
}

export interface SocketDeps {
  sockets: OpenSockets
  sessions: Sessions
  metrics: Metrics
  diagnostics: Diagnostics
  clock: Clock
}

/**
 * Joins a socket to what serves it, until either end closes or the session ends. Whatever goes wrong with this
 * connection stays with it: it is closed by a code that says whether to come back.
 */
export function attach<Frame extends Uint8Array | string>(deps: SocketDeps, attachment: Attachment<Frame>): void {
  const { socket, kind, stream, session } = attachment
  const full = deps.sockets.admit(socket, session.personId)
  if (full !== null) return refuseSocket(deps, { socket, kind, stream, personId: session.personId, code: full })

  const guarded = (work: () => void) => {
    try {
      work()
    } catch (error) {
      const reference = deps.diagnostics.failed(`${kind} socket`, error)
      socket.close(closeCodes.failure, `failed, reference ${reference}`)
    }
  }
  let connection: Connection<Frame> | null = null
  const received = deps.metrics.traffic(kind, "in")
  socket.on("message", (data: Buffer, isBinary: boolean) => {
    guarded(() => {
      // What was on its way when this end said goodbye.
      if (socket.readyState !== socket.OPEN) return
      received.add(data.length)
      const frame = attachment.frameOf(data, isBinary)
      if (frame === null) socket.close(closeCodes.malformed, "malformed")
      else connection?.receive(frame)
    })
  })
  // Follows a broken frame or network; the close event comes next.
  socket.on("error", () => {})
  const endSession = () => socket.close(closeCodes.notSignedIn, "the session has ended")
  const stopWatching = deps.sessions.whenEnded(session, endSession)
  const cancelExpiry = deps.clock.setTimer(endSession, Math.max(0, session.expiresAt - deps.clock.now()))
  deps.metrics.connected(kind)
  socket.once("close", (code: number) => {
    deps.metrics.disconnected(kind)
    stopWatching()
    cancelExpiry()
    if (code >= 4400) deps.diagnostics.socketClosed({ stream, personId: session.personId, code })
    guarded(() => connection?.closed())
  })
  guarded(() => {
    connection = attachment.connect()
  })
}

/** A refusal is a close code after the upgrade: browsers see every HTTP refusal as 1006 and would retry for ever. */
export function refuseSocket(
  deps: Pick<SocketDeps, "metrics" | "diagnostics">,
  refused: { socket: WebSocket; kind: SocketKind; stream: string; personId: string | null; code: number },
): void {
  deps.metrics.refused(refused.kind, String(refused.code))
  // Anybody can ask for anything: only what could be the name of a stream is written down.
  const stream = refused.kind === "events" || parseStream(refused.stream) ? refused.stream : "no stream"
  deps.diagnostics.socketClosed({ stream, personId: refused.personId, code: refused.code })
  refused.socket.on("error", () => {})
  refused.socket.close(refused.code, REASONS[refused.code] ?? "refused")
}

const REASONS: Record<number, string> = {
  [closeCodes.notSignedIn]: "sign in first",
  [closeCodes.notFound]: "no such stream, or none that you may read",
  [closeCodes.buildTooOld]: "reload the page: a newer version is served",
  [closeCodes.stopping]: "stopping",
  [closeCodes.overload]: "too many connections",
}
