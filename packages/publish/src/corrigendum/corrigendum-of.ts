import { type Book, bookOf } from "../book/index.ts"
import { afterOf, beforeOf, type ComparedContent, type PublicationComparison } from "../compare/index.ts"
import type { PublicationContent } from "../content/index.ts"
import { numberedSections } from "../content/numbering.ts"
import { type Correction, Instructions } from "./correction.ts"
import { type Phrases, phrasesOf } from "./phrases.ts"
import { capital } from "./places.ts"
import { printedPart } from "./printed.ts"
import { correctionsIn } from "./reading.ts"
import { textWords } from "../redline/words.ts"
import { SectionCorrections, type SectionSide } from "./section-corrections.ts"

/** What is to be corrected in the older of two versions, line by line, in the language of the publication (English, French, Spanish). */
export function corrigendumOf(comparison: PublicationComparison): Correction[] {
  const { after, sections } = comparison
  const phrases = phrasesOf(after.publication.originalLanguage)
  const sides = { before: sidesOf(beforeOf(comparison), comparison), after: sidesOf(afterOf(comparison), comparison) }
  const corrections = [...titlePage(comparison, phrases)]
  const add = (place: string, said: string, side?: SectionSide) => {
    const isPrinted = side !== undefined && side.part.blocks.length > 0
    const words = isPrinted ? `${said}:` : said
    const printed = isPrinted ? { printed: printedPart(side.part) } : {}
    corrections.push({ place: capital(place), instruction: [{ type: "text", text: words }], ...printed })
  }
  let behind: string | null = null
  let isRenumbered = false
  for (const change of sections) {
    if (change.kind === "left") continue
    if (change.kind === "added") {
      const { number, title } = change.after
      const said = phrases.insertSection(phrases.quoted(title), behind)
      add(phrases.section(number, title), said, sides.after.get(change.after.id))
      behind = phrases.section(number, title)
      continue
    }
    const own = phrases.section(change.before.number, change.before.title)
    if (change.kind === "removed") {
      add(own, phrases.deleteSection)
      continue
    }
    if (change.isMoved) add(own, phrases.moveSection(behind))
    behind = own
    if (change.before.title !== change.after.title)
      corrections.push(
        ...title(`${own}, ${phrases.title}`, change.before.title, change.after.title, change.before.language, phrases),
      )
    const { text } = change
    if (text?.kind === "came") add(own, phrases.insertText, sides.after.get(change.after.id))
    else if (text?.kind === "went") add(own, phrases.deleteText)
    const [was, now] = [sides.before.get(change.before.id), sides.after.get(change.after.id)]
    if (text?.kind !== "compared" || was === undefined || now === undefined) continue
    const found = new SectionCorrections(was, now, text.comparison, phrases)
    found.passages(text.comparison.passages)
    corrections.push(...found.corrections)
    isRenumbered ||= found.isRenumbered
  }
  return isRenumbered
    ? [...corrections, { place: "", instruction: [{ type: "text", text: phrases.renumber }] }]
    : corrections
}

function titlePage({ before, after }: PublicationComparison, phrases: Phrases): Correction[] {
  const keys = ["series", "seriesNumber", "title", "subtitle"] as const
  const [was, now] = [before.publication, after.publication]
  return keys.flatMap((key) =>
    was[key] === now[key] ? [] : title(phrases.titlePage, was[key], now[key], was.originalLanguage, phrases),
  )
}

function title(place: string, before: string, after: string, language: string, phrases: Phrases): Correction[] {
  const around = { language, dir: "ltr" as const }
  const words = textWords(before, after, { before: around, after: around })
  const instructions = new Instructions(phrases, language)
  return instructions
    .line(correctionsIn(words), () => null)
    .map((instruction) => ({ place: capital(place), instruction }))
}

function sidesOf(content: ComparedContent, { before, after }: PublicationComparison): Map<string, SectionSide> {
  const version = content.version ?? before.version ?? after.version
  if (version === null) throw new TypeError("A corrigendum corrects a version.")
  const frozen: PublicationContent = { ...content, version }
  const book: Book = bookOf(frozen)
  return new Map(
    numberedSections(frozen).flatMap(({ section, numbers }, i): [string, SectionSide][] => {
      const part = book.parts[i]
      return part === undefined ? [] : [[section.id, { section, part, numbers }]]
    }),
  )
}
