/** What the client needs of a socket: the browser's `WebSocket`, `ws`, or anything else that carries frames in order, each once. */
export interface Transport {
  binaryType: string
  readonly readyState: number
  addEventListener(type: "open" | "message" | "close" | "error", listener: (event: TransportEvent) => void): void
  send(data: Uint8Array<ArrayBuffer> | string): void
  close(code?: number, reason?: string): void
}

/** `data` of a message; `code` and `reason` of a close. */
export interface TransportEvent {
  readonly type: string
  readonly data?: unknown
  readonly code?: number
  readonly reason?: string
}

export type TransportClass = new (url: string, protocols?: string | string[]) => Transport

/** `readyState` of an open transport. */
export const transportOpen = 1

/** What a socket reports that closed without a word. */
export const abnormalClose = 1006

export interface TransportListener {
  opened(): void
  received(data: unknown): void
  closed(code: number, reason: string): void
}

/** Reports until the returned function is called. */
export function listen(transport: Transport, listener: TransportListener): () => void {
  let isListening = true
  const when = (report: () => void) => {
    if (isListening) report()
  }
  transport.addEventListener("open", () => when(() => listener.opened()))
  transport.addEventListener("message", ({ data }) => when(() => listener.received(data)))
  transport.addEventListener("close", ({ code, reason }) =>
    when(() => listener.closed(code ?? abnormalClose, reason ?? "")),
  )
  // A close follows every error and says more; but `ws` throws the error if nobody listens.
  transport.addEventListener("error", () => {})
  return () => {
    isListening = false
  }
}
