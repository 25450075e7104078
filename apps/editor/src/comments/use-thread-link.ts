import {
  type PublicationId,
  type SectionId,
  type Thread,
  type ThreadId,
  type Threads,
  threadsById,
} from "@codraft/publication"
import { useLocation, useNavigate } from "@tanstack/react-router"
import { useEffect, useEffectEvent, useState } from "react"
import { threadFragment } from "../links/block-link.ts"
import { threadOfHash } from "./thread-link.ts"
import { type ThreadPlace, whereThread } from "./where-thread.ts"

/**
 * Leads to the thread in the address, once for each following of the link: here, or where it has gone with its words. Answers
 * whether there is none for this person.
 */
export function useThreadLink(
  {
    publicationId,
    sectionId,
    threads,
    here,
    isComplete,
  }: {
    publicationId: PublicationId
    /** null: the publication as a whole. */
    sectionId: SectionId | null
    threads: Threads
    /** Those on it. */
    here: readonly Thread[]
    isComplete: boolean
  },
  onFound: (threadId: string) => void,
): { isLost: boolean; dismiss: () => void } {
  const navigate = useNavigate()
  const visit = useLocation({ select: ({ hash, state: { __TSR_key: key } }) => `${key ?? ""} ${hash}` })
  const threadId = threadOfHash(visit.slice(visit.indexOf(" ") + 1))
  const [done, setDone] = useState<{ visit: string; isLost: boolean } | null>(null)
  const known = threadId === null ? null : shownAs(threads, here, threadId)
  const isDue = threadId !== null && done?.visit !== visit
  const found = useEffectEvent(onFound)
  const follow = useEffectEvent((place: ThreadPlace | null) => {
    if (place === null || place.sectionId === sectionId) return setDone({ visit, isLost: true })
    setDone({ visit, isLost: false })
    const at = { hash: `${threadFragment}${threadId}`, replace: true }
    if (place.sectionId === null) return void navigate({ to: "/p/$publicationId", params: { publicationId }, ...at })
    const params = { publicationId, sectionId: place.sectionId }
    return void navigate({ to: "/p/$publicationId/s/$sectionId", params, ...at })
  })
  useEffect(() => {
    if (!isDue || threadId === null) return undefined
    if (known !== null) {
      found(known)
      // oxlint-disable-next-line react/set-state-in-effect -- what came of following the link is known only now
      setDone({ visit, isLost: false })
      return undefined
    }
    if (!isComplete) return undefined
    let isLeft = false
    whereThread(publicationId, threadId).then(
      (place) => (isLeft ? undefined : follow(place)),
      () => (isLeft ? undefined : follow(null)),
    )
    return () => {
      isLeft = true
    }
  }, [isDue, known, isComplete, publicationId, threadId, visit])
  return {
    isLost: done?.visit === visit && done.isLost && known === null,
    dismiss: () => setDone({ visit, isLost: false }),
  }
}

/** A thread that has been opened to more readers is shown as what it goes on as. */
function shownAs(threads: Threads, shown: readonly Thread[], threadId: string): string | null {
  const here = new Set(shown.map(({ id }) => id as string))
  if (here.has(threadId)) return threadId
  return threadsById(threads, threadId as ThreadId).find(({ openedAs }) => here.has(openedAs ?? ""))?.openedAs ?? null
}
