import type { Thread } from "@codraft/publication"
import { useEffect, useEffectEvent, useState } from "react"
import { focusCard } from "./card-keys.ts"
import { useThreadLink } from "./use-thread-link.ts"

/** Opens the thread in the address, and gives its card the focus once it is among those that are shown. */
export function useLinkedThread(
  at: Parameters<typeof useThreadLink>[0],
  shown: readonly Thread[],
  { open, show }: { open: (threadId: string) => void; show: (threadId: string) => void },
): ReturnType<typeof useThreadLink> {
  const [linked, setLinked] = useState<string | null>(null)
  const link = useThreadLink(at, (threadId) => {
    open(threadId)
    setLinked(threadId)
  })
  const arrive = useEffectEvent((threadId: string) => {
    show(threadId)
    focusCard(threadId)
  })
  // Its words may come after their thread.
  const thread = linked === null ? undefined : shown.find(({ id }) => id === linked)
  useEffect(() => {
    if (thread === undefined) return
    arrive(thread.id)
    // oxlint-disable-next-line react/set-state-in-effect -- shown once
    setLinked(null)
  }, [thread])
  return link
}
