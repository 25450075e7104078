import type { End } from "./section.ts"

/** "23 November 2016, 18:00 (Europe/Zurich)" */
export function describeEnd(end: End): string {
  const { day, month, year, hour, minute } = wallClock(end.at, end.zone)
  return `${day} ${monthNames[month - 1]} ${year}, ${pad(hour)}:${pad(minute)} (${end.zone})`
}

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const

/**
 * The end at this date and hour as clocks in the zone show them. An hour that the zone skips (clocks put forward)
 * is read as the hour after; of an hour that comes twice, the first is meant.
 */
export function endAt(
  date: { year: number; month: number; day: number },
  hour: number,
  minute: number,
  zone: string,
): End {
  const asUtc = Date.UTC(date.year, date.month - 1, date.day, hour, minute)
  // The zone's offset can differ before and after a change of clocks near that hour; no zone is further than a day off.
  const candidates = [-1, 1].map((days) => asUtc - offsetMs(asUtc + days * dayMs, zone))
  const exact = candidates.filter((at) => at + offsetMs(at, zone) === asUtc)
  return { at: exact.length > 0 ? Math.min(...exact) : Math.max(...candidates), zone }
}

export const dayMs = 24 * 60 * 60 * 1000

export interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

/** What calendar and clock show in the zone at this instant. */
export function wallClock(at: number, zone: string): WallClock {
  const fields = clockOf(zone).formatToParts(at)
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(fields.find((field) => field.type === type)?.value)
  return { year: read("year"), month: read("month"), day: read("day"), hour: read("hour"), minute: read("minute") }
}

/** Formats are slow to make and are asked for with every refusal. There are some 600 zones, so this stays small. */
const clocks = new Map<string, Intl.DateTimeFormat>()

function clockOf(zone: string): Intl.DateTimeFormat {
  const known = clocks.get(zone)
  if (known !== undefined) return known
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    hourCycle: "h23",
  })
  clocks.set(zone, clock)
  return clock
}

/** The day there at this instant, as in "2016-12-10". */
export function dayIn(zone: string, at: number): string {
  const { year, month, day } = wallClock(at, zone)
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}`
}

function offsetMs(at: number, zone: string): number {
  const wall = wallClock(at, zone)
  const wholeMinute = Math.floor(at / 60_000) * 60_000
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute) - wholeMinute
}

function pad(value: number): string {
  return String(value).padStart(2, "0")
}
