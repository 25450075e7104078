import { findAbbreviations } from "@codraft/document/abbreviations"
import { type GoalsOf, linesOf } from "@codraft/document/canonical"
import { directionOf } from "@codraft/publication/direction"
import { intlTag } from "@codraft/publication/languages"
import type { PublicationContent } from "../content/content.ts"
import { goalsAmong, knownSections } from "../content/goals.ts"
import type { NumberedSection } from "../content/numbering.ts"
import type { Abbreviation, Book, BookPart, Cover } from "./book.ts"
import { datesOf } from "./dates.ts"
import { noticesOf } from "./notices.ts"
import { blockAddress, printSection, sectionAddress } from "./print-section.ts"
import { wordsOf } from "./words.ts"

/** Lays a version out for print. The same version gives the same book. */
export function bookOf(content: PublicationContent): Book {
  const { originalLanguage } = content.publication
  const known = knownSections(content)
  const goalsOf = goalsAmong(known)
  return {
    language: originalLanguage,
    dir: directionOf(originalLanguage),
    cover: coverOf(content),
    imprint: { notices: noticesOf(content) },
    abbreviations: abbreviationsOf(content),
    parts: [...known.values()].map((section) => partOf(content, section, goalsOf)),
    words: wordsOf(originalLanguage),
  }
}

function partOf(
  { organizations }: PublicationContent,
  { section, numbers }: NumberedSection,
  goalsOf: GoalsOf,
): BookPart {
  const { id, number, depth, annexLetter, title, language, dir, text, textClass, answeringOrg } = section
  const author = organizations.find((organization) => organization.id === answeringOrg)?.name ?? null
  return {
    id: sectionAddress(id),
    number,
    depth,
    isAnnex: annexLetter !== null,
    title,
    language,
    dir,
    isToFollow: text === null,
    viewsOf: textClass === "contributor" && text !== null ? author : null,
    ...(text === null
      ? { blocks: [], notes: [] }
      : printSection({
          content: text,
          depth,
          numbers,
          goalsOf,
          addressOf: (block) => blockAddress(id, block),
        })),
  }
}

function coverOf({ publication, version }: PublicationContent): Cover {
  const { originalLanguage } = publication
  const words = wordsOf(originalLanguage)
  return {
    series: publication.series,
    seriesNumber: publication.seriesNumber === "" ? "" : words.seriesNumber(publication.seriesNumber),
    title: publication.title,
    subtitle: publication.subtitle,
    symbol: version.symbol,
    versionTitle: version.title,
    ...datesOf(version, originalLanguage),
    distribution: words.distributions[publication.distribution],
    originalLanguage:
      new Intl.DisplayNames([intlTag(originalLanguage)], { type: "language" }).of(intlTag(originalLanguage)) ?? "",
  }
}

/** Those of the book's language that some text gives the full form of, in alphabetical order. The first full form stands. */
function abbreviationsOf({ publication, sections }: PublicationContent): Abbreviation[] {
  const { originalLanguage } = publication
  const full = new Map<string, string>()
  for (const { language, text } of sections) {
    if (text === null || language !== originalLanguage) continue
    const lines = linesOf(text).map((line, place) => ({ place, text: line.text, isCell: line.kind === "cell" }))
    for (const found of findAbbreviations(lines)) {
      if (found.full !== null && !full.has(found.short)) full.set(found.short, found.full)
    }
  }
  const { compare } = new Intl.Collator(intlTag(originalLanguage))
  return [...full]
    .map(([short, words]) => ({ short, full: words, language: originalLanguage }))
    .toSorted((a, b) => compare(a.short, b.short))
}
