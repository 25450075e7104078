import type { Entry, Log } from "@codraft/storage"
import type { Bus, Clock, EventConnection, EventSession, EventsLink } from "./ports.ts"

export interface EventHubDeps {
  readonly log: Log
  readonly clock: Clock
  canJoin(personId: string, stream: string): boolean
  /** Every stream that the person can join now. */
  joinable(personId: string): readonly string[]
  readonly presence: PresenceSource
  readonly bus?: Bus
}

export interface PresenceSource {
  present(sectionId: string): string[]
  onPresence(listener: (sectionId: string, people: string[]) => void): () => void
}

/** The sockets that follow fact streams. */
export class EventHub {
  constructor(_deps: EventHubDeps) {}
  connect(_session: EventSession, _link: EventsLink): EventConnection {
    throw new Error("soon")
  }
  /** Tells that these entries are in the log; a hint: what is missing before them is read from there. */
  published(_stream: string, _entries: readonly Entry[]): void {
    throw new Error("soon")
  }
  refresh(): void {
    throw new Error("soon")
  }
  stop(): void {
    throw new Error("soon")
  }
}
