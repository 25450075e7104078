import type { OrgId, Version } from "@codraft/publication"
import { useState } from "react"
import { CommandForm } from "../../contents/command-form.tsx"
import { m } from "../../language/language.ts"
import { usePublication } from "../../publication/publication-context.ts"
import { useNow } from "../../time/use-now.ts"
import { instantWords } from "../../time/words.ts"
import { dayIn } from "../../time/zoned.ts"
import { CommentDateField, commentUntilOf } from "./comment-date-field.tsx"

/** Another date for one organization: it is how its comments are opened once more, or ended. */
export default function ChangeDate({
  version,
  orgId,
  organization,
  onClose,
}: {
  version: Version
  orgId: OrgId
  organization: string
  onClose: () => void
}) {
  const { publication } = usePublication()
  const zone = publication.timeZone
  const now = useNow()
  const known = version.circulatedTo[orgId]?.commentUntil ?? null
  // One that has passed is no date to begin with.
  const hasEnded = known !== null && known <= now
  const [day, setDay] = useState(known === null || hasEnded ? "" : dayIn(known, zone))
  const commentUntil = commentUntilOf(day, zone, now)
  return (
    <CommandForm
      title={m.comment_date_of({ organization })}
      action={m.save()}
      command={
        commentUntil === undefined || (commentUntil === null && hasEnded)
          ? null
          : {
              type: "circulateVersion",
              publicationId: publication.id,
              version: version.number,
              to: [orgId],
              commentUntil,
            }
      }
      onClose={onClose}
    >
      <CommentDateField
        day={day}
        zone={zone}
        onChange={setDay}
        isFirst
        hint={hasEnded ? m.comment_date_reopen({ when: instantWords(known, zone) }) : m.comment_date_none_left()}
      />
    </CommandForm>
  )
}
