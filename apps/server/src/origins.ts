import type { Config } from "./config.ts"

/** The origins of pages that may act for a signed-in person. */
export class Origins {
  readonly #allowed: ReadonlySet<string>
  /** The address to tell people. */
  readonly own: string

  constructor(config: Pick<Config, "host" | "publicOrigin" | "isDemo">, port: number) {
    this.own = config.publicOrigin ?? `http://${config.host.includes(":") ? `[${config.host}]` : config.host}:${port}`
    this.#allowed = new Set([this.own, ...(config.isDemo ? loopbackOrigins([port, VITE_PORT]) : [])])
  }

  /** A request without an origin does not come from a page of another site: programs send none. */
  allows(origin: string | undefined): boolean {
    return origin === undefined || this.#allowed.has(origin)
  }

  /** Where a page may open sockets: not every browser counts them into 'self'. */
  get socketSources(): string[] {
    return [...this.#allowed].map((origin) => origin.replace(/^http/, "ws"))
  }
}

/** Where `npm run dev` serves the editor with hot reload. */
const VITE_PORT = 5173

function loopbackOrigins(ports: number[]): string[] {
  return ports.flatMap((port) => [`http://127.0.0.1:${port}`, `http://localhost:${port}`])
}
