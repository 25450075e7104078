import type { Section } from "@codraft/publication"
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { request } from "../workspace/request.ts"

interface Counts {
  open: number
  answered: number
  total: number
  /** By others since this person was there; null before that. */
  new: number | null
}

/** Comments come while somebody looks at the contents. */
const askAgainMs = 20_000

/** How many comments on a section are open, and how many came since this person was there. */
export function CommentCounts({ section }: { section: Section }) {
  const { publication } = usePublication()
  const counts = useQuery({
    queryKey: ["comment-counts", publication.id],
    refetchInterval: askAgainMs,
    refetchOnMount: "always",
    queryFn: ({ signal }) =>
      request<Record<string, Counts>>(`/api/publications/${publication.id}/review/counts`, { signal }),
  }).data?.[section.id]
  if (counts === undefined || (counts.open === 0 && !counts.new)) return null
  return (
    <span>
      <Link
        to="/p/$publicationId/s/$sectionId"
        params={{ publicationId: publication.id, sectionId: section.id }}
        className="link tabular-nums"
        data-is-new={counts.new ? true : undefined}
      >
        {[
          counts.open > 0 ? m.toc_comments_open({ count: counts.open }) : null,
          counts.new ? m.toc_comments_new({ count: counts.new }) : null,
        ]
          .filter(Boolean)
          .join(", ")}
      </Link>
    </span>
  )
}
