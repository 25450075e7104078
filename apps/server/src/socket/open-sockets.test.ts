import { EventEmitter } from "node:events"
import { closeCodes } from "@codraft/sync/protocol"
import { describe, expect, it } from "vitest"
import type { WebSocket } from "ws"
import { OpenSockets } from "./open-sockets.ts"

/** A clock that the test winds on. */
class HandClock {
  #now = 0
  readonly #due = new Set<{ at: number; run: () => void }>()

  now(): number {
    return this.#now
  }

  setTimer(run: () => void, delayMs: number): () => void {
    const timer = { at: this.#now + delayMs, run }
    this.#due.add(timer)
    return () => this.#due.delete(timer)
  }

  windOn(ms: number): void {
    this.#now += ms
    for (const timer of this.#due) {
      if (timer.at > this.#now || !this.#due.delete(timer)) continue
      timer.run()
    }
  }
}

/** The server's end of a socket, whose peer answers or does not. */
class Peer extends EventEmitter {
  code: number | null = null
  pings = 0
  isGone = false
  readonly #answers: boolean

  constructor({ answers }: { answers: boolean }) {
    super()
    this.#answers = answers
  }

  ping(): void {
    this.pings += 1
    if (this.#answers) this.emit("pong")
  }

  close(code: number): void {
    this.code = code
    if (this.#answers) this.emit("close")
  }

  terminate(): void {
    this.isGone = true
    this.emit("close")
  }

  get socket(): WebSocket {
    return this as unknown as WebSocket
  }
}

const minuteMs = 60_000

describe("open sockets", () => {
  it("stay as long as the other end answers", () => {
    const clock = new HandClock()
    const sockets = new OpenSockets(clock)
    const peer = new Peer({ answers: true })
    expect(sockets.admit(peer.socket, "ana")).toBeNull()
    for (let i = 0; i < 10; i += 1) clock.windOn(minuteMs)
    expect([peer.pings, peer.isGone, sockets.count]).toEqual([10, false, 1])
  })

  it("are let go when the other end has vanished without a word", () => {
    const clock = new HandClock()
    const sockets = new OpenSockets(clock)
    const peer = new Peer({ answers: false })
    sockets.admit(peer.socket, "ana")
    clock.windOn(minuteMs)
    expect(peer.isGone).toBe(false)
    clock.windOn(minuteMs)
    expect([peer.isGone, sockets.count]).toEqual([true, 0])
  })

  it("are bounded for each person, and free again when they close", () => {
    const sockets = new OpenSockets(new HandClock())
    const peers = Array.from({ length: 500 }, () => new Peer({ answers: true }))
    for (const peer of peers) expect(sockets.admit(peer.socket, "ana")).toBeNull()
    expect(sockets.admit(new Peer({ answers: true }).socket, "ana")).toBe(closeCodes.overload)
    expect(sockets.admit(new Peer({ answers: true }).socket, "bo")).toBeNull()
    peers[0]?.close(1000)
    expect(sockets.admit(new Peer({ answers: true }).socket, "ana")).toBeNull()
  })

  it("are told to come back when the server stops, and not waited for beyond a moment", async () => {
    const clock = new HandClock()
    const sockets = new OpenSockets(clock)
    const [polite, silent] = [new Peer({ answers: true }), new Peer({ answers: false })]
    for (const peer of [polite, silent]) sockets.admit(peer.socket, "ana")
    const stopped = sockets.stop()
    expect([polite.code, silent.code]).toEqual([closeCodes.stopping, closeCodes.stopping])
    expect(sockets.admit(new Peer({ answers: true }).socket, "bo")).toBe(closeCodes.stopping)
    clock.windOn(minuteMs)
    await stopped
    expect([polite.isGone, silent.isGone]).toEqual([false, true])
  })
})
