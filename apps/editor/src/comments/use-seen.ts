import type { PublicationId, SeenCommand, SectionId, Thread } from "@codraft/publication"
import { useEffect, useEffectEvent, useRef } from "react"
import { send } from "../publication/commands.ts"

/** What comes while one is looking has been seen, but need not be told of one by one. */
const togetherMs = 5_000

/** Tells the server what this person has seen: the thread that is opened, and how far the comments on the section, or with null the general ones, went. */
export function useSeen(
  publicationId: PublicationId,
  sectionId: SectionId | null,
  thread: Thread | undefined,
  /** How far they go; null until that is known. */
  position: number | null,
  /** The server knows of a thread that has been opened. */
  onSeen: () => void = nothing,
): void {
  const told = useRef(new Map<string, number>())
  const seen = useEffectEvent(onSeen)
  const [threadId, count] = [thread?.id, thread?.comments.length ?? 0]
  useEffect(() => {
    if (threadId === undefined || (told.current.get(threadId) ?? 0) >= count) return
    told.current.set(threadId, count)
    tell({ type: "markThreadSeen", publicationId, threadId, comments: count }, seen)
  }, [publicationId, threadId, count])
  useEffect(() => {
    if (position === null) return undefined
    const timer = window.setTimeout(() => {
      if (document.visibilityState === "visible")
        tell({ type: "markReviewSeen", publicationId, ...(sectionId === null ? {} : { sectionId }), position }, nothing)
    }, togetherMs)
    return () => clearTimeout(timer)
  }, [publicationId, sectionId, position])
}

/** Nothing is lost where it does not arrive: it is told with the next visit. */
function tell(command: SeenCommand, onDone: () => void): void {
  send(command).then(onDone, () => {})
}

function nothing(): void {}
