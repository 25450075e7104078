import type { Thread } from "@codraft/publication"
import { useMemo } from "react"
import type { DeskView } from "./desk.ts"
import type { LaneItem } from "./lane.tsx"

export function useLaneItems(
  onWords: readonly Thread[],
  tops: ReadonlyMap<string, number>,
  composing: DeskView["composing"],
): readonly LaneItem[] {
  return useMemo(() => laneItems(onWords, tops, composing), [onWords, tops, composing])
}

/**
 * The comment being written stands among the others, where its words are; instead of its own card, which may come before the answer that it
 * is posted.
 */
export function laneItems(
  onWords: readonly Thread[],
  tops: ReadonlyMap<string, number>,
  composing: Pick<NonNullable<DeskView["composing"]>, "threadId" | "top"> | null,
): readonly LaneItem[] {
  const others = composing === null ? onWords : onWords.filter(({ id }) => id !== composing.threadId)
  const items: LaneItem[] = others.map((thread) => ({ id: thread.id, thread, top: tops.get(thread.id) ?? 0 }))
  if (composing === null) return items
  const top = tops.get(composing.threadId) ?? composing.top
  const at = items.findIndex((item) => item.top > top)
  items.splice(at < 0 ? items.length : at, 0, { id: composing.threadId, thread: null, top })
  return items
}
