import type { Thread } from "@codraft/publication"
import { useMemo } from "react"
import type { DeskView } from "./desk.ts"
import type { LaneItem } from "./lane.tsx"

/** The comment being written stands among the others, where its words are. */
export function useLaneItems(
  onWords: readonly Thread[],
  tops: ReadonlyMap<string, number>,
  composing: DeskView["composing"],
): readonly LaneItem[] {
  return useMemo(() => {
    const items: LaneItem[] = onWords.map((thread) => ({ id: thread.id, thread, top: tops.get(thread.id) ?? 0 }))
    if (composing === null) return items
    const top = tops.get(composing.threadId) ?? composing.top
    const at = items.findIndex((item) => item.top > top)
    items.splice(at < 0 ? items.length : at, 0, { id: composing.threadId, thread: null, top })
    return items
  }, [onWords, tops, composing])
}
