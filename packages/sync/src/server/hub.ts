import type { Log, Snapshots } from "@codraft/storage"
import type {
  Bus,
  Clock,
  Facts,
  HubObserver,
  MakeUpdate,
  ServerLink,
  TextConnection,
  TextSession,
  TextState,
  TextWorker,
  Written,
} from "./ports.ts"

export interface HubDeps {
  readonly log: Log
  readonly snapshots: Snapshots
  readonly clock: Clock
  readonly worker: TextWorker
  /** A random number below 2^32, drawn once: makes the client id under which this process writes. */
  readonly drawClientId: () => number
  /** Names this process to the others on the bus. */
  readonly serverId: string
  readonly bus?: Bus
  readonly observer?: HubObserver
}

/** All text rooms of one process. */
export class Hub {
  constructor(_deps: HubDeps) {}
  connect(_sectionId: string, _session: TextSession, _link: ServerLink): TextConnection {
    throw new Error("soon")
  }
  refresh(): void {
    throw new Error("soon")
  }
  write(_sectionId: string, _author: string, _makeUpdate: MakeUpdate, _facts?: Facts): Promise<Written> {
    throw new Error("soon")
  }
  parts(_sectionId: string): Promise<TextState> {
    throw new Error("soon")
  }
  compact(_sectionId: string): Promise<void> {
    throw new Error("soon")
  }
  present(_sectionId: string): string[] {
    throw new Error("soon")
  }
  onPresence(_listener: (sectionId: string, people: string[]) => void): () => void {
    throw new Error("soon")
  }
  stop(): Promise<void> {
    throw new Error("soon")
  }
}
