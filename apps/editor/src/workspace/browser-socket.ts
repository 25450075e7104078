/**
 * The browser's WebSocket, which ends at once when the browser says that it is offline. The plain one may notice only when
 * something has stayed unanswered for half a minute, and all that while the header would say "Saving…".
 */
export class BrowserSocket extends WebSocket {
  #isOver = false

  constructor(url: string, protocols?: string | string[]) {
    super(url, protocols)
    // Before any listener of the user's: once the end was told, the socket is heard no more.
    for (const type of ["open", "message", "error", "close"]) this.addEventListener(type, this.#unlessOver)
    addEventListener("offline", this.#end)
  }

  readonly #unlessOver = (event: Event) => {
    if (this.#isOver) event.stopImmediatePropagation()
    else if (event.type === "close") this.#isOver = this.#forget()
  }

  readonly #end = () => {
    this.close()
    this.dispatchEvent(new CloseEvent("close", { code: 1006, reason: "offline" }))
  }

  readonly #forget = (): true => {
    removeEventListener("offline", this.#end)
    return true
  }
}
