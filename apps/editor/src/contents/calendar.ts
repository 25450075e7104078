import type { CalendarEntry } from "@codraft/publication"
import { dayIn } from "../time/zoned.ts"

export type Place = "past" | "now" | "next" | "later"

export interface PlacedEntry {
  entry: CalendarEntry
  place: Place
}

/**
 * The calendar in order, each entry placed against today in the publication's zone. A day counts to its end. What comes
 * next are all entries of the earliest day still ahead.
 */
export function placedCalendar(calendar: readonly CalendarEntry[], now: number, zone: string): PlacedEntry[] {
  const today = dayIn(now, zone)
  const inOrder = [...calendar].sort((a, b) =>
    a.start === b.start ? compare(a.end, b.end) : compare(a.start, b.start),
  )
  const nextStart = inOrder.find((entry) => entry.start > today)?.start
  return inOrder.map((entry) => ({ entry, place: placeOf(entry, today, nextStart) }))
}

function placeOf(entry: CalendarEntry, today: string, nextStart: string | undefined): Place {
  if (entry.end < today) return "past"
  if (entry.start <= today) return "now"
  return entry.start === nextStart ? "next" : "later"
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
