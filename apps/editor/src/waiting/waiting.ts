import { queryOptions, useQuery } from "@tanstack/react-query"
import { useFollowedList } from "../live/use-followed-list.ts"
import { request } from "../workspace/request.ts"

/** Something that a person is asked to do, or to look at: by an end of a section's state, or by a comment. */
export interface Waiting {
  kind: "end" | "answer" | "mention" | "assignment" | "reply"
  publicationId: string
  publication: string
  /** null: the publication as a whole. */
  sectionId: string | null
  section: string | null
  /** Milliseconds since the epoch: when it came, or when the state ends. */
  at: number
  threadId?: string
  /** What was written. */
  words: string | null
  author: { name: string; organization: string } | null
  due?: string | null
}

const apartMs = 3_000

export const waitingQuery = queryOptions({
  queryKey: ["waiting"],
  refetchOnMount: "always",
  refetchOnWindowFocus: false,
  queryFn: ({ signal }) => request<{ waiting: Waiting[]; total: number }>("/api/waiting", { signal }),
})

/** All that waits for whoever is signed in, over all publications; undefined until it is known. */
export function useWaiting() {
  const { data, refetch } = useQuery(waitingQuery)
  useFollowedList({ of: ["comments", "facts", "seen"], apartMs }, refetch)
  return data
}
