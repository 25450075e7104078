import { WebSocket } from "ws"

/** A WebSocket class for clients in Node that speak as the person of this session. */
export function socketOf(cookie: string): typeof globalThis.WebSocket {
  class SignedInSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie } })
    }
  }
  return SignedInSocket as unknown as typeof globalThis.WebSocket
}
