import { useLocation } from "@tanstack/react-router"
import { useEffect, useState } from "react"
import { blockOfHash } from "./block-link.ts"

/** What came of looking for a passage: `wait` while its text is not all there. */
export type Looked = "found" | "lost" | "wait"

/**
 * Looks for the passage that the address points at, again whenever `watch` says that something changed, until it is found
 * or known to be gone. Answers whether it is gone.
 */
export function useLinkedPassage(
  look: (blockId: string) => Looked,
  watch: (onChange: () => void) => () => void,
): { isLost: boolean; dismiss: () => void } {
  // Following the same link once more leads there once more.
  const visit = useLocation({ select: ({ hash, state: { __TSR_key: key } }) => `${key ?? ""} ${hash}` })
  const [lost, setLost] = useState<string | null>(null)

  useEffect(() => {
    const blockId = blockOfHash(visit.slice(visit.indexOf(" ") + 1))
    if (blockId === null) return undefined
    let forget = () => {}
    const tryIt = () => {
      const looked = look(blockId)
      if (looked === "wait") return
      forget()
      forget = () => {}
      setLost(looked === "lost" ? visit : null)
    }
    forget = watch(tryIt)
    tryIt()
    return () => forget()
  }, [visit, look, watch])

  return { isLost: lost === visit, dismiss: () => setLost(null) }
}
