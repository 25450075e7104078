import { commentDateOf, isOfSecretariat, type Version, versionCommentRefusal } from "@codraft/publication"
import { m } from "../../language/language.ts"
import { refusalWords } from "../../publication/refusal-words.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { useNow } from "../../time/use-now.ts"
import { instantWords } from "../../time/words.ts"

/** Until when somebody's organization may comment on this version, or since when it may not; nothing for the secretariat. */
export function CommentDate({ version }: { version: Version }) {
  const { publication, personId } = usePublication()
  const now = useNow()
  const member = publication.members[personId]
  if (member === undefined || isOfSecretariat(publication, member)) return null
  const until = commentDateOf(publication, member.orgId, version.number)
  if (until === null) return null
  const refusal = versionCommentRefusal(publication, personId, version.number, now)
  return (
    <p className="version-comment-date no-print">
      {refusal === null ? (
        <strong>{m.comments_until({ when: instantWords(until, publication.timeZone) })}</strong>
      ) : (
        refusalWords(refusal)
      )}
    </p>
  )
}

/** "comments until 20 Nov 2016, 23:59 CET" */
export function dateWords(until: number | null, zone: string, now: number): string {
  if (until === null) return m.comments_not_asked()
  const when = instantWords(until, zone)
  return until > now ? m.comments_until_short({ when }) : m.comments_closed({ when })
}
