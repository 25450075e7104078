import type { Clock, Transport, TransportClass, TransportEvent } from "../client/index.ts"

/** The server's end of a simulated socket. */
export interface ServerEnd {
  send(frame: Uint8Array | string): void
  close(code: number, reason: string): void
  readonly bufferedBytes: number
}

/** What the server does with one socket. */
export interface Accepted {
  receive(frame: Uint8Array | string): void
  closed(): void
}

export interface Weather {
  /** How long a frame takes, each way. */
  delayMs(): number
  /** Whether a frame from the server arrives twice. (Never one to the server: receipts count on each coming once.) */
  doubles(): boolean
}

/**
 * How a link ends: `told` loses what is on its way and both ends learn of it; `silent` loses it and nobody does; after `flushed` what
 * was sent before still arrives.
 */
export type Cut = "told" | "silent" | "flushed"

export interface NetworkOptions {
  readonly clock: Clock
  readonly weather: Weather
  accept(url: URL, who: string, end: ServerEnd): Accepted
}

/** Simulated links: each carries its frames in order, after a delay, until it is cut. */
export class Network {
  readonly #options: NetworkOptions
  readonly #sockets = new Map<string, Set<SimulatedSocket>>()
  readonly #unreachable = new Set<string>()

  constructor(options: NetworkOptions) {
    this.#options = options
  }

  /** The WebSocket class of one tab. */
  transportOf(who: string): TransportClass {
    const open = (url: string) => {
      const socket = new SimulatedSocket(this.#options, url, who, () => !this.#unreachable.has(who))
      const sockets = this.#sockets.get(who) ?? new Set()
      this.#sockets.set(who, sockets.add(socket))
      return socket
    }
    // `new` of a function that answers with an object gives that object: the sockets are the network's.
    return function transport(url: string) {
      return open(url)
    } as unknown as TransportClass
  }

  cut(who: string, how: Cut = "told"): void {
    for (const socket of this.#sockets.get(who) ?? []) socket.cut(how)
    this.#sockets.delete(who)
  }

  /** Until `online`, no new connection comes about. */
  offline(who: string): void {
    this.#unreachable.add(who)
    this.cut(who)
  }

  online(who: string): void {
    this.#unreachable.delete(who)
  }

  isOnline(who: string): boolean {
    return !this.#unreachable.has(who)
  }
}

type Listener = (event: TransportEvent) => void

class SimulatedSocket implements Transport {
  binaryType = "arraybuffer"
  readyState = 0
  readonly #options: NetworkOptions
  readonly #listeners = new Map<string, Listener[]>()
  #server: Accepted | null = null
  #isCut = false
  #arrivalAtClient = 0
  #arrivalAtServer = 0

  constructor(options: NetworkOptions, url: string, who: string, isReachable: () => boolean) {
    this.#options = options
    this.#toServer(() => {
      const end: ServerEnd = {
        bufferedBytes: 0,
        send: (frame) => this.#fromServer(frame),
        close: (code, reason) => this.#toClient(() => this.#ended(code, reason)),
      }
      if (!isReachable()) return this.#toClient(() => this.#ended(1006, ""))
      this.#toClient(() => this.#opened())
      this.#server = options.accept(new URL(url), who, end)
    })
  }

  addEventListener(type: string, listener: Listener): void {
    this.#listeners.set(type, [...(this.#listeners.get(type) ?? []), listener])
  }

  send(data: Uint8Array<ArrayBuffer> | string): void {
    const frame = typeof data === "string" ? data : data.slice()
    this.#toServer(() => this.#server?.receive(frame))
  }

  close(): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.#toServer(() => this.#leaveServer())
  }

  cut(how: Cut): void {
    if (this.#isCut) return
    if (how === "flushed") {
      this.#toClient(() => this.#ended(1006, ""))
      this.#toServer(() => this.#leaveServer())
      return
    }
    this.#isCut = true
    if (how === "silent") return
    this.#options.clock.setTimer(() => this.#ended(1006, ""), this.#options.weather.delayMs())
    this.#options.clock.setTimer(() => this.#leaveServer(), this.#options.weather.delayMs())
  }

  #opened(): void {
    this.readyState = 1
    this.#report({ type: "open" })
  }

  #fromServer(frame: Uint8Array | string): void {
    const copies = this.#options.weather.doubles() ? 2 : 1
    for (let copy = 0; copy < copies; copy += 1) {
      const data = typeof frame === "string" ? frame : frame.slice().buffer
      this.#toClient(() => {
        if (this.readyState === 1) this.#report({ type: "message", data })
      })
    }
  }

  #ended(code: number, reason: string): void {
    if (this.readyState === 3) return
    this.readyState = 3
    this.#report({ type: "close", code, reason })
    this.#leaveServer()
  }

  #leaveServer(): void {
    const server = this.#server
    this.#server = null
    server?.closed()
  }

  #report(event: TransportEvent): void {
    for (const listener of this.#listeners.get(event.type) ?? []) listener(event)
  }

  #toClient(arrive: () => void): void {
    this.#arrivalAtClient = this.#carry(arrive, this.#arrivalAtClient)
  }

  #toServer(arrive: () => void): void {
    this.#arrivalAtServer = this.#carry(arrive, this.#arrivalAtServer)
  }

  /** Never before what was sent earlier. */
  #carry(arrive: () => void, notBefore: number): number {
    const { clock, weather } = this.#options
    const at = Math.max(clock.now() + weather.delayMs(), notBefore)
    clock.setTimer(() => {
      if (!this.#isCut) arrive()
    }, at - clock.now())
    return at
  }
}
