import type { Publication, Thread } from "@codraft/publication"
import { displayMember } from "@codraft/publication"
import { m } from "../language/language.ts"
import { dayRangeWords } from "../time/words.ts"

/** How comments come by another way, as it is kept; in other words where somebody says them. */
export const sources = ["e-mail", "letter", "meeting", "telephone", "other"] as const
export type Source = (typeof sources)[number]

export const sourceNames: Record<Source, () => string> = {
  "e-mail": m.import_by_email,
  letter: m.import_by_letter,
  meeting: m.import_by_meeting,
  telephone: m.import_by_phone,
  other: m.import_by_other,
}

/** "received by e-mail, 12 May 2016, comments.docx (entered by Elena)"; null for what was written here. */
export function receivedWords(publication: Publication, { onBehalf, author }: Thread): string | null {
  if (onBehalf === undefined) return null
  const { source, date, file } = onBehalf
  const known = sources.find((one) => one === source && one !== "other")
  const received = m.comment_received({
    source: known === undefined ? source : sourceNames[known](),
    date: dayRangeWords(date, date),
  })
  const entered = m.comment_entered_by({ who: displayMember(publication, author).name })
  return `${[received, file].filter(Boolean).join(", ")} (${entered})`
}
