import { closeCodes } from "@codraft/sync/protocol"
import type { Clock } from "@codraft/sync/server"
import type { WebSocket } from "ws"

/** All open sockets of this process: bounds their number, finds the dead ones, and closes them at the end. */
export class OpenSockets {
  readonly #clock: Clock
  readonly #isAlive = new Map<WebSocket, boolean>()
  readonly #perPerson = new Map<string, number>()
  #isStopping = false
  #cancelRound: () => void

  constructor(clock: Clock) {
    this.#clock = clock
    this.#cancelRound = clock.setTimer(() => this.#pingAll(), PING_EVERY_MS)
  }

  get count(): number {
    return this.#isAlive.size
  }

  /** Takes a socket in; the code with which to close it instead when there is no room, else null. */
  admit(socket: WebSocket, personId: string): number | null {
    if (this.#isStopping) return closeCodes.stopping
    const own = this.#perPerson.get(personId) ?? 0
    if (this.#isAlive.size >= SOCKETS_MAX || own >= SOCKETS_PER_PERSON_MAX) return closeCodes.overload
    this.#isAlive.set(socket, true)
    this.#perPerson.set(personId, own + 1)
    socket.on("pong", () => this.#isAlive.has(socket) && this.#isAlive.set(socket, true))
    socket.once("close", () => this.#forget(socket, personId))
    return null
  }

  /** From now on every new socket is told to try again later; those that are open stay. */
  refuseNew(): void {
    this.#isStopping = true
    this.#cancelRound()
  }

  /** Asks every socket to try again elsewhere or later, and ends those that do not answer in time. */
  async stop(): Promise<void> {
    this.refuseNew()
    const closed = [...this.#isAlive.keys()].map((socket) => this.#closed(socket))
    for (const socket of this.#isAlive.keys()) socket.close(closeCodes.stopping, "stopping")
    await Promise.all(closed)
  }

  #closed(socket: WebSocket): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.setTimer(() => socket.terminate(), CLOSE_WAIT_MS)
      socket.once("close", () => {
        cancel()
        resolve()
      })
    })
  }

  /** A peer that vanished without a word is found out by the second round. */
  #pingAll(): void {
    for (const [socket, isAlive] of this.#isAlive) {
      if (!isAlive) {
        socket.terminate()
        continue
      }
      this.#isAlive.set(socket, false)
      socket.ping()
    }
    this.#cancelRound = this.#clock.setTimer(() => this.#pingAll(), PING_EVERY_MS)
  }

  #forget(socket: WebSocket, personId: string): void {
    this.#isAlive.delete(socket)
    const left = (this.#perPerson.get(personId) ?? 1) - 1
    if (left > 0) this.#perPerson.set(personId, left)
    else this.#perPerson.delete(personId)
  }
}

const SOCKETS_MAX = 10_000
const SOCKETS_PER_PERSON_MAX = 500
const PING_EVERY_MS = 30_000
const CLOSE_WAIT_MS = 1_500
