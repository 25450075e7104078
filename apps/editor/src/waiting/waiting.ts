import { queryOptions, useQuery } from "@tanstack/react-query"
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

/** Texts, comments and ends change while somebody looks. */
const askAgainMs = 10_000

export const waitingQuery = queryOptions({
  queryKey: ["waiting"],
  refetchInterval: askAgainMs,
  refetchOnMount: "always",
  refetchOnWindowFocus: "always",
  queryFn: ({ signal }) => request<{ waiting: Waiting[]; total: number }>("/api/waiting", { signal }),
})

/** All that waits for whoever is signed in, over all publications; undefined until it is known. */
export const useWaiting = () => useQuery(waitingQuery).data
