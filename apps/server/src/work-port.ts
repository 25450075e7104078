import type { MessagePort, Worker } from "node:worker_threads"
import type { WorkPort } from "@codraft/sync/work"

/** Either end of a worker thread, as the text work sees it. */
export function workPort(port: Worker | MessagePort): WorkPort {
  return {
    postMessage: (message, transfer) => port.postMessage(message, transfer),
    on: (event, listener) => (port as Worker).on(event as "message", listener as (message: unknown) => void),
  }
}
