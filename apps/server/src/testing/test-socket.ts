import { WebSocket } from "ws"

/** The client end of a socket, remembering what came; tests wait for what they expect instead of for time. */
export class TestSocket {
  readonly raw: WebSocket
  readonly opened: Promise<void>
  /** The close code that the server gave. */
  readonly closed: Promise<number>
  readonly received: (Uint8Array | string)[] = []
  readonly #waiting = new Set<() => void>()

  constructor(url: string, headers: Record<string, string>) {
    this.raw = new WebSocket(url, { headers })
    this.opened = new Promise((resolve, reject) => {
      this.raw.once("open", () => resolve())
      this.raw.once("error", reject)
    })
    this.opened.catch(() => {})
    this.closed = new Promise((resolve) => this.raw.once("close", (code) => resolve(code)))
    this.raw.on("error", () => {})
    this.raw.on("message", (data: Buffer, isBinary: boolean) => {
      this.received.push(isBinary ? new Uint8Array(data) : data.toString("utf8"))
      for (const check of this.#waiting) check()
    })
  }

  async send(frame: Uint8Array | string): Promise<void> {
    await this.opened
    this.raw.send(frame)
  }

  /** Resolves with the first frame, among those that came and those to come, for which `find` answers something. */
  async first<T>(find: (frame: Uint8Array | string) => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const check = () => {
        for (const frame of this.received) {
          const found = find(frame)
          if (found === undefined) continue
          this.#waiting.delete(check)
          resolve(found)
          return
        }
      }
      this.#waiting.add(check)
      check()
    })
  }

  /** The first JSON frame in which all these fields stand. */
  async firstJson(fields: Record<string, unknown>): Promise<Record<string, unknown>> {
    return this.first((frame) => {
      if (typeof frame !== "string") return undefined
      const message = JSON.parse(frame) as Record<string, unknown>
      return Object.entries(fields).every(([name, value]) => message[name] === value) ? message : undefined
    })
  }

  close(): void {
    this.raw.close()
  }
}
