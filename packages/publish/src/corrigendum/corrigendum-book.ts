import { type Book, type BookBlock, type BookInline, bookOf } from "../book/index.ts"
import { compareVersions } from "../compare/index.ts"
import type { FrozenSection, PublicationContent } from "../content/index.ts"
import type { Correction } from "./correction.ts"
import { corrigendumOf } from "./corrigendum-of.ts"
import { phrasesOf } from "./phrases.ts"
import { Gathered } from "./printed.ts"

/**
 * A corrigendum as a book of one part: that is how it is printed, whatever prints it. Each is issued on its own: it says what is to
 * be corrected in a version once it was corrected by the corrigenda before, which it names.
 */
export function corrigendumBook(
  corrected: PublicationContent,
  after: PublicationContent,
  earlier: readonly PublicationContent[] = [],
): Book {
  const before = earlier.reduce(completed, corrected)
  const latest = completed(before, after)
  const book = bookOf(latest)
  const phrases = phrasesOf(book.language)
  const corrections = corrigendumOf(compareVersions(before, latest))
  const gathered = new Gathered()
  const blocks = [
    paragraph({ type: "text", text: book.cover.title, bold: true }),
    paragraph({ type: "text", text: phrases.correctionsTo(nameOf(corrected)) }),
    ...(earlier.length === 0 ? [] : [paragraph({ type: "text", text: phrases.besides(earlier.map(nameOf)) })]),
    ...(corrections.length === 0
      ? [paragraph({ type: "text", text: phrases.nothing })]
      : byPlace(corrections, gathered)),
  ]
  return {
    ...book,
    cover: { ...book.cover, title: `${book.cover.title}. ${phrases.corrigendum}`, subtitle: "" },
    abbreviations: [],
    parts: [
      {
        id: "corrigendum",
        number: "",
        depth: 0,
        isAnnex: false,
        title: phrases.corrigendum,
        language: book.language,
        dir: book.dir,
        isToFollow: false,
        viewsOf: null,
        notes: gathered.notes,
        blocks,
      },
    ],
  }
}

/** A section that is to follow in a corrigendum is one that it does not correct. */
function completed(before: PublicationContent, after: PublicationContent): PublicationContent {
  const texts = new Map(before.sections.map(({ id, text }) => [id, text]))
  const sections = after.sections.map((section): FrozenSection => {
    return section.text === null ? { ...section, text: texts.get(section.id) ?? null } : section
  })
  return { ...after, sections }
}

function nameOf(version: PublicationContent): string {
  const { versionTitle, symbol, date } = bookOf({ ...version, sections: [] }).cover
  return [symbol, versionTitle, date].filter((part, i, all) => part !== "" && all.indexOf(part) === i).join(", ")
}

/** What is to be done at one place stands together, below the place in bold, and what is printed whole below that. */
function byPlace(corrections: readonly Correction[], gathered: Gathered): BookBlock[] {
  const groups: { place: string; lines: BookInline[]; printed: BookBlock[] }[] = []
  for (const { place, instruction, printed } of corrections) {
    const last = groups.at(-1)
    const blocks = printed === undefined ? [] : gathered.blocks(printed)
    if (last !== undefined && last.place === place && last.printed.length === 0) {
      last.lines.push({ type: "break" }, ...instruction)
      last.printed.push(...blocks)
    } else groups.push({ place, lines: [...instruction], printed: blocks })
  }
  return groups.flatMap(({ place, lines, printed }) => {
    if (place === "") return [paragraph(...lines), ...printed]
    return [paragraph({ type: "text", text: place, bold: true }, { type: "break" }, ...lines), ...printed]
  })
}

function paragraph(...content: BookInline[]): BookBlock {
  return { type: "paragraph", content }
}
