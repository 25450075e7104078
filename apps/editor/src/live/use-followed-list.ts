import type { ChangedPart } from "@codraft/sync/protocol"
import { useContext, useEffect, useEffectEvent } from "react"
import { PublicationContext } from "../publication/publication-context.ts"
import { followList, type Live } from "./followed-list.ts"
import { workspaceLive } from "./workspace-live.ts"

/** Where no publication is open, the connection is the workspace's. */
export function useLive(): Live {
  return useContext(PublicationContext)?.facts.live ?? workspaceLive
}

/** Asks for a list anew whenever something of these parts has changed; of one publication, or of any. */
export function useFollowedList(
  { of, publicationId, apartMs }: { of: readonly ChangedPart[]; publicationId?: string; apartMs: number },
  ask: () => Promise<{ isError: boolean }>,
): void {
  const live = useLive()
  const parts = of.join(" ")
  const askNow = useEffectEvent(ask)
  useEffect(() => {
    const watched = new Set(parts.split(" "))
    const list = followList({
      live,
      concerns: (changed) =>
        (publicationId === undefined || changed.publicationId === publicationId) &&
        changed.of.some((part) => watched.has(part)),
      ask: async () => !(await askNow()).isError,
      apartMs: () => apartMs,
    })
    return list.stop
  }, [live, parts, publicationId, apartMs])
}
