import { expect, it } from "vitest"
import { VirtualClock } from "../testing/virtual-clock.ts"
import { linkClass, type Link, type LinkContext } from "./link.ts"
import type { TransportEvent } from "./transport.ts"

/** A socket whose state the test sets, as a browser's is set before it tells of anything. */
class Socket {
  static last: Socket | null = null
  binaryType = ""
  readyState = 0
  readonly sent: unknown[] = []
  readonly #listeners = new Map<string, (event: TransportEvent) => void>()

  constructor() {
    Socket.last = this
  }
  addEventListener(type: string, listener: (event: TransportEvent) => void): void {
    this.#listeners.set(type, listener)
  }
  send(data: unknown): void {
    this.sent.push(data)
  }
  close(): void {
    this.readyState = 3
  }
  tells(event: TransportEvent): void {
    this.#listeners.get(event.type)?.(event)
  }
}

it("[CLIENT18] says nothing to a socket that began to close while the device was read", () => {
  let maySpeak = false
  let link: Link | undefined
  const context: Partial<LinkContext> = {
    Transport: Socket,
    clock: new VirtualClock(),
    maySpeak: () => maySpeak,
    isHolding: () => false,
    onOpened: (made) => {
      link = made
    },
  }
  const made = new (linkClass(context as LinkContext))("ws://codraft/sync/text:s1")
  const heard: string[] = []
  // As the provider does; a link has no more of a WebSocket than that.
  Object.assign(made, { onopen: () => heard.push("open"), onclose: () => heard.push("close") })
  const socket = Socket.last
  if (socket === null) throw new Error("there is no socket")
  socket.readyState = 1
  socket.tells({ type: "open" })
  socket.readyState = 2
  maySpeak = true
  link?.speak()
  expect(heard).toEqual([])
  socket.readyState = 3
  socket.tells({ type: "close", code: 4404, reason: "not-found" })
  expect([heard, socket.sent]).toEqual([["close"], []])
})
