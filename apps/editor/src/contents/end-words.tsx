import type { Section } from "@codraft/publication"
import { m } from "../language/language.ts"
import { instantWords, ownClockWords, ownZone } from "../time/words.ts"

/** The end of a section's state, in the zone in which it was agreed, and on the reader's clock where that differs. */
export function EndOfState({
  section,
  now,
  isOnOwnLine = false,
}: {
  section: Pick<Section, "until">
  now: number
  /** The reader's own time stands under the other one, not behind it. */
  isOnOwnLine?: boolean
}) {
  const { until } = section
  if (!until) return null
  const own = ownClockWords(until.at, until.zone, ownZone())
  const when = instantWords(until.at, until.zone)
  return (
    <span>
      <time dateTime={new Date(until.at).toISOString()}>{until.at > now ? m.until({ when }) : m.ended({ when })}</time>
      {own ? (
        isOnOwnLine ? (
          <span className="block">{m.your_time({ when: own })}</span>
        ) : (
          <> ({m.your_time({ when: own })})</>
        )
      ) : null}
    </span>
  )
}
