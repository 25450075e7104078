import { EventStore } from "@codraft/sync/client"
import { browserClock, socketUrl } from "../workspace/browser.ts"
import { BrowserSocket } from "../workspace/browser-socket.ts"
import type { Changed } from "./followed-list.ts"

/** Joins no stream: it only hears what has changed. */
export function openChangesSocket(onChanged: (changed: Changed | null) => void) {
  const store = new EventStore<null>({
    url: socketUrl("/sync/events"),
    streams: [],
    joinsByItself: () => false,
    initial: null,
    apply: () => null,
    onChanged,
    clock: browserClock,
    random: Math.random,
    WebSocket: BrowserSocket,
  })
  const retry = () => store.reconnect()
  addEventListener("online", retry)
  return {
    isConnected: () => store.isConnected,
    close() {
      removeEventListener("online", retry)
      store.destroy()
    },
  }
}
