import { type IntervalHistogram, monitorEventLoopDelay } from "node:perf_hooks"
import type { Append, Log, Position } from "@codraft/storage"
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from "prom-client"

export type SocketKind = "text" | "events"
type Direction = "in" | "out"

/** Plain numbers: there is a message for every keystroke and reader, and a labelled counter costs as much as sending one. */
class Tally {
  messages = 0
  bytes = 0

  add(bytes: number): void {
    this.messages += 1
    this.bytes += bytes
  }
}

/** Figures for operators, in Prometheus' text form. Labels are codes and kinds, never ids: their number is bounded. */
export class Metrics {
  readonly #registry = new Registry()
  readonly #loopDelay: IntervalHistogram = monitorEventLoopDelay({ resolution: 5 })
  readonly #requests = this.#counter("codraft_http_requests_total", "HTTP answers", ["method", "status"])
  readonly #refusals = this.#counter("codraft_refusals_total", "Refusals, by code", ["where", "code"])
  readonly #traffic: Record<SocketKind, Record<Direction, Tally>> = {
    text: { in: new Tally(), out: new Tally() },
    events: { in: new Tally(), out: new Tally() },
  }
  readonly #entries = this.#counter("codraft_log_entries_total", "Entries appended to the log", [])
  readonly #failedAppends = this.#counter("codraft_log_failures_total", "Appends that failed", ["error"])
  readonly #appendSeconds: Histogram
  readonly #connections: Gauge<"kind">

  constructor() {
    collectDefaultMetrics({ register: this.#registry })
    this.#loopDelay.enable()
    const registers = [this.#registry]
    const loopDelay = this.#loopDelay
    const heldLongest = new Gauge({
      name: "codraft_event_loop_delay_max_seconds",
      help: "Longest that the event loop was held since the last reading",
      registers: [],
      collect() {
        // The histogram says nothing before its first sample.
        this.set(Math.max(0, loopDelay.max || 0) / 1e9)
        loopDelay.reset()
      },
    })
    this.#registry.registerMetric(heldLongest)
    this.#showTraffic("codraft_socket_bytes_total", "Bytes of socket messages", ({ bytes }) => bytes)
    this.#showTraffic("codraft_socket_messages_total", "Socket messages", ({ messages }) => messages)
    this.#connections = new Gauge({
      name: "codraft_connections",
      help: "Open sockets",
      labelNames: ["kind"],
      registers,
    })
    this.#appendSeconds = new Histogram({
      name: "codraft_log_append_seconds",
      help: "Time until an append was durable",
      buckets: [0.0005, 0.001, 0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1],
      registers,
    })
  }

  requested(method: string, status: number): void {
    this.#requests.inc({ method, status: String(status) })
  }

  refused(where: "command" | "http" | "text" | "events", code: string): void {
    this.#refusals.inc({ where, code })
  }

  connected(kind: SocketKind): void {
    this.#connections.inc({ kind })
  }

  disconnected(kind: SocketKind): void {
    this.#connections.dec({ kind })
  }

  /** Where to count what goes over sockets of that kind. */
  traffic(kind: SocketKind, direction: Direction): Tally {
    return this.#traffic[kind][direction]
  }

  /** Asked at each reading. */
  watchRooms(count: () => number): void {
    const rooms = new Gauge({
      name: "codraft_rooms",
      help: "Sections held in memory",
      registers: [],
      collect() {
        this.set(count())
      },
    })
    this.#registry.registerMetric(rooms)
  }

  /** The same log, counted. */
  measured(log: Log): Log {
    return {
      append: (batch) => this.#measuredAppend(log, batch),
      read: (...args) => log.read(...args),
      heads: (streams) => log.heads(streams),
      streams: (prefix) => log.streams(prefix),
      archive: (stream, through) => log.archive(stream, through),
      close: () => log.close(),
    }
  }

  async text(): Promise<{ contentType: string; body: string }> {
    return { contentType: this.#registry.contentType, body: await this.#registry.metrics() }
  }

  stop(): void {
    this.#loopDelay.disable()
  }

  async #measuredAppend(log: Log, batch: readonly Append[]): Promise<Map<string, Position>> {
    const observe = this.#appendSeconds.startTimer()
    try {
      const heads = await log.append(batch)
      observe()
      this.#entries.inc(batch.reduce((sum, append) => sum + append.entries.length, 0))
      return heads
    } catch (error) {
      this.#failedAppends.inc({ error: error instanceof Error ? error.name : "unknown" })
      throw error
    }
  }

  #showTraffic(name: string, help: string, countOf: (tally: Tally) => number): void {
    const traffic = this.#traffic
    const counter = new Counter({
      name,
      help,
      labelNames: ["kind", "direction"],
      registers: [],
      collect() {
        this.reset()
        for (const [kind, directions] of Object.entries(traffic)) {
          for (const [direction, tally] of Object.entries(directions)) this.inc({ kind, direction }, countOf(tally))
        }
      },
    })
    this.#registry.registerMetric(counter)
  }

  #counter<Label extends string>(name: string, help: string, labelNames: Label[]): Counter<Label> {
    return new Counter({ name, help, labelNames, registers: [this.#registry] })
  }
}
