import type { Entry, Log, Position } from "./storage.ts"

/** Every entry after a position, in the batches that `read` gives. For streams that may be long: nothing is held but one batch. */
export async function* readAll(log: Log, stream: string, after: Position): AsyncGenerator<Entry[], void, void> {
  let seen = after
  for (;;) {
    const entries = await log.read(stream, seen)
    const last = entries.at(-1)
    if (last === undefined) return
    yield entries
    seen = last.position
  }
}
