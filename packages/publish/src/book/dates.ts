import { intlTag } from "@codraft/publication/languages"
import type { PublicationContent } from "../content/content.ts"

/** The day of a version where it was frozen: "4 November 2016" in a language, and the same in ISO 8601. */
export function datesOf(
  { frozenAt, timeZone }: Pick<PublicationContent["version"], "frozenAt" | "timeZone">,
  language: string,
): { date: string; isoDate: string } {
  const date = new Intl.DateTimeFormat(dayBeforeMonth(language), { dateStyle: "long", timeZone })
  // The Swedish way to write a date is that of ISO 8601.
  const isoDate = new Intl.DateTimeFormat("sv", { dateStyle: "short", timeZone })
  return { date: date.format(frozenAt), isoDate: isoDate.format(frozenAt) }
}

/** The series writes "4 November 2016", as the United Nations do. */
function dayBeforeMonth(language: string): string {
  return language === "en" ? "en-GB" : intlTag(language)
}
