import { queryOptions, useQuery } from "@tanstack/react-query"
import { useFollowedList } from "../live/use-followed-list.ts"
import { usePublication } from "../publication/publication-context.ts"
import { request } from "../workspace/request.ts"

export interface CommentCount {
  open: number
  answered: number
  total: number
  /** By others since this person was there; null before that. */
  new: number | null
}

const apartMs = 4_000

const countsOf = (publicationId: string) =>
  queryOptions({
    queryKey: ["comment-counts", publicationId],
    refetchOnMount: "always",
    refetchOnWindowFocus: false,
    queryFn: ({ signal }) =>
      request<Record<string, CommentCount>>(`/api/publications/${publicationId}/review/counts`, { signal }),
  })

/** How many comments there are on each section, and on the publication as a whole; undefined until it is known. */
export function useCommentCounts():
  | { of: (sectionId: string) => CommentCount | undefined; whole: CommentCount | undefined }
  | undefined {
  const { publication } = usePublication()
  const counts = useQuery(countsOf(publication.id)).data
  return counts && { of: (sectionId) => counts[sectionId], whole: counts[publication.id] }
}

/** Keeps them up to date, for all who show some of them: to be called once. */
export function useLiveCounts(publicationId: string): void {
  const { refetch } = useQuery({ ...countsOf(publicationId), notifyOnChangeProps: [] })
  useFollowedList({ of: ["comments", "facts", "seen"], publicationId, apartMs }, refetch)
}
