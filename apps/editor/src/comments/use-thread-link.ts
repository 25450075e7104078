import type { Thread } from "@codraft/publication"
import { useLocation } from "@tanstack/react-router"
import { useEffect, useEffectEvent, useState } from "react"
import { threadOfHash } from "./thread-link.ts"

/** Leads to the thread in the address, once for each following of the link; answers whether there is none for this person. */
export function useThreadLink(
  here: readonly Thread[],
  isComplete: boolean,
  onFound: (threadId: string) => void,
): { isLost: boolean; dismiss: () => void } {
  const visit = useLocation({ select: ({ hash, state: { __TSR_key: key } }) => `${key ?? ""} ${hash}` })
  const threadId = threadOfHash(visit.slice(visit.indexOf(" ") + 1))
  const [done, setDone] = useState<{ visit: string; isLost: boolean } | null>(null)
  const isKnown = threadId !== null && here.some(({ id }) => id === threadId)
  const found = useEffectEvent(onFound)
  const isDue = threadId !== null && done?.visit !== visit
  useEffect(() => {
    if (!isDue || threadId === null) return
    if (isKnown) found(threadId)
    // oxlint-disable-next-line react/set-state-in-effect -- what came of following the link is known only now
    if (isKnown || isComplete) setDone({ visit, isLost: !isKnown })
  }, [isDue, isKnown, isComplete, threadId, visit])
  return { isLost: done?.visit === visit && done.isLost && !isKnown, dismiss: () => setDone({ visit, isLost: false }) }
}
