import type { Section } from "@codraft/publication"
import { Link } from "@tanstack/react-router"
import { m } from "../language/language.ts"
import { usePublication } from "../publication/publication-context.ts"
import { useCommentCounts } from "./use-comment-counts.ts"

/** How many comments on a section are open, and how many came since this person was there. */
export function CommentCounts({ section }: { section: Section }) {
  const { publication } = usePublication()
  const counts = useCommentCounts()?.of(section.id)
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
