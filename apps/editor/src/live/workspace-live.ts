import type { Changed, Live } from "./followed-list.ts"

interface Connection {
  isConnected(): boolean
  close(): void
}

/** A connection for what has changed in all publications, there for as long as somebody listens. */
class WorkspaceLive implements Live {
  readonly #listeners = new Set<(changed: Changed | null) => void>()
  #connection: Connection | null = null

  isConnected(): boolean {
    return this.#connection?.isConnected() ?? false
  }

  subscribe(onChanged: (changed: Changed | null) => void): () => void {
    this.#listeners.add(onChanged)
    if (this.#listeners.size === 1) void this.#open()
    return () => {
      this.#listeners.delete(onChanged)
      if (this.#listeners.size > 0) return
      this.#connection?.close()
      this.#connection = null
    }
  }

  async #open(): Promise<void> {
    // It is asked without a connection too, only more seldom.
    const module = await import("./changes-socket.ts").catch(() => null)
    if (module === null || this.#listeners.size === 0 || this.#connection !== null) return
    this.#connection = module.openChangesSocket((changed) => {
      for (const listener of this.#listeners) listener(changed)
    })
  }
}

export const workspaceLive: Live = new WorkspaceLive()
