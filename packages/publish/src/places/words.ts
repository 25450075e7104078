import { type Quote, QuotedText, quoteBounds } from "@codraft/document/anchor"
import { type FrozenWords, type Refusal, refusalOf, type SectionId } from "@codraft/publication"
import type { SectionPlaces } from "./places.ts"

interface PlaceAsked {
  readonly sectionId: SectionId
  readonly block: string
  /** Absent: all of its words. */
  readonly quote?: string | Quote | undefined
}

/** Whether a version has these words in that place, once: with what stands around them in its section. */
export function wordsAt(
  sections: readonly SectionPlaces[],
  { sectionId, block, quote }: PlaceAsked,
): FrozenWords | Refusal {
  const section = sections.find((one) => one.sectionId === sectionId)
  if (section === undefined) return refusalOf("no-such-paragraph")
  const { places, title, sectionNumber } = section
  if (places === null) return refusalOf("section-to-follow", { section: title })
  const index = places.findIndex((one) => one.block === block)
  const found = places[index]
  if (found === undefined || found.text.trim() === "") return refusalOf("no-such-paragraph")
  const { exactMax } = quoteBounds
  const whole = { start: 0, end: Math.min(found.text.length, exactMax) }
  const asked = typeof quote === "string" ? { exact: quote } : quote
  if (asked !== undefined && asked.exact.length > exactMax) return refusalOf("words-too-long", { max: exactMax })
  const { span, hits } = asked === undefined ? { span: whole, hits: 1 } : new QuotedText(found.text).find(asked)
  if (span === null)
    return hits > 1 ? refusalOf("words-found-often", { count: hits }) : refusalOf("words-not-in-version")
  const from = Math.max(0, index - linesAround)
  const lines = places.slice(from, index + linesAround + 1).map(({ text }) => text)
  const start = lines.slice(0, index - from).reduce((sum, line) => sum + line.length + 1, 0)
  return {
    place: { sectionId, sectionNumber, block: found.block, kind: found.kind, paragraph: found.paragraph },
    quote: new QuotedText(lines.join("\n")).quoteOf({ start: start + span.start, end: start + span.end }),
  }
}

/** Before and behind the place: they have more than is kept of what stands around words. */
const linesAround = 5
