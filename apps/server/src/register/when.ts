import { wallClock } from "@codraft/publication"
import type { SheetLanguage } from "./words.ts"

/** `2016-11-30 14:05`, in this zone. */
export function stamp(at: number, zone: string): string {
  const { year, month, day, hour, minute } = wallClock(at, zone)
  const two = (value: number) => String(value).padStart(2, "0")
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}`
}

/** Date, hour and zone as a sentence has them. */
export function inWords(at: number, zone: string, language: SheetLanguage): string {
  const tag = language === "en" ? "en-GB" : language
  const words = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeStyle: "short", timeZone: zone }).format(at)
  return `${words} (${zone.replaceAll("_", " ")})`
}
