import type { PersonId, Thread } from "@codraft/publication"
import { type Filter, passes } from "./filter.ts"
import type { WordPlaces } from "./words-in-text.ts"

export interface GroupedThreads {
  /** On the section as a whole. */
  readonly general: readonly Thread[]
  /** On words of the text, in its order. */
  readonly onWords: readonly Thread[]
  /** On words that are gone. */
  readonly removed: readonly Thread[]
  /** On words of a version that the text has not got any more, by version. */
  readonly changedSince: ReadonlyMap<number, readonly Thread[]>
  /** How many the filter leaves out. */
  readonly hiddenCount: number
}

/** What of the threads is shown, and where. The current one is shown whatever the filter says. */
export function grouped(
  here: readonly Thread[],
  places: WordPlaces,
  { filter, current, personId }: { filter: Filter; current: string | null; personId: PersonId },
): GroupedThreads {
  const shown = here.filter((thread) => thread.id === current || passes(filter, thread, personId))
  const byId = new Map(shown.map((thread) => [thread.id as string, thread]))
  const onWords = places.order.flatMap((id) => byId.get(id) ?? [])
  const lost = shown.filter(
    ({ id, anchor, state }) => anchor !== null && (places.lost.has(id) || state === "withdrawn"),
  )
  return {
    general: shown.filter(({ anchor }) => anchor === null),
    onWords,
    removed: lost.filter(({ version }) => version === undefined),
    changedSince: byVersion(lost),
    hiddenCount: here.length - shown.length,
  }
}

function byVersion(threads: readonly Thread[]): Map<number, Thread[]> {
  const versions = new Map<number, Thread[]>()
  for (const thread of threads) {
    if (thread.version === undefined) continue
    const { number } = thread.version
    versions.set(number, [...(versions.get(number) ?? []), thread])
  }
  return versions
}
