import { setTimeout as pause } from "node:timers/promises"

/** Asks again every 20 ms until the answer is truthy, and returns it; after `withinMs` it fails and says what it waited for. */
export async function eventually<T>(
  what: string,
  ask: () => T | Promise<T>,
  withinMs = 20_000,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (answer) return answer
    if (performance.now() > deadline) throw new Error(`Waited ${withinMs} ms for ${what}`)
    await pause(20)
  }
}
