import {
  applyToThreads,
  emptyThreads,
  type PersonId,
  type Publication,
  type PublicationId,
  type Thread,
  type Threads,
} from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { useMemo } from "react"
import { useFollowedList } from "../../live/use-followed-list.ts"
import { request } from "../../workspace/request.ts"
import { versionsPath } from "../versions-path.ts"

/** A comment on a version, and whether the draft has its words, as far as this person reads that. */
export interface VersionThread {
  readonly thread: Thread
  readonly isRemoved: boolean
}

interface Page {
  threads: VersionThread[]
  next: string | null
}

const apartMs = 1_000
const none: readonly VersionThread[] = []

/** The comments on a version that this person reads, renewed when something is said or done. */
export function useThreadsOfVersion(publication: Publication, number: number) {
  const { id } = publication
  const { data, refetch, error } = useQuery({
    queryKey: ["version-comments", id, number],
    queryFn: ({ signal }) => all(`${versionsPath(id)}/${number}/review`, signal),
    refetchOnMount: "always",
    refetchOnWindowFocus: false,
    retry: false,
  })
  useFollowedList({ of: ["comments", "facts"], publicationId: id, apartMs }, refetch)
  const found = data ?? none
  const threads = useMemo(() => folded(id, found), [id, found])
  return { found, threads, isComplete: data !== undefined, error, refetch }
}

async function all(path: string, signal: AbortSignal): Promise<readonly VersionThread[]> {
  const found: VersionThread[] = []
  let after: string | null = null
  do {
    const query: string = after === null ? "" : `?after=${encodeURIComponent(after)}`
    const page: Page = await request<Page>(path + query, { signal })
    found.push(...page.threads)
    after = page.next
  } while (after !== null)
  return found
}

/** As the streams would tell of them: what may be done with each is decided on this. */
function folded(publicationId: PublicationId, found: readonly VersionThread[]): Threads {
  return found.reduce((threads, { thread }) => {
    const { place, id: threadId, sectionId, at } = thread
    const event = { type: "threadCopied" as const, place, threadId, publicationId, sectionId, thread }
    return applyToThreads(threads, { stream: place, position: 1, at, author: thread.author satisfies PersonId, event })
  }, emptyThreads(publicationId))
}
