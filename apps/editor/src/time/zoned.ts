/** Wall-clock time in a zone and back, by Intl alone. Instants are ms since epoch. */

interface WallClock {
  year: number
  month: number
  day: number
  hour: number
  minute: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known) return known
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "gregory",
    numberingSystem: "latn",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  })
  formats.set(zone, format)
  return format
}

export function wallClock(at: number, zone: string): WallClock {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(at)
      .map((part) => [part.type, Number(part.value)]),
  )
  const of = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
  return { year: of("year"), month: of("month"), day: of("day"), hour: of("hour"), minute: of("minute") }
}

const pad = (value: number, length = 2) => String(value).padStart(length, "0")

/** `2016-10-31`, the day that the zone's calendar shows. */
export function dayIn(at: number, zone: string): string {
  const { year, month, day } = wallClock(at, zone)
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`
}

/** `2016-10-31T18:00`, as a `datetime-local` field takes it. */
export function localText(at: number, zone: string): string {
  const { hour, minute } = wallClock(at, zone)
  return `${dayIn(at, zone)}T${pad(hour)}:${pad(minute)}`
}

/**
 * The instant at which clocks in the zone show this text. An hour that a spring change skips is read as the hour after
 * it; of an hour that comes twice, the first. Null if it is no date.
 */
export function instantOf(text: string, zone: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(text)
  if (!match) return null
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = match.slice(1).map(Number)
  const asUtc = Date.UTC(year, month - 1, day, hour, minute)
  if (new Date(asUtc).getUTCDate() !== day || month < 1 || month > 12 || hour > 23 || minute > 59) return null
  const offsetAt = (at: number) => {
    const shown = wallClock(at, zone)
    return Date.UTC(shown.year, shown.month - 1, shown.day, shown.hour, shown.minute) - Math.floor(at / 60_000) * 60_000
  }
  const dayMs = 86_400_000
  const candidates = [asUtc - offsetAt(asUtc - dayMs), asUtc - offsetAt(asUtc + dayMs)]
  const exact = candidates.filter((at) => localText(at, zone) === text)
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates)
}

/** Whether two zones show the same wall clock at that moment. */
export const sameClock = (at: number, one: string, other: string): boolean =>
  localText(at, one) === localText(at, other)

/** The last moment of a day (`2016-11-20`) in a zone, which its clocks show as 23:59; null if there is no such day. */
export function endOfDay(day: string, zone: string): number | null {
  const lastMinute = instantOf(`${day}T23:59`, zone)
  return lastMinute === null ? null : lastMinute + 59_999
}
