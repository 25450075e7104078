import { type CanonicalContent, type Inline, type LineHead, LineList, plainText } from "@codraft/document/canonical"
import type { FrozenSection, PublicationContent } from "../content/index.ts"
import { findNames, type FoundName, nameLanguage, nameOf, nameOwner } from "../names/index.ts"
import { quotationsIn, type Range } from "../names/quotations.ts"
import type { Found } from "./finding.ts"
import { imagesIn } from "./walk.ts"

/**
 * The names of countries that differ from the list, in all that a version prints, each in the language of its passage. Quotations
 * and titles of works (in italics, as UN style has it) keep the names that they have: those are found as exempt.
 */
export function countryNames(content: PublicationContent): Found[] {
  const tally = new Tally()
  titlesOf(content, tally)
  for (const section of content.sections) {
    const language = titleLanguage(section, content.publication.originalLanguage)
    tally.line({ section }, [{ text: section.title, language, isItalic: false }], false)
    if (section.text !== null) textOf(section, section.text, tally)
  }
  return tally.all()
}

/** What is said of the publication as a whole: its titles, and the names of those that answer for sections. */
function titlesOf({ publication, organizations }: PublicationContent, tally: Tally): void {
  const { title, subtitle, series, titleI18n, originalLanguage: language } = publication
  for (const text of [title, subtitle, series]) tally.line({}, [{ text, language, isItalic: false }], false)
  for (const [of, text] of Object.entries(titleI18n))
    if (of !== language) tally.line({}, [{ text, language: of, isItalic: false }], false)
  for (const { name, iso3 } of organizations) {
    const offered = iso3 === undefined ? null : nameOf(iso3, language)
    const owner = nameOwner(name, language)
    if (offered !== null && owner !== null && owner !== iso3) tally.add({}, { found: name, offered }, null)
    else tally.line({}, [{ text: name, language, isItalic: false }], false)
  }
}

/** Texts in Arabic or Russian may have their titles in the publication's language; then the letters show it. */
function titleLanguage({ title, language }: FrozenSection, originalLanguage: string): string {
  const own = nameLanguage(language)
  return (own === null || own === "ar") && /\p{Script=Latin}/u.test(title) ? originalLanguage : language
}

function textOf(section: FrozenSection, text: CanonicalContent, tally: Tally): void {
  new LineList((head, inline) => {
    tally.line(placeOf(section, head), piecesOf(inline, head.language), head.kind === "quote")
  }).content(text)
  for (const { id, alt, language } of imagesIn(text.blocks)) {
    const said = { text: alt ?? "", language: language ?? text.language, isItalic: false }
    tally.line({ section, ...(id === undefined ? {} : { block: id }) }, [said], false)
  }
}

interface Place {
  readonly section?: FrozenSection
  readonly block?: string
}

function placeOf(section: FrozenSection, { id }: LineHead): Place {
  return { section, ...(id === undefined ? {} : { block: id }) }
}

/** A stretch of a line. */
interface Piece {
  readonly text: string
  readonly language: string
  readonly isItalic: boolean
}

function piecesOf(inline: readonly Inline[], language: string): Piece[] {
  return inline.flatMap((part): Piece[] => {
    if (part.type === "link") return piecesOf(part.content, language)
    if (part.type !== "text") return [{ text: plainText([part]), language, isItalic: false }]
    const isItalic = part.formats?.includes("italic") ?? false
    return [{ text: part.text, language: part.language ?? language, isItalic }]
  })
}

/** Counts each name once for a block. */
class Tally {
  readonly #found = new Map<string, Found & { count: number }>()

  all(): Found[] {
    return [...this.#found.values()]
  }

  line(place: Place, pieces: readonly Piece[], isQuotation: boolean): void {
    const line = pieces.map(({ text }) => text).join("")
    const found = passagesOf(pieces).flatMap(({ text, language, start }) =>
      findNames(text, language).map((name) => ({ ...name, start: name.start + start, end: name.end + start })),
    )
    if (found.length === 0) return
    const quotations = isQuotation ? [{ start: 0, end: line.length }] : quotationsIn(line)
    const titles = titlesIn(pieces)
    for (const name of found) {
      const exemption = isIn(name, quotations) ? "quotation" : isIn(name, titles) ? "title" : null
      this.add(place, name, exemption)
    }
  }

  add(place: Place, { found, offered }: Pick<FoundName, "found" | "offered">, exemption: "quotation" | "title" | null) {
    const key = JSON.stringify([place.section?.id, place.block, found, exemption])
    const known = this.#found.get(key)
    if (known !== undefined) known.count += 1
    else
      this.#found.set(key, { ...place, count: 1, what: found, offered, ...(exemption === null ? {} : { exemption }) })
  }
}

/** Neighbours of one language are read together, since a name may change its format on the way. */
function passagesOf(pieces: readonly Piece[]): { text: string; language: string; start: number }[] {
  const passages: { text: string; language: string; start: number }[] = []
  let start = 0
  for (const { text, language } of pieces) {
    const last = passages.at(-1)
    if (last?.language === language) last.text += text
    else passages.push({ text, language, start })
    start += text.length
  }
  return passages
}

/** What is in italics, unless the whole line is: then it is how the line looks, and no title. */
function titlesIn(pieces: readonly Piece[]): Range[] {
  if (pieces.every(({ text, isItalic }) => isItalic || text.trim() === "")) return []
  let end = 0
  return pieces.flatMap(({ text, isItalic }) => {
    const start = end
    end += text.length
    return isItalic ? [{ start, end }] : []
  })
}

function isIn({ start }: Range, ranges: readonly Range[]): boolean {
  return ranges.some((range) => range.start <= start && start < range.end)
}
