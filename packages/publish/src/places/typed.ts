import { QuotedText, quoteBounds, TypedText } from "@codraft/document/anchor"
import type { SectionId, ThreadVersion } from "@codraft/publication"
import { SectionNames } from "@codraft/publication/import"
import type { FrozenPlace, SectionPlaces } from "./places.ts"
import { wordsAt } from "./words.ts"

/** What a table of comments says of where one of them is: all of it as somebody typed it. */
export interface TypedPlace {
  readonly section: string
  readonly paragraph: string
  /** Empty where the comment is on a paragraph as a whole. */
  readonly words: string
  /** Where somebody says that it is, when the table does not. */
  readonly sectionId?: SectionId | undefined
}

/** A place of a version, as a comment on it keeps it. */
export type PlaceFound = Omit<ThreadVersion, "number">

export type TypedPlaceAnswer =
  | { readonly kind: "found"; readonly by: "exact" | "alike" | "paragraph"; readonly place: PlaceFound }
  /** The words, or paragraphs of that number, stand in more than one place, of which the first are these. */
  | { readonly kind: "often"; readonly hits: number; readonly places: readonly PlaceFound[] }
  /** With the section, as far as the table tells. */
  | { readonly kind: "none" | "too-long"; readonly sectionId: SectionId | null }

/** Places told of words that stand in more than one. */
const placesMax = 20

/** Fewer letters stand in more than one text sooner or later: they are looked for in the section that is named alone. */
const tellingCharacters = 12

/** Where a version has what the rows of a table name, in their order. */
export function findPlaces(sections: readonly SectionPlaces[], rows: readonly TypedPlace[]): TypedPlaceAnswer[] {
  const names = new SectionNames(
    sections.map(({ sectionId: id, sectionNumber: number, title }) => ({ id, number, title })),
  )
  const texts = new Map<FrozenPlace, Text>()
  const textOf = (place: FrozenPlace): Text => {
    const known = texts.get(place)
    if (known !== undefined) return known
    const quoted = new QuotedText(place.text)
    const text = { quoted, typed: new TypedText(quoted) }
    texts.set(place, text)
    return text
  }
  return rows.map((row) => {
    const named = row.sectionId ?? names.find(row.section)
    const sectionId = named === "general" ? null : named
    if (row.words.length > quoteBounds.exactMax) return { kind: "too-long", sectionId }
    const places = sections
      .filter((section) => (sectionId === null ? named === null : section.sectionId === sectionId))
      .flatMap((section) => (section.places ?? []).map((place) => ({ section, place })))
    const paragraphs = ofNumber(places, row.paragraph)
    const isTelling = sectionId !== null || row.words.length >= tellingCharacters
    const hits = row.words === "" || !isTelling ? [] : hitsOf(places, row.words, textOf)
    const inParagraph = hits.filter(({ place }) => paragraphs.some((one) => one.place === place))
    const within = inParagraph.length > 0 ? inParagraph : hits
    const found = within.flatMap(({ section, place, quote, by }) => {
      const at = placeOf(sections, section, place, quote)
      return at === null ? [] : [{ at, by }]
    })
    const [first, second] = found
    if (first !== undefined) {
      return second === undefined
        ? { kind: "found", by: first.by, place: first.at }
        : { kind: "often", hits: found.length, places: found.slice(0, placesMax).map(({ at }) => at) }
    }
    return ofParagraphs(sections, paragraphs) ?? { kind: "none", sectionId }
  })
}

interface Text {
  readonly quoted: QuotedText
  readonly typed: TypedText
}
interface Placed {
  readonly section: SectionPlaces
  readonly place: FrozenPlace
}

/** To the letter wherever a place has them so. */
function hitsOf(places: readonly Placed[], words: string, textOf: (place: FrozenPlace) => Text) {
  const hits = places.flatMap(({ section, place }) => {
    const { quoted, typed } = textOf(place)
    const { spans, by } = typed.spansOf(words)
    return spans.map((span) => ({ section, place, by, quote: quoted.quoteOf(span) }))
  })
  const exact = hits.filter(({ by }) => by === "exact")
  return exact.length > 0 ? exact : hits
}

function placeOf(
  sections: readonly SectionPlaces[],
  { sectionId }: SectionPlaces,
  { block }: FrozenPlace,
  quote: PlaceFound["quote"],
): PlaceFound | null {
  const found = wordsAt(sections, { sectionId, block, ...(quote === null ? {} : { quote }) })
  return "code" in found ? null : { ...found.place, quote: quote === null ? null : found.quote }
}

function ofParagraphs(sections: readonly SectionPlaces[], paragraphs: readonly Placed[]): TypedPlaceAnswer | null {
  const found = paragraphs.flatMap(({ section, place }) => placeOf(sections, section, place, null) ?? [])
  const [first, second] = found
  if (first === undefined) return null
  return second === undefined
    ? { kind: "found", by: "paragraph", place: first }
    : { kind: "often", hits: found.length, places: found.slice(0, placesMax) }
}

/** The places of this number: a paragraph before a note, where "12" is both; of a table the caption, which is its first. */
function ofNumber(places: readonly Placed[], said: string): Placed[] {
  const names = [said, ...said.split(",")].map(bareNumber).filter(Boolean)
  const isNote = /\b(?:foot)?note\b|\bnota\b/iu.test(said)
  for (const name of names) {
    const all = places.filter(({ place: { kind, paragraph } }) => kind !== "note" && bareNumber(paragraph) === name)
    const notes = places.filter(({ place: { kind, paragraph } }) => kind === "note" && bareNumber(paragraph) === name)
    const found = isNote ? notes : all.length > 0 ? all : notes
    // What a table has in its cells has the table's number too.
    if (found.length > 0) return found.filter((one, at) => one.place.kind !== "table" || at === firstOf(found, one))
  }
  return []
}

function firstOf(found: readonly Placed[], { section, place }: Placed): number {
  return found.findIndex((one) => one.section === section && one.place.kind === place.kind)
}

const nameBefore =
  /^(?:(?:paragraphs?|paragraphes?|p[aá]rrafos?|paras?|p[aá]rrs?|pars?|footnote|note|nota|heading|titre|t[ií]tulo|item)\b\.?|[§¶])/iu

/** "Para. 12." is 12. */
function bareNumber(number: string): string {
  return number
    .trim()
    .toLowerCase()
    .replace(nameBefore, "")
    .replace(/[.\s]+$/u, "")
    .trim()
}
