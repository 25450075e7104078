import type { SectionId } from "@codraft/publication"
import { useEffect } from "react"
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
 * false until the text is there and what was new in it is known.
 */
export function useSeen(sectionId: SectionId, isSeeing: boolean): void {
  const { facts } = usePublication()
  useEffect(() => {
    if (!isSeeing) return undefined
    const seen = () => {
      // There is nothing to have seen of a section that was merged into another.
      const isThere = facts.publication().sections[sectionId] !== undefined
      if (isThere && !latestMove.hasMergedAway(sectionId)) void tellSeen(sectionId)
    }
    const seenIfShown = () => {
      if (document.visibilityState === "visible") seen()
    }
    const hidden = () => {
      if (document.visibilityState === "hidden") seen()
    }
    const again = setInterval(seenIfShown, seenAgainMs)
    document.addEventListener("visibilitychange", hidden)
    return () => {
      clearInterval(again)
      document.removeEventListener("visibilitychange", hidden)
      seenIfShown()
    }
  }, [sectionId, isSeeing, facts])
}
