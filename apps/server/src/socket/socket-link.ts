import type { WebSocket } from "ws"
import type { Link } from "@codraft/sync/server"
import type { Metrics, SocketKind } from "../metrics.ts"

/** One WebSocket as the rooms see it. Sending on a socket that is closing does nothing: its peer will load anew. */
export class SocketLink<Frame extends Uint8Array | string> implements Link<Frame> {
  readonly #socket: WebSocket
  readonly #sent: ReturnType<Metrics["traffic"]>

  constructor(socket: WebSocket, kind: SocketKind, metrics: Metrics) {
    this.#socket = socket
    this.#sent = metrics.traffic(kind, "out")
  }

  get bufferedBytes(): number {
    return this.#socket.bufferedAmount
  }

  send(frame: Frame): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#sent.add(frame.length)
    this.#socket.send(frame, ignoreFailedSend)
  }

  close(code: number, reason: string): void {
    this.#socket.close(code, reason.slice(0, REASON_CHARACTERS_MAX))
  }
}

/** A close frame holds 123 bytes of reason; ours are ASCII. */
const REASON_CHARACTERS_MAX = 123

/** The socket's close event follows and is what counts. */
function ignoreFailedSend(): void {}
