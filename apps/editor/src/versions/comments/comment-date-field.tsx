import { m } from "../../language/language.ts"
import { useNow } from "../../time/use-now.ts"
import { instantWords, ownClockWords, ownZone } from "../../time/words.ts"
import { endOfDay } from "../../time/zoned.ts"
import { TextField } from "../../ui/field.tsx"

/** What is asked of a day until which organizations may comment; null: nothing, undefined: no day that can be. */
export function commentUntilOf(day: string, zone: string, now: number): number | null | undefined {
  if (day === "") return null
  const until = endOfDay(day, zone)
  return until === null || until <= now ? undefined : until
}

/** The last day for comments on a version: until its end on the clocks of the publication. */
export function CommentDateField({
  day,
  zone,
  onChange,
  isFirst = false,
  hint,
}: {
  day: string
  zone: string
  onChange: (day: string) => void
  isFirst?: boolean
  /** What no day means. */
  hint: string
}) {
  const now = useNow()
  const until = commentUntilOf(day, zone, now)
  const own = typeof until === "number" ? ownClockWords(until, zone, ownZone()) : null
  return (
    <TextField
      label={m.comment_date()}
      type="date"
      value={day}
      onChange={onChange}
      isFirst={isFirst}
      error={until === undefined ? m.comment_date_past() : undefined}
      hint={
        typeof until === "number" ? (
          <>
            {m.comments_until({ when: instantWords(until, zone) })}
            {own ? ` · ${m.your_time({ when: own })}` : ""}
          </>
        ) : (
          hint
        )
      }
    />
  )
}
