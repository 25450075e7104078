import type { Awareness } from "y-protocols/awareness"
import type * as Y from "yjs"
import type { Clock } from "./clock.ts"
import type { DeviceError, DeviceStore } from "./device-store.ts"
import type { SavingState } from "./saving.ts"
import type { TransportClass } from "./transport.ts"

export interface SyncClientOptions {
  doc: Y.Doc
  awareness: Awareness
  /** `ws(s)://host/sync`; the stream's name is appended. */
  url: string
  stream: string
  device: DeviceStore
  clock: Clock
  personId: string
  mayWrite: boolean
  build: string
  /** The socket's class; the global WebSocket unless told. */
  WebSocket?: TransportClass
  /** Makes the document that replaces the first one; a fresh `Y.Doc` unless told. */
  newDoc?: () => Y.Doc
}

export class SyncClient {
  declare readonly doc: Y.Doc
  declare readonly awareness: Awareness
  declare readonly saving: SavingState
  declare readonly isLoaded: boolean
  declare readonly isConnected: boolean
  declare readonly deviceFailure: DeviceError | null
  constructor(_options: SyncClientOptions) {}
  subscribe(_fn: () => void): () => void {
    throw new Error("not yet")
  }
  onReset(_fn: (doc: Y.Doc, awareness: Awareness) => void): () => void {
    throw new Error("not yet")
  }
  setMayWrite(_mayWrite: boolean): void {}
  hold(): void {}
  release(): void {}
  hasUnsent(): boolean {
    return false
  }
  /** Tries again at once: the browser is online again, or the person signed in again. */
  reconnect(): void {}
  /** The person has taken the unsent words. */
  dismissUnsent(): void {}
  async destroy(): Promise<void> {}
}
