/** What the client needs of a socket: the browser's `WebSocket`, `ws`, or anything else that carries frames in order, each once. */
export interface Transport {
  binaryType: string
  readonly readyState: number
  onopen: ((event: never) => void) | null
  onmessage: ((event: never) => void) | null
  onclose: ((event: never) => void) | null
  onerror: ((event: never) => void) | null
  send(data: Uint8Array<ArrayBuffer> | string): void
  close(code?: number, reason?: string): void
}

export type TransportClass = new (url: string, protocols?: string | string[]) => Transport

/** `readyState` of an open transport. */
export const transportOpen = 1

/** What a socket reports that closed without a word. */
export const abnormalClose = 1006

/** The listeners of a transport, typed for what `ws` and browsers give them. */
export function listen(
  transport: Transport,
  on: {
    open(): void
    message(data: unknown): void
    close(code: number, reason: string): void
  },
): void {
  transport.onopen = () => on.open()
  transport.onmessage = (event: { data: unknown }) => on.message(event.data)
  transport.onclose = (event: { code?: number; reason?: string }) =>
    on.close(event.code ?? abnormalClose, event.reason ?? "")
  // A close always follows an error, and says more.
  transport.onerror = () => {}
}

export function stopListening(transport: Transport): void {
  transport.onopen = null
  transport.onmessage = null
  transport.onclose = null
  // NOTE: `ws` throws an error that nobody listens to, such as that of a socket closed while it still connects.
  transport.onerror = () => {}
}
