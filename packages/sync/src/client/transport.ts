/** What the client needs of a socket: the browser's `WebSocket`, `ws`, or anything else that carries frames both ways. */
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
