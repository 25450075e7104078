import type { Bus, BusMessage } from "./ports.ts"

/** A bus between hubs of one process: each `connect` is one server's end of it. Messages arrive in their order, in a later turn. */
export function createLocalBus(later: (fn: () => void) => void): { connect(): Bus } {
  const ends = new Set<{ listeners: Set<(message: BusMessage) => void> }>()
  return {
    connect() {
      const end = { listeners: new Set<(message: BusMessage) => void>() }
      ends.add(end)
      return {
        publish(message) {
          later(() => {
            for (const other of ends) if (other !== end) for (const listener of other.listeners) listener(message)
          })
        },
        subscribe(listener) {
          end.listeners.add(listener)
          return () => end.listeners.delete(listener)
        },
      }
    },
  }
}
