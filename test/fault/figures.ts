/** One of the server's figures for operators, by its name in `/metrics`. */
export async function figure(serverUrl: string, name: string): Promise<number> {
  const text = await (await fetch(`${serverUrl}/metrics`)).text()
  const line = text.split("\n").find((each) => each.startsWith(`${name} `))
  if (line === undefined) throw new Error(`The server has no figure ${name}`)
  return Number(line.slice(name.length))
}

/** Other programs on this machine may hold the server up; what it does itself shows every time. */
const attemptsMax = 6

/**
 * The longest that the server's event loop was held while `attack` ran, in milliseconds: the least of several attempts, fewer when one
 * stays below the bound. The figure starts anew each time it is read.
 */
export async function heldMs(serverUrl: string, boundMs: number, attack: () => Promise<void>): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let attempt = 0; attempt < attemptsMax && least > boundMs; attempt += 1) {
    await figure(serverUrl, "codraft_event_loop_delay_max_seconds")
    await attack()
    least = Math.min(least, (await figure(serverUrl, "codraft_event_loop_delay_max_seconds")) * 1_000)
  }
  return least
}
