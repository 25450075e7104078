import type { CalendarEntry } from "@codraft/publication"
import { useState } from "react"
import { m } from "../language/language.ts"
import { dayRangeWords } from "../time/words.ts"
import { Button } from "../ui/button.tsx"
import { type Place, type PlacedEntry, placedCalendar } from "./calendar.ts"

const placeWords: Record<Place, () => string> = { past: m.past, now: m.now, next: m.next, later: m.later }

const isCurrent = ({ place }: PlacedEntry) => place === "now" || place === "next"

/** The dates of the publication, in order; what is now and next is said in words, what is past stands back. */
export function Calendar({ calendar, zone, now }: { calendar: readonly CalendarEntry[]; zone: string; now: number }) {
  const [isWhole, setWhole] = useState(false)
  if (calendar.length === 0) return null
  const entries = placedCalendar(calendar, now, zone)
  const current = entries.filter(isCurrent)
  const essential = new Set(current.length > 0 ? current : entries.slice(-1))
  return (
    <section aria-labelledby="calendar-title" className="pt-8">
      <div className="flex items-baseline justify-between gap-4 border-b border-rule-strong pb-1">
        <h2 id="calendar-title" className="text-sm font-semibold">
          {m.calendar()}
        </h2>
        <Button kind="quiet" aria-expanded={isWhole} onPress={() => setWhole(!isWhole)} className="md:hidden">
          {isWhole ? m.fewer_dates() : m.all_dates({ count: entries.length })}
        </Button>
      </div>
      <ol className="calendar">
        {entries.map((placed) => (
          <li
            key={placed.entry.id}
            data-place={placed.place}
            data-is-essential={essential.has(placed) || isWhole || undefined}
            className="calendar-entry"
          >
            <span className={isCurrent(placed) ? "small-caps calendar-place" : "sr-only"}>
              {placeWords[placed.place]()}
            </span>
            <span className="calendar-what block font-semibold text-balance">{placed.entry.what}</span>
            <time dateTime={placed.entry.start} className="block text-sm text-ink-soft">
              {dayRangeWords(placed.entry.start, placed.entry.end)}
            </time>
          </li>
        ))}
      </ol>
    </section>
  )
}
