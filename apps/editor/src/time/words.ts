import { intlLocale } from "../language/language.ts"
import { sameClock } from "./zoned.ts"

/** "31 Oct 2016, 18:00 CET": date, hour and zone, always together. */
export function instantWords(at: number, zone: string, locale = intlLocale()): string {
  return new Intl.DateTimeFormat(locale, {
    timeZone: zone,
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  }).format(at)
}

/** The same moment on the reader's clock, or null where that clock shows the same. */
export function ownClockWords(at: number, zone: string, ownZone: string, locale = intlLocale()): string | null {
  return sameClock(at, zone, ownZone) ? null : instantWords(at, ownZone, locale)
}

/** "20–31 October 2016" in the manner of the language; both ends are calendar days (`2016-10-20`). */
export function dayRangeWords(start: string, end: string, locale = intlLocale()): string {
  const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" })
  const [from, to] = [Date.parse(`${start}T12:00:00Z`), Date.parse(`${end}T12:00:00Z`)]
  return start === end ? format.format(from) : format.formatRange(from, to)
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000_000],
  ["month", 2_592_000_000],
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
]

/** "in 3 days", "2 hours ago"; under a minute, "now". */
export function distanceWords(at: number, now: number, locale = intlLocale()): string {
  const format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" })
  for (const [unit, ms] of steps) {
    if (Math.abs(at - now) >= ms) return format.format(Math.trunc((at - now) / ms), unit)
  }
  return format.format(0, "second")
}

export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone
