import {
  allThreads,
  asSeen,
  applyToThreads,
  canJoin,
  emptyThreads,
  type PersonId,
  type Publication,
  type SectionId,
  streams,
  type Thread,
  type Threads,
} from "@codraft/publication"
import { useContext, useEffect, useMemo, useSyncExternalStore } from "react"
import { PublicationContext } from "../publication/publication-context.ts"

export interface ThreadsOn {
  /** All that this person's streams tell of. */
  threads: Threads
  /** Those on this place, in the order in which they were begun. */
  here: readonly Thread[]
  /** Whether all of the place's own have come, as far as this person may read them. */
  isComplete: boolean
  /** How far the place's own go; null until all have come, and for whoever may not read them. */
  position: number | null
}

/** The threads on a section, or with null on the publication as a whole; live. Their stream is joined for as long as they are shown. */
export function useThreadsOn(sectionId: SectionId | null): ThreadsOn {
  const open = useContext(PublicationContext)
  if (!open) throw new Error("useThreadsOn is called outside of a publication.")
  const { facts, personId } = open
  const stream = streams.review(sectionId ?? facts.publication().id)
  const mayJoin = useSyncExternalStore(facts.subscribe, () => canJoin(facts.publication(), personId, stream))
  useEffect(() => (mayJoin ? facts.want(stream) : undefined), [facts, stream, mayJoin])
  const state = useMemo(
    () =>
      facts.also(emptyThreads(facts.publication().id), (threads, recorded) =>
        applyToThreads(threads, recorded as Parameters<typeof applyToThreads>[1]),
      ),
    [facts],
  )
  const threads = useSyncExternalStore(facts.subscribe, state)
  const last = useMemo(
    () => facts.also(0, (position, recorded) => (recorded.stream === stream ? recorded.position : position)),
    [facts, stream],
  )
  const position = useSyncExternalStore(facts.subscribe, last)
  const isComplete = useSyncExternalStore(facts.subscribe, () => !mayJoin || facts.isWhole(stream))
  const publication = useSyncExternalStore(facts.subscribe, () => facts.publication())
  const here = useMemo(
    () => threadsOn(threads, sectionId, { publication, personId }),
    [threads, sectionId, publication, personId],
  )
  return { threads, here, isComplete, position: isComplete && mayJoin ? position : null }
}

/** In the order in which they were begun, as this person finds them. */
export function threadsOn(
  threads: Threads,
  sectionId: SectionId | null,
  { publication, personId }: { publication: Publication; personId: PersonId },
): Thread[] {
  return [...allThreads(threads)]
    .map((thread) => asSeen(publication, personId, thread))
    .filter((thread) => thread.sectionId === sectionId && !thread.isGone && !hasGoneOver(thread))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** What all of a thread has gone on as, for more readers, is shown there. */
function hasGoneOver({ openedAs, audience }: Thread): boolean {
  return openedAs !== null && audience === "section"
}
