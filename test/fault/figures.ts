/** The server's figures for operators, as `/metrics` gives them. */
export class Figures {
  readonly #url: string
  #heldMs = 0

  constructor(serverUrl: string) {
    this.#url = `${serverUrl}/metrics`
  }

  /** Entries that the log has taken since the server began. */
  async logged(): Promise<number> {
    return this.#figure(await this.#read(), "codraft_log_entries_total")
  }

  /** The longest that the server's event loop was held while `work` ran, in milliseconds. */
  async heldMs(work: () => Promise<void>): Promise<number> {
    await this.#read()
    this.#heldMs = 0
    await work()
    await this.#read()
    return this.#heldMs
  }

  /** NOTE: reading starts the event loop's figure anew, so every reading counts. */
  async #read(): Promise<string> {
    const text = await (await fetch(this.#url)).text()
    this.#heldMs = Math.max(this.#heldMs, this.#figure(text, "codraft_event_loop_delay_max_seconds") * 1_000)
    return text
  }

  #figure(text: string, name: string): number {
    const line = text.split("\n").find((each) => each.startsWith(`${name} `))
    if (line === undefined) throw new Error(`The server has no figure ${name}`)
    return Number(line.slice(name.length))
  }
}

/** Other programs on this machine may hold the server up; what it does itself shows every time. */
const attemptsMax = 10

/** The least of several attempts, fewer when one stays below the bound. */
export async function leastHeldMs(figures: Figures, boundMs: number, work: () => Promise<void>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < attemptsMax && least >= boundMs; attempt += 1)
    least = Math.min(least, await figures.heldMs(work))
  return least
}
