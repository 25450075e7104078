import type { SectionId } from "@codraft/publication"
import { useEffect, useEffectEvent } from "react"
import { latestMove } from "../consolidate/latest-move.ts"
import { usePublication } from "../publication/publication-context.ts"

/** While somebody goes on reading; a window that is hidden sees nothing. */
const seenAgainMs = 60_000

/** Says that the text was seen as it is at this moment; goes out also while the page closes. */
export async function tellSeen(sectionId: SectionId): Promise<void> {
  try {
    await fetch(`/api/sections/${encodeURIComponent(sectionId)}/read`, {
      method: "POST",
      credentials: "same-origin",
      headers: { "content-type": "application/json" },
      body: "{}",
      keepalive: true,
    })
  } catch {
    // Without the server nothing is seen; what is still new is told again the next time.
  }
}

/**
 * Tells how far this person has seen the text: when they leave it, when its window is hidden, and now and then. `isSeeing` is
 * false until the text is there and what was new in it is known. A window that is left open at a desk sees nothing while
 * nobody touches anything there; `onReturn` says that somebody does again.
 */
export function useSeen(sectionId: SectionId, isSeeing: boolean, onReturn: () => void): void {
  const { facts } = usePublication()
  const returned = useEffectEvent(onReturn)
  useEffect(() => {
    if (!isSeeing) return undefined
    let touchedAt = Date.now()
    let hasReturned = false
    const isAttended = () => !hasReturned && Date.now() - touchedAt < attentionMs
    const touched = () => {
      const awayMs = Date.now() - touchedAt
      touchedAt = Date.now()
      if (awayMs <= absenceMs) return
      // What came meanwhile is told first.
      hasReturned = true
      returned()
    }
    const seenAs = (state: DocumentVisibilityState) => () => {
      // There is nothing to have seen of a section that was merged into another.
      const isThere = facts.publication().sections[sectionId] !== undefined && !latestMove.hasMergedAway(sectionId)
      if (isThere && document.visibilityState === state && isAttended()) void tellSeen(sectionId)
    }
    const [seenIfShown, hidden] = [seenAs("visible"), seenAs("hidden")]
    const again = setInterval(seenIfShown, seenAgainMs)
    document.addEventListener("visibilitychange", hidden)
    for (const touch of touches) addEventListener(touch, touched, { passive: true, capture: true })
    return () => {
      clearInterval(again)
      document.removeEventListener("visibilitychange", hidden)
      for (const touch of touches) removeEventListener(touch, touched, { capture: true })
      seenIfShown()
    }
  }, [sectionId, isSeeing, facts])
}

const touches = ["pointermove", "pointerdown", "wheel", "touchmove", "keydown"] as const
/** Reading a page takes a while, during which nothing is touched. */
const attentionMs = 150_000
/** Whoever was away for longer is told anew what is new. */
const absenceMs = 900_000
