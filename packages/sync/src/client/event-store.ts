import type { Clock } from "./clock.ts"
import type { TransportClass } from "./transport.ts"

/** A fact as the stream has it. */
export interface RecordedEvent {
  stream: string
  position: number
  at: number
  author: string
  event: unknown
}

export interface EventStoreOptions<S> {
  /** `ws(s)://host/sync/events` */
  url: string
  /** Joined from the start; further ones as they become available. */
  streams: string[]
  initial: S
  apply: (state: S, recorded: RecordedEvent) => S
  clock: Clock
  /** In [0, 1): spreads reconnects. */
  random: () => number
  WebSocket?: TransportClass
}

export type EventStoreStatus =
  | { kind: "connecting" }
  | { kind: "live" }
  | { kind: "offline" }
  | { kind: "stopped"; closeCode: number; reason: string }

export class EventStore<S> {
  declare readonly state: S
  declare readonly isLoaded: boolean
  declare readonly status: EventStoreStatus
  constructor(_options: EventStoreOptions<S>) {}
  /** Who is in a section now; the same array until it changes. */
  present(_sectionId: string): readonly string[] {
    return []
  }
  join(_stream: string): void {}
  leave(_stream: string): void {}
  subscribe(_fn: () => void): () => void {
    throw new Error("not yet")
  }
  reconnect(): void {}
  destroy(): void {}
}
