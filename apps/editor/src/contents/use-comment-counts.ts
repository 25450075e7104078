import { useQuery } from "@tanstack/react-query"
import { usePublication } from "../publication/publication-context.ts"
import { request } from "../workspace/request.ts"

export interface CommentCount {
  open: number
  answered: number
  total: number
  /** By others since this person was there; null before that. */
  new: number | null
}

/** Comments come while somebody looks at the contents. */
const askAgainMs = 20_000

/** How many comments there are on each section, and on the publication as a whole; undefined until it is known. */
export function useCommentCounts():
  | { of: (sectionId: string) => CommentCount | undefined; whole: CommentCount | undefined }
  | undefined {
  const { publication } = usePublication()
  const counts = useQuery({
    queryKey: ["comment-counts", publication.id],
    refetchInterval: askAgainMs,
    refetchOnMount: "always",
    queryFn: ({ signal }) =>
      request<Record<string, CommentCount>>(`/api/publications/${publication.id}/review/counts`, { signal }),
  }).data
  return counts && { of: (sectionId) => counts[sectionId], whole: counts[publication.id] }
}
