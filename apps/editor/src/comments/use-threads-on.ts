import {
  allThreads,
  applyToThreads,
  emptyThreads,
  type SectionId,
  streams,
  type Thread,
  type Threads,
} from "@codraft/publication"
import { useContext, useEffect, useMemo, useSyncExternalStore } from "react"
import { PublicationContext } from "../publication/publication-context.ts"

export interface SectionThreads {
  /** All that this person's streams tell of. */
  threads: Threads
  /** Those on this section, in the order in which they were begun. */
  here: readonly Thread[]
  /** Whether all of the section's own have come. */
  isComplete: boolean
  /** How far the section's own go. */
  position: number
}

/** The threads on a section, live. Its stream is joined for as long as the section is open. */
export function useSectionThreads(sectionId: SectionId): SectionThreads {
  const open = useContext(PublicationContext)
  if (!open) throw new Error("useSectionThreads is called outside of a publication.")
  const { facts } = open
  const stream = streams.review(sectionId)
  useEffect(() => facts.want(stream), [facts, stream])
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
  const isComplete = useSyncExternalStore(facts.subscribe, () => facts.isLive(stream))
  const here = useMemo(() => threadsOn(threads, sectionId), [threads, sectionId])
  return { threads, here, isComplete, position: isComplete ? position : 0 }
}

export function threadsOn(threads: Threads, sectionId: SectionId): Thread[] {
  return [...allThreads(threads)]
    .filter((thread) => thread.sectionId === sectionId && !thread.isGone && !hasGoneOver(thread))
    .sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** What all of a thread has gone on as, for more readers, is shown there. */
function hasGoneOver({ openedAs, audience }: Thread): boolean {
  return openedAs !== null && audience === "section"
}
